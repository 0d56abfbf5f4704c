import LighterLayerOne
import LighterTransactions
import Testing

@testable import LighterEngine

/// Orders that wait: for a price, for their parent, for the time of their next slice. On an empty market at a mark of
/// 236 131, with two accounts of plenty.
@Suite struct WaitingOrderTests {
    private var exchange: Exchange = {
        var exchange = Exchange(markets: Market.listing)
        exchange.context.time = OrderFlow.start
        for index in 1...2 as ClosedRange<Int64> {
            exchange.open(index, owner: .zero, collateral: 1 << 50)
        }
        return exchange
    }()

    private func order(
        _ side: Side,
        _ kind: OrderKind,
        _ size: Lots,
        at price: Ticks,
        trigger: Ticks = 0,
        clientIndex: Int64 = 0,
        reduceOnly: Bool = false,
        timeInForce: TimeInForce? = nil,
        life: Int64 = 3_600_000
    ) -> OrderRequest {
        let usual: TimeInForce = kind.boundsAverage ? .immediateOrCancel : .goodTillTime
        let hasExpiry = kind.isConditional || kind == .twap || (timeInForce ?? usual) != .immediateOrCancel
        return OrderRequest(
            market: 0,
            clientIndex: clientIndex,
            side: side,
            kind: kind,
            timeInForce: timeInForce ?? usual,
            size: size,
            price: price,
            reduceOnly: reduceOnly,
            triggerPrice: trigger,
            expiry: hasExpiry ? exchange.context.time.milliseconds + life : 0
        )
    }

    /// Rests a limit order of the second account.
    private mutating func quote(_ side: Side, _ size: Lots, at price: Ticks) {
        _ = exchange.create(order(side, .limit, size, at: price), by: 1)
    }

    /// Gives the first account a long position.
    private mutating func buy(_ size: Lots, at price: Ticks = 236_000) {
        quote(.sell, size, at: price)
        _ = exchange.create(order(.buy, .market, size, at: price), by: 0)
    }

    private mutating func mark(_ price: Ticks) {
        exchange.markets[0].markPrice = price
        exchange.executeTriggered()
    }

    private func first(_ clientIndex: Int64) -> Order? { exchange.order(clientIndex: clientIndex, of: 1) }

    struct TriggerCase: Sendable {
        let side: Side
        let kind: OrderKind
        let rises: Bool
    }

    static let triggerCases = [
        TriggerCase(side: .sell, kind: .stopLoss, rises: false),
        TriggerCase(side: .sell, kind: .stopLossLimit, rises: false),
        TriggerCase(side: .buy, kind: .stopLoss, rises: true),
        TriggerCase(side: .buy, kind: .stopLossLimit, rises: true),
        TriggerCase(side: .sell, kind: .takeProfit, rises: true),
        TriggerCase(side: .sell, kind: .takeProfitLimit, rises: true),
        TriggerCase(side: .buy, kind: .takeProfit, rises: false),
        TriggerCase(side: .buy, kind: .takeProfitLimit, rises: false),
    ]

    /// A stop-loss triggers when the price goes against what it closes, a take-profit when it goes the other way; one
    /// tick before, nothing happens.
    @Test(arguments: triggerCases)
    mutating func ordersWaitForTheirPrice(_ rule: TriggerCase) throws {
        let trigger: Ticks = rule.rises ? 240_000 : 232_000
        quote(rule.side.opposite, 500, at: trigger)
        let outcome = exchange.create(
            order(rule.side, rule.kind, 300, at: trigger, trigger: trigger, clientIndex: 7),
            by: 0
        )
        guard case .executed(let waiting, nil, nil) = outcome.event else { throw Missing() }
        #expect(waiting.status == .pending && waiting.trigger.status == .markPrice)
        #expect(exchange.accounts[0].waitingOrders == [waiting.index])
        mark(rule.rises ? trigger - 1 : trigger + 1)
        #expect(first(7)?.status == .pending)
        mark(trigger)
        let filled = try #require(first(7))
        #expect(filled.status == .filled && filled.index == waiting.index && filled.trigger.time != nil)
        #expect(exchange.accounts[0].waitingOrders.isEmpty && exchange.markets[0].waiting.count == 0)
        #expect(abs(exchange.accounts[0].positions[0].size) == 300)
    }

