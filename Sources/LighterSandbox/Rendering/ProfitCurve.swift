import LighterEngine
import LighterJSON
import LighterTransactions

/// What an account's trades had made of it at ever later times, from the trades it remembers and from what mark prices
/// were.
struct ProfitCurve {
    /// What an account has in a market: lots, and what they brought in less what they cost.
    private struct Holding {
        var size: Lots = 0
        var cash: QuoteUnits = 0
        /// What fees took of the base asset, in its least units.
        var charged: Int64 = 0
    }

    private let exchange: Exchange
    private let account: Account
    /// Oldest first.
    private let trades: [Trade]
    private var taken = 0
    /// Oldest first.
    private let payments: [FundingPayment]
    private var paid = 0
    /// What funding brought, less what it and fees took.
    private var funding: QuoteUnits = 0
    private var holdings: [Int64: Holding] = [:]
    private var volume: QuoteUnits = 0
    private var time = Moment(microseconds: 0)
    private var flow: AccountFlow

    init(_ account: Account, _ exchange: Exchange, openedAt opening: Moment) {
        flow = AccountFlow(account, exchange, openedAt: opening)
        (self.account, self.exchange) = (account, exchange)
        trades = account.trades.newest(.max).reversed()
        payments = account.fundings.newest(.max).reversed()
        var realised: [Int64: QuoteUnits] = [:]
        for (state, position) in zip(exchange.markets, account.positions) {
            realised[state.market.index.value] = position.realisedProfit
        }
        for trade in trades {
            for party in ProfitCurve.parties(trade, account.index) {
                realised[trade.market, default: 0] -= party.party.realisedProfit
            }
        }
        // Markets as they were before the first remembered trade; without one they have been as they are.
        for (state, position) in zip(exchange.markets, account.positions) where state.market.isPerpetual {
            let market = state.market.index.value
            let first = trades.first { $0.market == market }
                .flatMap { ProfitCurve.parties($0, account.index).first?.party }
            let size = first?.positionBefore ?? position.size
            let entry = first?.entryQuoteBefore ?? position.entryQuote
            holdings[market] = Holding(size: size, cash: (realised[market] ?? 0) - (size >= 0 ? entry : -entry))
        }
    }

    /// The account's sides of a trade, in the order in which they were settled.
    private static func parties(_ trade: Trade, _ account: Int64) -> [(party: Trade.Party, side: Side)] {
        [(trade.maker, trade.makerSide), (trade.taker, trade.makerSide.opposite)].filter { $0.0.account == account }
    }

    /// Takes in what was traded up to a time.
    mutating func advance(to time: Moment) {
        self.time = time
        flow.advance(to: time)
        while taken < trades.count, trades[taken].time <= time {
            let trade = trades[taken]
            taken += 1
            for (_, side) in ProfitCurve.parties(trade, account.index) {
                let sign: Int64 = side == .buy ? 1 : -1
                holdings[trade.market, default: Holding()].size += sign * trade.size
                holdings[trade.market, default: Holding()].cash -= sign * trade.quote
                volume &+= trade.quote
                charge(trade, side)
            }
        }
        while paid < payments.count, payments[paid].rate.time <= time {
            funding += payments[paid].change
            paid += 1
        }
    }

    private mutating func charge(_ trade: Trade, _ side: Side) {
        guard let market = exchange.market(trade.market)?.market else { return }
        let charge = trade.charge(of: side, in: market)
        switch market.kind {
        case .perpetual: funding -= charge.amount
        case .spot(let base, _) where charge.asset == base:
            holdings[trade.market, default: Holding()].charged += charge.amount
        case .spot: holdings[trade.market, default: Holding()].cash -= charge.amount
        }
    }

    /// The profit in markets of a kind at the time come to, which at absurd prices takes more than 64 bits.
    private func profit(ofPerpetuals: Bool) -> Int128 {
        exchange.markets.filter { $0.market.isPerpetual == ofPerpetuals }.reduce(Int128(0)) { sum, state in
            guard let holding = holdings[state.market.index.value] else { return sum }
            let price = state.marks.price(at: time) ?? state.markPrice
            var charged = Int128(0)
            if case .spot(let base, _) = state.market.kind {
                let lot = Int128(state.market.assetAmount(1, of: base))
                charged = Int128(holding.charged) * Int128(price) / max(1, lot)
            }
            return sum + Int128(holding.cash) + Int128(holding.size) * Int128(price) - charged
        }
    }

    /// An element of `pnl` (api.md, section 7.21).
    func entry(_ seconds: Int64, ignoresTransfers: Bool) -> JSON {
        let usdc = { (amount: Int128) in
            Amount.number(QuoteUnits(clamping: amount), decimals: Asset.usdc.decimals)
        }
        return .object(
            JSONObject([
                ("timestamp", .integer(seconds)),
                ("trade_pnl", usdc(profit(ofPerpetuals: true) + Int128(funding))),
                ("inflow", ignoresTransfers ? 0 : usdc(flow.perpetualInflow)),
                ("outflow", ignoresTransfers ? 0 : usdc(flow.perpetualOutflow)),
                ("pool_pnl", 0),
                ("pool_inflow", 0),
                ("pool_outflow", 0),
                ("pool_total_shares", 0),
                ("spot_inflow", ignoresTransfers ? 0 : usdc(flow.spotInflow)),
                ("spot_outflow", ignoresTransfers ? 0 : usdc(flow.spotOutflow)),
                ("staked_lit", 0),
                ("staking_inflow", 0),
                ("staking_outflow", 0),
                ("staking_pnl", 0),
                ("trade_spot_pnl", usdc(profit(ofPerpetuals: false))),
                ("volume", usdc(Int128(volume))),
            ])
        )
    }
}
