import LighterTransactions
import Testing

@testable import LighterEngine

/// What holds whatever clients ask for in whatever order. Optimised code takes a million steps, other code some thousands.
@Suite struct WholeFlowTests {
    #if DEBUG
        static let steps = 10_000
    #else
        static let steps = 1_000_000
    #endif

    @Test(arguments: [1 << 50, 300_000_000] as [QuoteUnits])
    func promisesHold(collateral: QuoteUnits) throws {
        var flow = WholeFlow(seed: 41, collateral: collateral)
        let before = Holdings(flow.exchange)
        var seen: Set<OrderStatus> = []
        var lastTrade: Int64 = 0
        let places = [OrderFlow.market, OrderFlow.spot].compactMap(flow.exchange.place(ofMarket:))
        for count in 0..<Self.steps {
            if case .created(let request, let outcome, _) = flow.step(),
                case .executed(let order, _, _) = outcome.event
            {
                try Self.check(order, asked: request)
            }
            let exchange = flow.exchange
            let fresh = Int(exchange.nextTradeIndex - lastTrade - 1)
            for place in places where fresh > 0 {
                for trade in exchange.markets[place].trades.newest(fresh) where trade.index > lastTrade {
                    try Self.check(trade, exchange)
                }
            }
            lastTrade = exchange.nextTradeIndex - 1
            for place in places {
                let book = exchange.markets[place].book
                if let bid = book.bestPrice(.buy), let ask = book.bestPrice(.sell) { try #require(bid < ask) }
            }
            guard count.isMultiple(of: 1_000) else { continue }
            try #require(Holdings(exchange) == before)
            for account in exchange.accounts {
                try Holdings.checkOrders(of: account, exchange)
                try Self.checkWaiting(of: account, exchange)
                seen.formUnion(account.inactiveOrders.newest(1_000).map(\.status))
            }
        }
        #expect(flow.exchange.nextTradeIndex > Self.steps / 20)
        let expected: Set<OrderStatus> = [
            .filled, .canceled, .canceledPostOnly, .canceledReduceOnly, .canceledTooMuchSlippage, .canceledSelfTrade,
            .canceledExpired, .canceledOCO, .canceledChild,
        ]
        #expect(seen.isSuperset(of: expected))
        guard collateral < 1 << 40 else { return }
        #expect(seen.isSuperset(of: [.canceledMarginNotAllowed, .canceledInvalidBalance]))
        // That one of a poor account's orders goes with its position is rare.
        if Self.steps >= 100_000 { #expect(seen.contains(.canceledLiquidation)) }
        let liquidations = flow.exchange.accounts.flatMap { $0.liquidations.newest(.max) }
        #expect(Set(liquidations.map(\.trade.kind)) == [.liquidation, .deleverage])
    }

    @Test func feesAreConserved() throws {
        var flow = WholeFlow(seed: 43, collateral: 1 << 45, tier: .premium)
        let before = Holdings(flow.exchange)
        for count in 0..<Self.steps / 5 {
            _ = flow.step()
            guard count.isMultiple(of: 500) else { continue }
            try #require(Holdings(flow.exchange) == before)
            for account in flow.exchange.accounts { try Holdings.checkOrders(of: account, flow.exchange) }
        }
        let collector = try #require(flow.exchange.account(Exchange.feeCollector))
        #expect(collector.collateral > 0 && collector.balance(of: .eth).total > 0)
    }

    /// A log of what was asked, played again, gives the same venue; in whatever order the hash tables hold what is in them.
    @Test func replayingALogGivesTheSameState() throws {
        var flow = WholeFlow(seed: 97, collateral: 300_000_000)
        var other = flow.exchange
        flow.isLogKept = true
        for _ in 0..<Self.steps / 5 { _ = flow.step() }
        for place in other.accounts.indices {
            // Sets of another capacity are run through in another order.
            other.withAccount(place) { account in
                account.openOrders.reserveCapacity(4_096)
                account.waitingOrders.reserveCapacity(1_024)
            }
        }
        for call in flow.log { other.play(call) }
        let one = flow.exchange
        #expect(one.nextTradeIndex == other.nextTradeIndex && one.nextTradeIndex > Self.steps / 100)
        #expect(one.nextSequence == other.nextSequence && one.lastChange == other.lastChange)
        #expect(one.withdrawn == other.withdrawn && one.deposited == other.deposited)
        for (left, right) in zip(one.markets, other.markets) {
            for side in Side.allCases { #expect(left.book.orders(side) == right.book.orders(side)) }
            #expect(left.waiting == right.waiting && left.openInterest == right.openInterest)
            #expect(left.trades.newest(.max) == right.trades.newest(.max))
        }
        for (left, right) in zip(one.accounts, other.accounts) {
            #expect(left.collateral == right.collateral && left.balances == right.balances)
            #expect(left.positions == right.positions && left.orderOfClientIndex == right.orderOfClientIndex)
            #expect(left.openOrders == right.openOrders && left.waitingOrders == right.waitingOrders)
            #expect(left.inactiveOrders.newest(.max) == right.inactiveOrders.newest(.max))
            #expect(left.trades.newest(.max) == right.trades.newest(.max))
        }
    }

    // MARK: What is promised

    private static func check(_ order: Order, asked request: OrderRequest) throws {
        if request.kind.waits {
            try #require(order.status == .pending && order.filledSize == 0)
        } else if order.timeInForce == .immediateOrCancel {
            try #require(!order.status.isLive)
        }
        if order.timeInForce == .postOnly { try #require(order.filledSize == 0) }
        let limit = order.price * order.filledSize
        try #require(order.side == .buy ? order.filledQuote <= limit : order.filledQuote >= limit)
    }

    private static func check(_ trade: Trade, _ exchange: Exchange) throws {
        try #require(trade.maker.account != trade.taker.account)
        try #require(trade.quote == trade.price * trade.size && trade.size > 0)
        for (party, side) in [(trade.ask, Side.sell), (trade.bid, .buy)] {
            guard trade.kind != .deleverage, let order = exchange.order(party.orderIndex, of: party.account) else {
                continue
            }
            if order.reduceOnly {
                try #require(side == .buy ? party.positionBefore < 0 : party.positionBefore > 0)
                try #require(trade.size <= abs(party.positionBefore))
            }
            try #require(order.side == side && (order.timeInForce != .postOnly || party == trade.maker))
            if party == trade.maker { try #require(order.timeInForce != .immediateOrCancel) }
        }
    }

    /// That what waits is what the account and its positions know of, and that children have a parent that lives.
    private static func checkWaiting(of account: Account, _ exchange: Exchange) throws {
        let waiting = account.waitingOrders.compactMap { exchange.order($0, of: account.index) }
        try #require(waiting.count == account.waitingOrders.count && waiting.allSatisfy { $0.status == .pending })
        let open = account.openOrders.compactMap { exchange.order($0, of: account.index) }
        for (place, position) in account.positions.enumerated() {
            let market = exchange.markets[place].market.index.value
            let here = waiting.filter { $0.market == market }
            try #require(position.waitingOrderCount == here.count)
            let tied = (open + waiting).filter { $0.market == market && $0.isTiedToPosition }
            try #require(position.tiedOrderCount == tied.count)
            // A reduce-only order may come before the position only as the child of another.
            if position.size == 0 { try #require(tied.isEmpty) }
        }
        for child in waiting where child.trigger.status == .parentOrder {
            try #require(exchange.order(child.group.parent, of: account.index)?.status == .open)
        }
    }
}