    private struct Missing: Error {}

    @Test mutating func aTriggeredLimitOrderRestsWhereItsPriceIs() {
        _ = exchange.create(order(.buy, .takeProfitLimit, 300, at: 230_000, trigger: 232_000, clientIndex: 1), by: 0)
        mark(232_000)
        #expect(first(1)?.status == .open && first(1)?.trigger.price == 232_000)
        #expect(exchange.markets[0].book.bestPrice(.buy) == 230_000)
        exchange.context.time = OrderFlow.start.advanced(microseconds: 3_600_000_000)
        exchange.passDeadlines()
        #expect(first(1)?.status == .canceledExpired)
    }

    /// Nearest price first, and the older one first at one price.
    @Test mutating func triggersComeInTheOrderOfTheirPrices() {
        for (clientIndex, trigger) in [(1, 233_000), (2, 235_000), (3, 235_000), (4, 234_000)] as [(Int64, Ticks)] {
            let request = order(.sell, .stopLossLimit, 100, at: trigger, trigger: trigger, clientIndex: clientIndex)
            _ = exchange.create(request, by: 0)
        }
        mark(234_000)
        #expect([1, 2, 3, 4].map { first($0)?.status } == [.pending, .open, .open, .open])
        let sequences = [2, 3, 4].compactMap { first($0)?.sequence }
        #expect(sequences == sequences.sorted())
    }

    @Test mutating func aStopLossWithoutSizeClosesThePosition() throws {
        buy(700)
        quote(.buy, 2_000, at: 231_000)
        let stop = order(.sell, .stopLoss, 0, at: 225_000, trigger: 232_000, clientIndex: 1, reduceOnly: true)
        _ = exchange.create(stop, by: 0)
        buy(200, at: 236_500)
        mark(231_900)
        let order = try #require(first(1))
        #expect(order.status == .filled && order.initialSize == 900)
        #expect(exchange.accounts[0].positions[0].size == 0)
    }

    /// What could only have reduced a position goes when the position does.
    @Test mutating func reduceOnlyOrdersGoWithThePosition() {
        buy(700)
        _ = exchange.create(
            order(.sell, .stopLoss, 0, at: 225_000, trigger: 232_000, clientIndex: 1, reduceOnly: true),
            by: 0
        )
        _ = exchange.create(order(.sell, .limit, 100, at: 240_000, clientIndex: 2, reduceOnly: true), by: 0)
        _ = exchange.create(order(.sell, .limit, 100, at: 241_000, clientIndex: 3), by: 0)
        _ = exchange.create(order(.sell, .stopLossLimit, 100, at: 232_000, trigger: 232_000, clientIndex: 4), by: 0)
        #expect(exchange.accounts[0].positions[0].tiedOrderCount == 2)
        quote(.buy, 700, at: 235_000)
        _ = exchange.create(order(.sell, .market, 700, at: 235_000), by: 0)
        let statuses = [1, 2, 3, 4].map { first($0)?.status }
        #expect(statuses == [.canceledReduceOnly, .canceledReduceOnly, .open, .pending])
        #expect(exchange.accounts[0].positions[0].tiedOrderCount == 0)
    }

    @Test mutating func oneCancelsTheOther() {
        buy(500)
        let stop = order(.sell, .stopLoss, 500, at: 225_000, trigger: 232_000, clientIndex: 1, reduceOnly: true)
        let target = order(.sell, .takeProfit, 500, at: 238_000, trigger: 240_000, clientIndex: 2, reduceOnly: true)
        _ = exchange.create(.oneCancelsTheOther, [stop, target], by: 0)
        #expect(first(1)?.group.sibling == first(2)?.index && first(2)?.group.sibling == first(1)?.index)
        quote(.buy, 500, at: 239_500)
        mark(240_000)
        #expect(first(1)?.status == .canceledOCO && first(2)?.status == .filled)
        #expect(exchange.accounts[0].positions[0].size == 0)
    }

    @Test mutating func aCanceledSiblingLeavesTheOther() throws {
        buy(500)
        let stop = order(.sell, .stopLoss, 500, at: 225_000, trigger: 232_000, clientIndex: 1, reduceOnly: true)
        let target = order(.sell, .takeProfit, 500, at: 238_000, trigger: 240_000, clientIndex: 2, reduceOnly: true)
        _ = exchange.create(.oneCancelsTheOther, [stop, target], by: 0)
        _ = exchange.cancel(.client(try ClientOrderIndex(1)), market: 0, by: 0)
        #expect(first(1)?.status == .canceled && first(2)?.status == .pending)
    }

