import LighterLayerOne
import LighterTransactions

@testable import LighterEngine

/// A seeded stream of orders, modifications and cancellations of a few accounts, and the exchange they go to. Every other
/// account is a sub-account of the one before it.
struct OrderFlow {
    static let start = Moment(milliseconds: 1_795_000_000_000)
    static let market: Int64 = 0
    static let spot: Int64 = 2048

    /// What one step did.
    struct Step {
        let outcome: Outcome
        /// The request behind it, when it was a new order.
        let request: OrderRequest?
        let owner: Int
    }

    var exchange: Exchange
    var random: RandomSource
    private var tradesSeen = 0
    private let markets: [Int64]
    private let hasReduceOnly: Bool
    private let hasSelfTradeRules: Bool

    init(
        seed: UInt64,
        accounts: Int = 4,
        collateral: QuoteUnits = 1 << 52,
        markets: [Int64] = [market],
        hasReduceOnly: Bool = true,
        hasSelfTradeRules: Bool = false
    ) {
        exchange = Exchange(markets: Market.listing)
        exchange.context = Exchange.Context(time: OrderFlow.start, block: 1, transactionHash: "00")
        random = RandomSource(seed: seed)
        self.markets = markets
        self.hasReduceOnly = hasReduceOnly
        self.hasSelfTradeRules = hasSelfTradeRules
        for index in 0..<Int64(accounts) {
            let balances = [Asset.eth.index: collateral / 4, Asset.usdc.index: collateral / 4]
            exchange.open(
                index + 1,
                masterIndex: OrderFlow.master(of: index + 1),
                owner: .zero,
                collateral: collateral,
                balances: balances
            )
        }
    }

    /// The account that an account belongs to.
    static func master(of account: Int64) -> Int64 { (account - 1) / 2 * 2 + 1 }

    /// Makes one thing happen.
    mutating func step() -> Step {
        exchange.context.time = exchange.context.time.advanced(microseconds: 1_000)
        let owner = Int(random.number(in: 0...Int64(exchange.accounts.count - 1)))
        switch random.number(in: 0...9) {
        case 0...1: return Step(outcome: cancelSome(owner), request: nil, owner: owner)
        case 2: return Step(outcome: modifySome(owner), request: nil, owner: owner)
        default:
            let request = order()
            return Step(outcome: exchange.create(request, by: owner), request: request, owner: owner)
        }
    }

    /// The trades since the last call, oldest first.
    mutating func newTrades() -> [Trade] {
        let total = Int(exchange.nextTradeIndex) - 1
        let fresh = exchange.markets.flatMap { $0.trades.newest(total - tradesSeen) { $0.index > tradesSeen } }
        tradesSeen = total
        return fresh.sorted { $0.index < $1.index }
    }

    private mutating func order() -> OrderRequest {
        let market = markets[Int(random.number(in: 0...Int64(markets.count - 1)))]
        let side: Side = random.number(in: 0...1) == 0 ? .buy : .sell
        let kind = random.number(in: 0...9)
        let timeInForce: TimeInForce = kind < 2 ? .immediateOrCancel : kind < 4 ? .postOnly : .goodTillTime
        return OrderRequest(
            market: market,
            clientIndex: 0,
            side: side,
            kind: kind == 0 ? .market : .limit,
            timeInForce: timeInForce,
            size: random.number(in: 50...5_000),
            price: 236_131 + random.number(in: -40...40),
            reduceOnly: hasReduceOnly && market == OrderFlow.market && random.number(in: 0...7) == 0,
            expiry: timeInForce == .immediateOrCancel ? 0 : OrderFlow.start.milliseconds + 86_400_000,
            selfTrade: selfTrade()
        )
    }

    private mutating func selfTrade() -> SelfTradeRule {
        guard hasSelfTradeRules else { return SelfTradeRule() }
        let behaviours = TransactionAttributes.SelfTradeBehaviour.allCases
        return SelfTradeRule(
            behaviour: behaviours[Int(random.number(in: 0...Int64(behaviours.count - 1)))],
            scope: random.number(in: 0...1) == 0 ? .account : .masterAccount
        )
    }

    private mutating func someOrder(_ owner: Int) -> Order? {
        let open = exchange.accounts[owner].openOrders.sorted()
        guard !open.isEmpty else { return nil }
        let index = open[Int(random.number(in: 0...Int64(open.count - 1)))]
        return exchange.order(index, of: exchange.accounts[owner].index)
    }

    private mutating func cancelSome(_ owner: Int) -> Outcome {
        guard let order = someOrder(owner), let index = OrderIndex(exactly: order.index) else {
            return .refused(.invalidOrderIndex)
        }
        return exchange.cancel(.venue(index), market: order.market, by: owner)
    }

    private mutating func modifySome(_ owner: Int) -> Outcome {
        guard let order = someOrder(owner), let index = OrderIndex(exactly: order.index) else {
            return .refused(.invalidOrderIndex)
        }
        return exchange.modify(
            .venue(index),
            market: order.market,
            size: random.number(in: 50...5_000),
            price: order.price + random.number(in: -10...10),
            version: nil,
            selfTrade: selfTrade(),
            by: owner
        )
    }
}
