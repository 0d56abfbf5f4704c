import LighterProfile
import LighterStatus
import LighterTransactions
import LighterVenue

/// What of an order is to change, in the words of the person who asks.
public struct OrderChange: Sendable {
    public var size: String?
    public var price: String?
    public var trigger: String?
    /// The version the order must have, so that two changes cannot cross.
    public var expectedVersion: Int64?
    public var rounding: MarketPrecision.Rounding?

    public init(
        size: String? = nil,
        price: String? = nil,
        trigger: String? = nil,
        expectedVersion: Int64? = nil,
        rounding: MarketPrecision.Rounding? = nil
    ) {
        self.size = size
        self.price = price
        self.trigger = trigger
        self.expectedVersion = expectedVersion
        self.rounding = rounding
    }
}

/// A change of an order in ticks and lots, ready to be signed.
public struct OrderModification: Sendable {
    public let order: Order
    public let market: Market
    public let size: Size
    public let price: Price
    public let triggerPrice: Price?
    public let expectedVersion: Int64?

    /// Price × size after the change, in the quote asset.
    public var notional: Decimal { market.precision.notional(price, size) }

    /// What the order is worth more than before; zero where that is less.
    ///
    /// - Throws: ``Failure`` where the venue's figures are beyond all numbers.
    func addedNotional() throws(Failure) -> Decimal {
        do {
            let added = try notional.subtracting(try order.price.multiplied(by: order.initialSize))
            return added.isNegative ? .zero : added
        } catch { throw Failure(error, naming: "notional") }
    }

    /// What is to become of the order, in words.
    var summary: String {
        "change order \(order.index) to \(market.precision.text(size)) at \(market.precision.text(price))"
    }
}

extension Trader {
    /// A change as it means on the order's market. What is not to change keeps its value.
    ///
    /// - Throws: ``Failure`` of class data, or `rejected` for an order that is over.
    public func modification(
        of order: Order,
        on market: Market,
        _ change: OrderChange
    ) throws(Failure) -> OrderModification {
        guard !order.state.isFinal else {
            throw Failure(
                "order.already_over",
                .rejected,
                "the order cannot be changed: it is \(sanitized(order.status, limit: 60))",
                context: FailureContext(market: market.symbol, clientOrderIndex: order.clientIndex?.value)
            )
        }
        guard change.size != nil || change.price != nil || change.trigger != nil else {
            throw Failure("modify.nothing", .usage, "nothing to change: give --size, --price or --trigger")
        }
        guard change.trigger == nil || order.triggerPrice != nil else {
            throw Failure("modify.no_trigger", .data, "the order has no trigger price to change")
        }
        let sizeText = change.size ?? order.initialSize.description
        let priceText = change.price ?? order.price.description
        let trigger = change.trigger ?? order.triggerPrice?.description
        let size = try OrderTicket.size(sizeText, on: market, rounding: change.rounding)
        guard change.size == nil || market.precision.decimal(size) > order.filledSize else {
            throw Failure(
                "modify.below_filled",
                .data,
                "\(order.filledSize) of the order are filled already; a size of \(market.precision.text(size)) is no more than that",
                hint: "lighter cancel \(order.index)"
            )
        }
        return OrderModification(
            order: order,
            market: market,
            size: size,
            price: try OrderTicket.price(priceText, on: market, rounding: change.rounding),
            triggerPrice: try trigger.map { text throws(Failure) in
                try OrderTicket.price(text, on: market, rounding: change.rounding)
            },
            expectedVersion: change.expectedVersion
        )
    }

    /// What a modify-order transaction says of a change.
    ///
    /// - Throws: ``Failure``.
    public func body(modifying change: OrderModification) throws(Failure) -> (TransactionBody, TransactionAttributes) {
        var attributes = TransactionAttributes.none
        attributes.orderVersion = change.expectedVersion
        let body = TransactionBody.modifyOrder(
            ModifyOrder(
                account: try account(),
                apiKey: try apiKey(),
                market: change.market.index,
                order: .venue(change.order.index),
                size: change.size,
                price: change.price,
                triggerPrice: change.triggerPrice
            )
        )
        return (body, attributes)
    }

    /// Sends a change and waits until the venue shows it.
    ///
    /// - Returns: the order as changed, and what was sent.
    /// - Throws: ``Failure``.
    public func modify(_ change: OrderModification) throws(Failure) -> (order: Order, sent: SentTransaction) {
        let clientIndex = change.order.clientIndex?.value
        let context = FailureContext(market: change.market.symbol, clientOrderIndex: clientIndex)
        do throws(Failure) {
            let (body, attributes) = try body(modifying: change)
            let draft = TransactionDraft(
                body: body,
                attributes: attributes,
                market: change.market.index,
                clientOrderIndex: change.order.clientIndex,
                summary: change.summary,
                notional: try change.addedNotional()
            )
            let sent = try send(draft)
            do throws(Failure) {
                return (try waitFor(change, after: sent), sent)
            } catch { throw error.with(sent.context) }
        } catch { throw error.with(context) }
    }

    /// Waits until the transaction is executed, then until the order shows it. Not before: an order may look as asked for
    /// without this change.
    private func waitFor(_ change: OrderModification, after sent: SentTransaction) throws(Failure) -> Order {
        waitForExecution(of: sent)
        let hint = "lighter order \(change.order.index)"
        var pause = PollingPause()
        var progress = ExecutionProgress.untold
        while true {
            if progress != .executed {
                progress = try self.progress(
                    of: sent,
                    orRefused: "modify.refused",
                    "the venue did not change the order"
                )
            }
            if progress == .executed,
                let seen = try lookingPastNoise({ () throws(Failure) in try again(change.order) })
            {
                if change.isShown(by: seen) { return seen }
                if seen.state.isFinal {
                    if let failure = OrderVerdict.failure(ofFinal: seen) { throw failure }
                    return seen
                }
            }
            guard !deadline.isOver else { break }
            clock.sleep(pause.next(within: deadline))
        }
        guard progress != .untold else { throw untold(hint: hint) }
        throw orInterrupted(
            Failure(
                "modify.pending",
                .pending,
                "the change was taken, but the order does not show it yet",
                hint: hint,
                effect: .applied
            )
        )
    }
}

extension OrderModification {
    /// Whether an order has the price, the size and the trigger asked for.
    fileprivate func isShown(by seen: Order) -> Bool {
        let precision = market.precision
        guard seen.price == precision.decimal(price), seen.triggerPrice == triggerPrice.map(precision.decimal) else {
            return false
        }
        return seen.initialSize == precision.decimal(size)
    }
}