    /// Children wait for their parent to end, then take the size it was filled with.
    @Test mutating func childrenTakeWhatTheirParentWasFilledWith() throws {
        let parent = order(.buy, .limit, 900, at: 235_000, clientIndex: 1)
        let stop = order(.sell, .stopLoss, 0, at: 225_000, trigger: 230_000, clientIndex: 2, reduceOnly: true)
        let target = order(.sell, .takeProfit, 0, at: 238_000, trigger: 240_000, clientIndex: 3, reduceOnly: true)
        _ = exchange.create(.oneTriggersAOneCancelsTheOther, [parent, stop, target], by: 0)
        #expect([2, 3].map { first($0)?.trigger.status } == [.parentOrder, .parentOrder])
        #expect(first(1)?.status == .open && first(1)?.group.children == [2, 3].compactMap { first($0)?.index })
        let fill = order(.sell, .limit, 400, at: 235_000, timeInForce: .immediateOrCancel)
        _ = exchange.create(fill, by: 1)
        mark(229_000)
        #expect(first(2)?.status == .pending)
        mark(236_131)
        _ = exchange.cancel(.client(try ClientOrderIndex(1)), market: 0, by: 0)
        #expect([2, 3].map { first($0)?.trigger.status } == [.markPrice, .markPrice])
        #expect([2, 3].map { first($0)?.remainingSize } == [400, 400])
        quote(.buy, 400, at: 239_000)
        mark(240_000)
        #expect(first(2)?.status == .canceledOCO && first(3)?.status == .filled)
    }

    @Test mutating func childrenGoWithAParentThatWasNeverFilled() throws {
        let parent = order(.buy, .limit, 900, at: 235_000, clientIndex: 1)
        let stop = order(.sell, .stopLoss, 0, at: 225_000, trigger: 230_000, clientIndex: 2, reduceOnly: true)
        _ = exchange.create(.oneTriggersTheOther, [parent, stop], by: 0)
        _ = exchange.cancelAll(of: 0, market: nil)
        #expect(first(1)?.status == .canceled && first(2)?.status == .canceledChild)
        // A market order with nothing to meet.
        let market = order(.buy, .market, 900, at: 237_000, clientIndex: 4)
        var child = stop
        child.clientIndex = 5
        _ = exchange.create(.oneTriggersTheOther, [market, child], by: 0)
        #expect(first(4)?.status == .canceledNotEnoughLiquidity && first(5)?.status == .canceledChild)
    }

    @Test mutating func aGroupIsTakenWholeOrNotAtAll() {
        let parent = order(.buy, .limit, 900, at: 235_000, clientIndex: 1)
        let child = order(.sell, .stopLoss, 0, at: 225_000, trigger: 230_000, clientIndex: 1, reduceOnly: true)
        _ = exchange.create(order(.buy, .limit, 900, at: 235_000, clientIndex: 3), by: 0)
        var taken = child
        taken.clientIndex = 3
        #expect(exchange.create(.oneTriggersTheOther, [parent, taken], by: 0).refusal == .clientIndexExists)
        var late = child
        (late.clientIndex, late.expiry) = (2, OrderFlow.start.milliseconds)
        #expect(exchange.create(.oneTriggersTheOther, [parent, late], by: 0).refusal == .invalidExpiry)
        #expect(first(1) == nil && exchange.accounts[0].liveOrders.count == 1)
    }

