import LighterLayerOne
import LighterTransactions
import Testing

@testable import LighterEngine

/// Rules of single orders, on an empty market with two accounts of plenty.
@Suite struct OrderRuleTests {
    private var exchange: Exchange = {
        var exchange = Exchange(markets: Market.listing)
        exchange.context.time = OrderFlow.start
        for index in 1...2 as ClosedRange<Int64> {
            exchange.open(index, owner: .zero, collateral: 1 << 50)
        }
        return exchange
    }()

    private mutating func place(
        _ side: Side,
        _ size: Lots,
        at price: Ticks,
        by owner: Int = 0,
        clientIndex: Int64 = 0,
        timeInForce: TimeInForce = .goodTillTime,
        reduceOnly: Bool = false,
        life: Int64 = 3_600_000,
        behaviour: TransactionAttributes.SelfTradeBehaviour = .expireMaker
    ) -> Outcome {
        let expiry = timeInForce == .immediateOrCancel ? 0 : exchange.context.time.milliseconds + life
        let request = OrderRequest(
            market: 0,
            clientIndex: clientIndex,
            side: side,
            timeInForce: timeInForce,
            size: size,
            price: price,
            reduceOnly: reduceOnly,
            expiry: expiry,
            selfTrade: SelfTradeRule(behaviour: behaviour)
        )
        return exchange.create(request, by: owner)
    }

    private func status(_ outcome: Outcome) -> OrderStatus? {
        switch outcome.event {
        case .executed(let order, _, _), .modified(_, let order): order.status
        default: nil
        }
    }

    private struct SelfTradeCase: Sendable {
        let behaviour: TransactionAttributes.SelfTradeBehaviour
        let taker: OrderStatus
        let maker: OrderStatus
        let takerLeft: Lots
    }

    private static let selfTradeCases = [
        SelfTradeCase(behaviour: .expireMaker, taker: .open, maker: .canceledSelfTrade, takerLeft: 300),
        SelfTradeCase(behaviour: .expireTaker, taker: .canceledSelfTrade, maker: .open, takerLeft: 300),
        SelfTradeCase(behaviour: .cancelBoth, taker: .canceledSelfTrade, maker: .canceledSelfTrade, takerLeft: 300),
        SelfTradeCase(behaviour: .reduce, taker: .open, maker: .canceledSelfTrade, takerLeft: 100),
    ]

    @Test(arguments: selfTradeCases)
    private mutating func selfTradeFollowsTheTaker(_ rule: SelfTradeCase) throws {
        _ = place(.sell, 200, at: 236_000, clientIndex: 1)
        let outcome = place(.buy, 300, at: 236_000, clientIndex: 2, behaviour: rule.behaviour)
        guard case .executed(let taker, let trade, _) = outcome.event else { throw Missing() }
        #expect(trade == nil && taker.status == rule.taker && taker.remainingSize == rule.takerLeft)
        #expect(exchange.order(clientIndex: 1, of: 1)?.status == rule.maker)
    }

    private struct Missing: Error {}

    @Test mutating func modifiedOrdersKeepIndexAndLosePriority() throws {
        _ = place(.sell, 200, at: 236_000, clientIndex: 1)
        _ = place(.sell, 200, at: 236_000, by: 1, clientIndex: 1)
        let index = try #require(exchange.order(clientIndex: 1, of: 1)?.index)
        let reference = OrderReference.venue(try OrderIndex(index))
        func modify(_ size: Lots, version: Int64?) -> Outcome {
            exchange.modify(
                reference,
                market: 0,
                size: size,
                price: 236_000,
                version: version,
                selfTrade: SelfTradeRule(),
                by: 0
            )
        }
        #expect(modify(200, version: 7).refusal != nil)
        #expect(status(modify(200, version: nil)) == .open)
        #expect(exchange.markets[0].book.orders(.sell).map(\.account) == [2, 1])
        #expect(exchange.order(index, of: 1)?.version == 1)
        // 150 of it are traded; the size of a modify counts them.
        _ = place(.buy, 350, at: 236_000, by: 1, timeInForce: .immediateOrCancel, behaviour: .expireMaker)
        #expect(exchange.order(index, of: 1)?.remainingSize == 0 || exchange.order(index, of: 1)?.filledSize == 200)
    }

    @Test mutating func modifyingBelowWhatIsFilledEndsTheOrder() throws {
        _ = place(.sell, 400, at: 236_000, clientIndex: 1)
        _ = place(.buy, 150, at: 236_000, by: 1, timeInForce: .immediateOrCancel)
        let outcome = exchange.modify(
            .client(try ClientOrderIndex(1)),
            market: 0,
            size: 150,
            price: 236_000,
            version: 0,
            selfTrade: SelfTradeRule(),
            by: 0
        )
        #expect(status(outcome) == .filled)
        #expect(exchange.markets[0].book.count == 0)
    }

