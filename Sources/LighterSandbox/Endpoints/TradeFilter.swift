import LighterEngine
import LighterTransactions

/// Which trades `trades` is asked for.
struct TradeFilter {
    let account: Int64?
    private let market: Int64?
    private let order: Int64?
    /// Only trades before this one: the cursor.
    private let before: Int64
    private let role: String
    private let side: Side?
    private let passesType: @Sendable (Market) -> Bool
    private let type: String
    private let skippedAsk: Int64?
    private let skippedBid: Int64?
    /// Whether only trades of an integrator's orders are asked for, of which there are none.
    private let needsIntegrator: Bool
    /// Whether the fills of one incoming order are to be one trade.
    let isAggregated: Bool

    init(_ request: Request, _ engine: Engine) throws(Refusal) {
        _ = try request.query.choice("sort_by", ["block_height", "timestamp", "trade_id"])
        _ = try request.query.choice("sort_dir", ["desc"], default: "desc")
        let account = try request.query.integer("account_index", in: AccountIndexKind.bounds) ?? -1
        self.account = account < 0 ? nil : account
        market = try request.market(engine).map { engine.exchange.markets[$0].market.index.value }
        let text = try request.query.integer("order_index_str", in: 0...Int64.max)
        let number = try request.query.integer("order_index", in: 0...Int64.max)
        order = text ?? number
        before = try request.query.integer("cursor", in: 0...Int64.max) ?? .max
        role = try request.query.choice("role", ["all", "maker", "taker"], default: "all")
        side = try request.sideFilter()
        passesType = try request.marketTypeFilter()
        let types = ["all", "trade", "liquidation", "deleverage", "market-settlement"]
        type = try request.query.choice("type", types, default: "all")
        skippedAsk = try request.query.integer("skip_ask_order_id", in: 0...Int64.max)
        skippedBid = try request.query.integer("skip_bid_order_id", in: 0...Int64.max)
        needsIntegrator = try request.query.integer("integrator_account_index", in: 0...Int64.max) ?? 0 != 0
        isAggregated = try request.query.flag("aggregate") ?? false
    }

    func passes(_ trade: Trade, _ exchange: Exchange) -> Bool {
        guard type == "all" || type == trade.kind.rawValue, trade.index < before,
            market == nil || trade.market == market, !needsIntegrator,
            trade.ask.orderIndex != skippedAsk, trade.bid.orderIndex != skippedBid,
            let state = exchange.market(trade.market), passesType(state.market)
        else { return false }
        if let order, trade.maker.orderIndex != order, trade.taker.orderIndex != order { return false }
        guard let account else { return true }
        let isMaker = trade.maker.account == account
        let isTaker = trade.taker.account == account
        guard role == "all" || (role == "maker" ? isMaker : isTaker) else { return false }
        guard let side else { return true }
        return (isMaker && trade.makerSide == side) || (isTaker && trade.makerSide.opposite == side)
    }
}
