import LighterTransactions
import Testing

@testable import LighterEngine

@Suite struct MatchingTests {
    /// Every fill and every queue is what looking through all orders would give, whatever becomes of orders that meet their
    /// own.
    @Test(arguments: [1, 2] as [UInt64])
    func followsPriceAndTime(seed: UInt64) throws {
        var flow = OrderFlow(seed: seed, hasReduceOnly: false, hasSelfTradeRules: true)
        var naive = NaiveBook()
        for count in 0..<WholeFlowTests.steps / 2 {
            let step = flow.step()
            var fills: [NaiveBook.Fill] = []
            switch step.outcome.event {
            case .executed(let order, _, _): fills = naive.enter(order, size: step.request?.size ?? 0)
            case .canceled(let order): naive.remove(order.index)
            case .modified(let old, let new):
                let gone = old.initialSize - naive.remove(old.index)
                fills = naive.enter(new, size: max(0, new.initialSize - gone))
            default: break
            }
            let traded = flow.newTrades().map {
                NaiveBook.Fill(maker: $0.maker.orderIndex, price: $0.price, size: $0.size)
            }
            try #require(traded == fills)
            guard count.isMultiple(of: 50) else { continue }
            for side in Side.allCases {
                let queue = flow.exchange.markets[0].book.orders(side)
                try #require(queue.map(\.index) == naive.queue(side).map(\.index))
                try #require(queue.map(\.remainingSize) == naive.queue(side).map(\.size))
            }
        }
    }

    /// The promises of the kinds of order, over everything they meet.
    @Test(arguments: [1 << 52, 100_000_000] as [QuoteUnits])
    func kindsKeepTheirPromises(collateral: QuoteUnits) throws {
        var flow = OrderFlow(seed: 11, collateral: collateral, markets: [OrderFlow.market, OrderFlow.spot])
        var statuses: Set<OrderStatus> = []
        var reduceOnly: Set<Int64> = []
        for _ in 0..<10_000 {
            let step = flow.step()
            if case .executed(let order, _, _) = step.outcome.event {
                statuses.insert(order.status)
                if order.reduceOnly { reduceOnly.insert(order.index) }
                if order.timeInForce == .immediateOrCancel { try #require(order.status != .open) }
                if order.timeInForce == .postOnly { try #require(order.filledSize == 0) }
                try #require(
                    order.filledSize + order.remainingSize == order.initialSize || order.status == .canceledSelfTrade
                )
                let limit = order.price * order.filledSize
                try #require(order.side == .buy ? order.filledQuote <= limit : order.filledQuote >= limit)
            }
            for trade in flow.newTrades() {
                for party in [trade.maker, trade.taker] where reduceOnly.contains(party.orderIndex) {
                    let side: Side = party.orderIndex == trade.ask.orderIndex ? .sell : .buy
                    try #require(side == .buy ? party.positionBefore < 0 : party.positionBefore > 0)
                    try #require(trade.size <= abs(party.positionBefore))
                }
            }
            let book = flow.exchange.markets[0].book
            if let bid = book.bestPrice(.buy), let ask = book.bestPrice(.sell) { try #require(bid < ask) }
        }
        #expect(statuses.isSuperset(of: [.open, .filled, .canceledPostOnly, .canceledTooMuchSlippage]))
        let poor: Set<OrderStatus> = [.canceledMarginNotAllowed, .canceledInvalidBalance]
        #expect(statuses.intersection(poor) == (collateral < 1 << 40 ? poor : []))
    }

    /// No unit of anything is made or lost, and what accounts hold is what their orders and trades say.
    @Test(arguments: [1 << 52, 100_000_000] as [QuoteUnits])
    func conservesEverything(collateral: QuoteUnits) throws {
        var flow = OrderFlow(seed: 23, collateral: collateral, markets: [OrderFlow.market, OrderFlow.spot])
        let before = Holdings(flow.exchange)
        for count in 0..<10_000 {
            _ = flow.step()
            guard count.isMultiple(of: 100) else { continue }
            try #require(Holdings(flow.exchange) == before)
            for account in flow.exchange.accounts { try Holdings.checkOrders(of: account, flow.exchange) }
        }
        #expect(flow.exchange.nextTradeIndex > 500)
    }
}
