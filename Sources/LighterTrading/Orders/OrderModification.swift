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

    /// Whether the order is as asked for already. Sending it all the same would cost the order its place in the queue.
    public var changesNothing: Bool { isShown(by: order) }

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
    /// - Throws: ``Failure`` of class data, or `rejected` for an order that is over, or of another version than expected.
    public func modification(
        of order: Order,
        on market: Market,
        _ change: OrderChange
    ) throws(Failure) -> OrderModification {
        guard !order.state.isFinal else { throw Failure(alreadyOver: order) }
        guard change.size != nil || change.price != nil || change.trigger != nil else {
            throw Failure("modify.nothing", .usage, "nothing to change: give --size, --price or --trigger")
        }
        guard change.trigger == nil || order.waitsForTrigger else {
            let message = "the order waits for no trigger price\(order.triggerPrice == nil ? "" : " any more")"
            throw Failure("modify.no_trigger", .data, message)
        }
        let priceText = change.price ?? order.price.description
        let trigger = order.waitsForTrigger ? change.trigger ?? order.triggerPrice?.description : nil
        let size = try size(of: order, on: market, change)
        guard change.size == nil || market.precision.decimal(size) > order.filledSize else {
            throw Failure(
                "modify.below_filled",
                .data,
                "\(order.filledSize) of the order are filled already; a size of \(market.precision.text(size)) is no more than that",
                hint: "lighter cancel \(order.index)"
            )
        }
        let modification = OrderModification(
            order: order,
            market: market,
            size: size,
            price: try OrderTicket.price(priceText, on: market, rounding: change.rounding),
            triggerPrice: try trigger.map { text throws(Failure) in
                try OrderTicket.price(text, on: market, rounding: change.rounding)
            },
            expectedVersion: change.expectedVersion
        )
        // Versions only rise: one above what was seen is the venue's to judge, unless nothing is to be sent.
        if let expected = change.expectedVersion, let version = order.version, expected != version,
            expected < version || modification.changesNothing
        {
            throw Failure(changed: order, since: expected)
        }
        return modification
    }

    /// An order of a group may have its size from its parent, and none of its own.
    private func size(of order: Order, on market: Market, _ change: OrderChange) throws(Failure) -> Size {
        if change.size == nil, order.initialSize == .zero, let none = Size(exactly: 0) { return none }
        return try OrderTicket.size(
            change.size ?? order.initialSize.description,
            on: market,
            rounding: change.rounding
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
}

extension OrderModification {
    /// Whether an order has the price, the size and the trigger asked for.
    func isShown(by seen: Order) -> Bool {
        let precision = market.precision
        if let triggerPrice, seen.triggerPrice != precision.decimal(triggerPrice) { return false }
        return seen.price == precision.decimal(price) && seen.initialSize == precision.decimal(size)
    }
}

extension Order {
    /// Whether it waits for the mark price to reach its trigger, or for its parent to be filled first.
    fileprivate var waitsForTrigger: Bool {
        switch VenueWord.TriggerStatus(rawValue: triggerStatus) {
        case .markPrice, .parentOrder: true
        case .notConditional, .ready, .twap, nil: false
        }
    }
}

extension Failure {
    /// A change that was meant for another version of the order.
    init(changed order: Order, since expected: Int64) {
        let version = order.version.map(String.init) ?? "none"
        self.init(
            "modify.version_changed",
            .rejected,
            "the order is not what the change was meant for: it has version \(version), not \(expected)",
            hint: "lighter order \(order.index)",
            context: order.failureContext
        )
    }
}