    @Test mutating func marketOrdersKeepTheirAveragePrice() throws {
        _ = place(.sell, 100, at: 100_000, by: 1)
        _ = place(.sell, 100, at: 100_200, by: 1)
        _ = place(.sell, 100, at: 100_900, by: 1)
        let request = OrderRequest(
            market: 0,
            side: .buy,
            kind: .market,
            timeInForce: .immediateOrCancel,
            size: 300,
            price: 100_150
        )
        guard case .executed(let order, _, _) = exchange.create(request, by: 0).event else { throw Missing() }
        // 100 lots gain 150 ticks each, the second hundred lose 50 each, which leaves 10 000 for 13 lots at −750.
        #expect(order.status == .canceledTooMuchSlippage && order.filledSize == 213)
        #expect(order.filledQuote <= order.price * order.filledSize)
    }

    @Test mutating func reduceOnlyNeedsSomethingToReduce() {
        #expect(place(.sell, 100, at: 236_000, reduceOnly: true).refusal == .invalidReduceOnlyDirection)
        _ = place(.sell, 100, at: 236_000, by: 1)
        _ = place(.buy, 100, at: 236_000)
        #expect(place(.buy, 100, at: 236_000, reduceOnly: true).refusal == .invalidReduceOnlyDirection)
        // Size 0 stands for the whole position.
        #expect(status(place(.sell, 0, at: 237_000, clientIndex: 5, reduceOnly: true)) == .open)
        #expect(exchange.order(clientIndex: 5, of: 1)?.initialSize == 100)
        #expect(status(place(.sell, 500, at: 236_000, reduceOnly: true)) == .open)
        _ = place(.buy, 500, at: 236_000, by: 1, timeInForce: .immediateOrCancel)
        #expect(exchange.accounts[0].positions[0].size == 0)
    }

    /// In a market on its way out orders may rest, but nothing trades that would make a position larger.
    @Test mutating func positionsMayOnlyBeClosedWhereTheMarketSaysSo() {
        func order(_ side: Side, _ timeInForce: TimeInForce) -> OrderRequest {
            let expiry = timeInForce == .immediateOrCancel ? 0 : exchange.context.time.milliseconds + 3_600_000
            return OrderRequest(
                market: 27,
                side: side,
                timeInForce: timeInForce,
                size: 1_000,
                price: 41_000,
                expiry: expiry
            )
        }
        #expect(status(exchange.create(order(.sell, .goodTillTime), by: 1)) == .open)
        #expect(status(exchange.create(order(.buy, .immediateOrCancel), by: 0)) == .canceledPositionNotAllowed)
        let place = exchange.place(ofMarket: 27) ?? 0
        _ = exchange.withAccount(0) { $0.positions[place].fill(.sell, 1_000, at: 41_500) }
        // Now the buyer closes, and it is the seller who may not.
        #expect(status(exchange.create(order(.buy, .immediateOrCancel), by: 0)) == .canceledNotEnoughLiquidity)
        #expect(exchange.accounts[1].inactiveOrders.newest(1).first?.status == .canceledPositionNotAllowed)
        _ = exchange.withAccount(1) { $0.positions[place].fill(.buy, 1_000, at: 41_500) }
        _ = exchange.create(order(.sell, .goodTillTime), by: 1)
        #expect(status(exchange.create(order(.buy, .immediateOrCancel), by: 0)) == .filled)
    }

    @Test mutating func ordersAndSchedulesEndOnTime() {
        _ = place(.buy, 100, at: 200_000, clientIndex: 1, life: 300_000)
        _ = place(.buy, 100, at: 200_000, clientIndex: 2, life: 900_000)
        _ = place(.buy, 100, at: 200_000, by: 1, clientIndex: 3, life: 900_000)
        _ = exchange.scheduleCancelAll(of: 1, at: OrderFlow.start.advanced(microseconds: 600_000_000))
        #expect(exchange.nextDeadline == OrderFlow.start.advanced(microseconds: 300_000_000))
        exchange.context.time = OrderFlow.start.advanced(microseconds: 300_000_000)
        exchange.passDeadlines()
        #expect(exchange.order(clientIndex: 1, of: 1)?.status == .canceledExpired)
        #expect(exchange.order(clientIndex: 2, of: 1)?.status == .open)
        exchange.context.time = OrderFlow.start.advanced(microseconds: 600_000_000)
        exchange.passDeadlines()
        #expect(exchange.order(clientIndex: 3, of: 2)?.status == .canceled)
        #expect(exchange.accounts[1].cancelAllAt == nil && exchange.markets[0].book.count == 1)
    }

    @Test func clientIndicesAreFreeAgainWhenForgotten() {
        var limits = Exchange.Limits()
        limits.inactiveOrders = 3
        var exchange = Exchange(markets: Market.listing, limits: limits)
        exchange.open(1, owner: .zero, collateral: 1 << 50)
        func create(_ clientIndex: Int64) -> Refusal? {
            let request = OrderRequest(
                market: 0,
                clientIndex: clientIndex,
                side: .buy,
                timeInForce: .immediateOrCancel,
                size: 100,
                price: 236_000
            )
            return exchange.create(request, by: 0).refusal
        }
        #expect([1, 2, 3, 1].map(create) == [nil, nil, nil, .clientIndexExists])
        #expect([4, 1].map(create) == [nil, nil])
        #expect(exchange.accounts[0].inactiveOrders.newest(10).map(\.clientIndex) == [1, 4, 3])
    }
}