    /// A TWAP order trades the same size every half minute until it expires, and its fills are those of its slices.
    @Test mutating func twapOrdersTradeInSlices() throws {
        quote(.sell, 50_000, at: 236_000)
        let twap = order(.buy, .twap, 1_005, at: 237_000, clientIndex: 1, life: 300_000)
        _ = exchange.create(twap, by: 0)
        #expect(first(1)?.status == .pending && first(1)?.trigger.status == .twap)
        var sizes: [Lots] = []
        for step in 0..<12 as Range<Int64> {
            exchange.context.time = OrderFlow.start.advanced(microseconds: step * 30_000_000)
            exchange.passDeadlines()
            sizes.append(exchange.accounts[0].positions[0].size)
        }
        #expect(sizes.prefix(3) == [101, 202, 303] && sizes.suffix(3) == [1_005, 1_005, 1_005])
        let order = try #require(first(1))
        #expect(order.status == .filled && order.filledSize == 1_005 && order.filledQuote == 1_005 * 236_000)
        let slices = exchange.accounts[0].inactiveOrders.newest(20) { $0.kind == .twapSlice }
        #expect(slices.count == 10 && slices.allSatisfy { $0.group.parent == order.index && $0.clientIndex == 0 })
        #expect(slices.reduce(0) { $0 + $1.filledSize } == 1_005)
    }

    /// A slice that finds nothing is not made up for.
    @Test mutating func twapOrdersDoNotGoPastTheirPrice() {
        quote(.sell, 150, at: 236_000)
        quote(.sell, 5_000, at: 239_000)
        _ = exchange.create(order(.buy, .twap, 1_000, at: 237_000, clientIndex: 1, life: 300_000), by: 0)
        for step in 0...10 as ClosedRange<Int64> {
            exchange.context.time = OrderFlow.start.advanced(microseconds: step * 30_000_000)
            exchange.passDeadlines()
        }
        #expect(first(1)?.status == .canceledTooMuchSlippage)
        #expect(first(1).map { $0.filledQuote <= 237_000 * $0.filledSize && $0.filledSize >= 150 } == true)
    }

    @Test mutating func aReduceOnlyTwapOrderEndsWithThePosition() {
        buy(300)
        quote(.buy, 5_000, at: 236_000)
        let twap = order(.sell, .twap, 2_000, at: 235_000, clientIndex: 1, reduceOnly: true, life: 300_000)
        _ = exchange.create(twap, by: 0)
        for step in 0...3 as ClosedRange<Int64> {
            exchange.context.time = OrderFlow.start.advanced(microseconds: step * 30_000_000)
            exchange.passDeadlines()
        }
        #expect(first(1)?.status == .canceledReduceOnly && first(1)?.filledSize == 300)
        #expect(exchange.accounts[0].positions[0].size == 0)
    }

    @Test mutating func waitingOrdersCanBeChanged() throws {
        let stop = order(.sell, .stopLossLimit, 300, at: 231_000, trigger: 232_000, clientIndex: 1)
        _ = exchange.create(stop, by: 0)
        func change(_ size: Lots, _ price: Ticks, _ trigger: Ticks) throws -> Outcome {
            exchange.modify(
                .client(try ClientOrderIndex(1)),
                market: 0,
                size: size,
                price: price,
                triggerPrice: trigger,
                version: nil,
                selfTrade: SelfTradeRule(),
                by: 0
            )
        }
        #expect(try change(400, 229_000, 0).refusal == .invalidTriggerPrice)
        #expect(try change(0, 229_000, 230_000).refusal == .invalidBaseAmount)
        #expect(try change(400, 229_000, 230_000).refusal == nil)
        let order = try #require(first(1))
        #expect(order.status == .pending && order.version == 1 && order.remainingSize == 400)
        mark(231_500)
        #expect(first(1)?.status == .pending)
        mark(230_000)
        #expect(first(1)?.status == .open && first(1)?.price == 229_000)
    }

    /// A scheduled cancel-all that is due keeps waiting orders from trading.
    @Test mutating func scheduledCancelAllTakesWaitingOrdersToo() {
        _ = exchange.create(order(.sell, .stopLossLimit, 300, at: 231_000, trigger: 232_000, clientIndex: 1), by: 0)
        _ = exchange.scheduleCancelAll(of: 0, at: OrderFlow.start.advanced(microseconds: 600_000_000))
        exchange.context.time = OrderFlow.start.advanced(microseconds: 600_000_000)
        mark(231_000)
        #expect(first(1)?.status == .canceled)
    }

    @Test mutating func waitingOrdersAreLimited() {
        for clientIndex in 1...17 as ClosedRange<Int64> {
            let request = order(.buy, .takeProfit, 100, at: 230_000, trigger: 230_000, clientIndex: clientIndex)
            let expected: Refusal? = clientIndex == 17 ? .tooManyWaitingOfMarket : nil
            #expect(exchange.create(request, by: 0).refusal == expected)
        }
    }
}
