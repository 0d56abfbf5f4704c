import LighterEngine
import LighterTransactions

/// What came into an account and went out of it on each route, apart from trading, in units of USDC: more of them than 64
/// bits hold where an asset has an absurd price.
struct AccountFlow {
    private(set) var perpetualInflow = Int128(0)
    private(set) var perpetualOutflow = Int128(0)
    private(set) var spotInflow = Int128(0)
    private(set) var spotOutflow = Int128(0)

    private let account: Int64
    private let exchange: Exchange
    /// Oldest first.
    private let movements: [Movement]
    private var taken = 0

    /// The flow before anything but the opening of the account.
    init(_ account: Account, _ exchange: Exchange, openedAt opening: Moment) {
        (self.account, self.exchange) = (account.index, exchange)
        movements = exchange.movements.newest(.max) { $0.sender == account.index || $0.recipient == account.index }
            .reversed()
        let held = account.positions.reduce(account.collateral) { $0 + $1.allocatedMargin - $1.realisedProfit }
        let funded = account.fundings.newest(.max).reduce(0) { $0 + $1.change }
        let fees: QuoteUnits = account.trades.newest(.max).reduce(0) { sum, trade in
            guard let market = exchange.market(trade.market)?.market, market.isPerpetual else { return sum }
            return sum + charges(trade, market).reduce(0) { $0 + $1.amount }
        }
        perpetualInflow = Int128(held - funded + fees - net(.usdc, .perps))
        for asset in Asset.all {
            let atFirst = account.balance(of: asset).total - net(asset, .spot) - traded(asset, by: account)
            spotInflow += value(atFirst, of: asset, at: opening)
        }
    }

    /// What remembered movements brought an account on a route, less what they took.
    private func net(_ asset: Asset, _ route: AssetRoute) -> Int64 {
        movements.reduce(0) { sum, movement in
            var sum = sum
            if movement.recipient == account, movement.toRoute == route, movement.asset == asset {
                sum += movement.amount
            }
            guard movement.sender == account, movement.fromRoute == route else { return sum }
            return sum - (movement.asset == asset ? movement.amount : 0) - (asset == .usdc ? movement.fee : 0)
        }
    }

    /// What remembered spot trades brought an account, less what they took.
    private func traded(_ asset: Asset, by account: Account) -> Int64 {
        account.trades.newest(.max).reduce(0) { sum, trade in
            guard let market = exchange.market(trade.market)?.market, case .spot(let base, let quote) = market.kind
            else { return sum }
            let charged: Int64 = charges(trade, market).reduce(0) { $0 + ($1.asset == asset ? $1.amount : 0) }
            let sum = sum - charged
            let (bought, sold) = (trade.bid.account == account.index, trade.ask.account == account.index)
            guard bought != sold else { return sum }
            let sign: Int64 = bought ? 1 : -1
            if asset == quote { return sum - sign * trade.quote }
            return asset == base ? sum + sign * market.assetAmount(trade.size, of: base) : sum
        }
    }

    /// What the account paid for a trade, on either side.
    private func charges(_ trade: Trade, _ market: Market) -> [Trade.Charge] {
        [(trade.ask, Side.sell), (trade.bid, .buy)].filter { $0.0.account == account }
            .map { trade.charge(of: $0.1, in: market) }
    }

    /// An amount at what the asset's spot market made of it.
    private func value(_ amount: Int64, of asset: Asset, at time: Moment) -> Int128 {
        guard asset != .usdc else { return Int128(amount) }
        for state in exchange.markets {
            guard case .spot(let base, _) = state.market.kind, base == asset else { continue }
            let price = state.marks.price(at: time) ?? state.markPrice
            let lot = state.market.assetAmount(1, of: asset)
            return Int128(amount) * Int128(price) / Int128(max(1, lot))
        }
        return 0
    }

    /// Takes in what moved up to a time.
    mutating func advance(to time: Moment) {
        while taken < movements.count, movements[taken].time <= time {
            let movement = movements[taken]
            taken += 1
            let value = value(movement.amount, of: movement.asset, at: movement.time)
            if movement.recipient == account {
                if movement.toRoute == .perps { perpetualInflow += value } else { spotInflow += value }
            }
            guard movement.sender == account else { continue }
            let paid = value + Int128(movement.fee)
            if movement.fromRoute == .perps { perpetualOutflow += paid } else { spotOutflow += paid }
        }
    }
}
