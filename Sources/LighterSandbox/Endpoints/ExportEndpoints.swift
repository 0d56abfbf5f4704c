import LighterEngine
import LighterJSON
import LighterTransactions

extension Router {
    /// What an account did, as a file to download (api.md, section 7.31).
    static let exportEndpoints: [(String, Route)] = [get("/api/v1/export", export)]

    /// Where downloads are, each under its name and this ending.
    private static let downloads = (prefix: "/export/", suffix: ".csv")
    /// Milliseconds between which an export may lie, and how long a span it may be of.
    private static let times: ClosedRange<Int64> = 1_735_689_600_000...1_830_297_600_000
    private static let longestSpan: Int64 = 366 * 86_400_000

    /// The file at a path, for whoever knows it: no token is asked for.
    static func download(_ request: Request, _ engine: Engine) -> Response? {
        guard request.method == .get, request.path.hasPrefix(downloads.prefix),
            request.path.hasSuffix(downloads.suffix),
            let text = engine.downloads[
                String(request.path.dropFirst(downloads.prefix.count).dropLast(downloads.suffix.count))
            ]
        else { return nil }
        return Response(status: 200, text: text, type: .csv)
    }

    private static func export(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let type = try request.query.choice("type", ["funding", "trade"])
        let filter = try ExportFilter(request, engine, times: times, longestSpan: longestSpan)
        try Authorization.require(filter.account, of: request, engine)
        guard let host = request.host, !host.isEmpty else {
            throw .invalidParameter.detailed("the host header is not set")
        }
        guard let account = engine.exchange.account(filter.account) else { throw .accountNotFound }
        let rows =
            type == "trade"
            ? filter.trades(of: account, engine.exchange) : filter.fundings(of: account, engine.exchange)
        guard !rows.isEmpty else { throw .nothingToExport }
        let header = type == "trade" ? ExportFilter.tradeHeader : ExportFilter.fundingHeader
        let name = engine.downloads.add(([header] + rows).map { $0 + "\n" }.joined())
        return .success([("data_url", .string("http://\(host)\(downloads.prefix)\(name)\(downloads.suffix)"))])
    }
}

/// Which rows an export has.
struct ExportFilter {
    let account: Int64
    private let market: Int64?
    private let times: ClosedRange<Int64>
    private let side: String
    private let role: String
    private let type: String
    /// Whether the fills of one incoming order are to be one line.
    private let isAggregated: Bool

    init(
        _ request: Request,
        _ engine: Engine,
        times: ClosedRange<Int64>,
        longestSpan: Int64
    ) throws(Refusal) {
        let asked = try request.query.integer("account_index", in: -1...AccountIndexKind.bounds.upperBound) ?? -1
        account = asked >= 0 ? asked : try Authorization.account(of: request, engine)
        market = try request.market(engine).map { engine.exchange.markets[$0].market.index.value }
        let end = try request.query.integer("end_timestamp", in: times) ?? engine.clock.milliseconds
        let start = try request.query.integer("start_timestamp", in: times) ?? max(0, end - longestSpan)
        guard start < end else { throw .invalidTimestamps }
        guard end - start <= longestSpan else { throw .rangeTooLong }
        self.times = start...end
        side = try request.query.choice("side", ["all", "long", "short"], default: "all")
        role = try request.query.choice("role", ["all", "maker", "taker"], default: "all")
        let types = ["all", "trade", "liquidation", "deleverage", "market-settlement"]
        type = try request.query.choice("trade_type", types, default: "all")
        isAggregated = try request.query.flag("aggregate") ?? false
    }

    /// As the venue writes it.
    static let tradeHeader = "Market,Side,Date,Trade Value,Size,Price,Closed PnL,Fee,Role,Type"

    /// A line for each side the account had of a trade, newest first.
    func trades(of account: Account, _ exchange: Exchange) -> [String] {
        let found = account.trades.newest(.max) { trade in
            times.contains(trade.time.milliseconds) && (market == nil || market == trade.market)
                && (type == "all" || type == trade.kind.rawValue)
        }
        let trades = isAggregated ? Trade.fillsByOrder(found).compactMap(Trade.merged) : found
        return trades.flatMap { trade -> [String] in
            guard let state = exchange.market(trade.market) else { return [] }
            return [("Maker", trade.maker, trade.makerSide), ("Taker", trade.taker, trade.makerSide.opposite)]
                .filter { role, party, side in
                    party.account == account.index && (self.role == "all" || self.role == role.lowercased())
                        && (self.side == "all" || self.side == (side == .buy ? "long" : "short"))
                }
                .map { role, party, side in line(trade, role, party, side, state.market) }
        }
    }

    /// As the venue writes it.
    static let fundingHeader = "Market,Side,Date,Position Size,Payment,Rate"

    /// What the account paid and got, newest first.
    func fundings(of account: Account, _ exchange: Exchange) -> [String] {
        account.fundings.newest(.max).compactMap { payment in
            guard times.contains(payment.rate.time.milliseconds), market == nil || market == payment.market,
                side == "all" || side == payment.side, let state = exchange.market(payment.market)
            else { return nil }
            let fields = [
                state.market.symbol,
                payment.side,
                ExportDate.text(payment.rate.time.seconds),
                Amount.text(abs(payment.positionSize), decimals: state.market.precision.sizeDecimals),
                Amount.text(payment.change, decimals: Asset.usdc.decimals),
                Amount.text(abs(payment.rate.rate) * 100, decimals: 6) + "%",
            ]
            return fields.joined(separator: ",")
        }
    }

    private func line(
        _ trade: Trade,
        _ role: String,
        _ party: Trade.Party,
        _ side: Side,
        _ market: Market
    ) -> String {
        let closes = market.isPerpetual && party.positionBefore != 0 && (party.positionBefore > 0) == side.isAsk
        let fields = [
            market.symbol,
            market.isPerpetual ? direction(trade, party, side) : side == .buy ? "Buy" : "Sell",
            ExportDate.text(trade.time.seconds),
            Amount.text(trade.quote, decimals: market.precision.quoteDecimals),
            Amount.text(trade.size, decimals: market.precision.sizeDecimals),
            Amount.text(trade.price, decimals: market.precision.priceDecimals),
            closes ? Amount.text(party.realisedProfit, decimals: Asset.usdc.decimals) : "-",
            role == "Taker" || trade.makerFee > 0
                ? Amount.text(trade.fee(of: side), decimals: Asset.usdc.decimals) : "0",
            role,
            trade.kind.rawValue,
        ]
        return fields.joined(separator: ",")
    }

    /// What a trade made of a position.
    private func direction(_ trade: Trade, _ party: Trade.Party, _ side: Side) -> String {
        let before = party.positionBefore
        let after = before + (side == .buy ? trade.size : -trade.size)
        if before.signum() * after.signum() < 0 { return before > 0 ? "Long > Short" : "Short > Long" }
        if abs(after) > abs(before) { return after > 0 ? "Open Long" : "Open Short" }
        return before > 0 ? "Close Long" : "Close Short"
    }
}

extension Refusal {
    /// The venue's code, of which the words are not known.
    fileprivate static let nothingToExport = Refusal(22504, "no data to export")
    fileprivate static let rangeTooLong = Refusal(
        22403,
        "time range exceeds maximum allowed range for the specified resolution"
    )
}
