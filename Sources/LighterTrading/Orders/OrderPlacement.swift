import LighterProfile
import LighterStatus
import LighterTransactions
import LighterVenue

/// What became of an order that was sent.
public struct PlacedOrder: Sendable {
    public let order: NewOrder
    public let sent: SentTransaction
    /// The order as the venue shows it; nil where nobody looked.
    public let found: Order?
    /// What is attached to it as the venue shows it, as far as it does.
    public let foundAttached: [ClientOrderIndex: Order]
    /// Whether it was sent before, and not now.
    public let isDuplicate: Bool

    init(
        order: NewOrder,
        sent: SentTransaction,
        found: Order? = nil,
        foundAttached: [ClientOrderIndex: Order] = [:],
        isDuplicate: Bool = false
    ) {
        self.order = order
        self.sent = sent
        self.found = found
        self.foundAttached = foundAttached
        self.isDuplicate = isDuplicate
    }

    /// SUBMITTED until somebody looked.
    public var state: OrderState { found?.state ?? .submitted }
}

extension Order {
    /// The canonical state.
    public var state: OrderState {
        OrderState(venueWord: status, triggerStatus: triggerStatus, anythingFilled: filledSize > .zero)
    }
}

extension Trader {
    /// An order as its ticket means it on its market, priced from the book where it has to be.
    ///
    /// - Parameter snapshot: shared by orders that are made together.
    /// - Throws: ``Failure``.
    public func order(
        _ ticket: OrderTicket,
        on market: Market,
        snapshot: MarketSnapshot? = nil
    ) throws(Failure) -> NewOrder {
        let book = ticket.needsBook ? try (snapshot ?? MarketSnapshot(self)).book(of: market) : nil
        return try ticket.order(on: market, book: book, defaults: profile.defaults, now: clock.now()) {
            var generator = SystemRandomNumberGenerator()
            let index = OrderIdentifier.fresh(after: lastFreshIndex, using: &generator)
            lastFreshIndex = index
            return index
        }
    }

    /// What a transaction says that creates an order, and what is attached to it.
    ///
    /// - Throws: ``Failure``.
    public func body(creating order: NewOrder) throws(Failure) -> TransactionBody {
        guard let grouping = order.grouping else {
            return .createOrder(CreateOrder(account: try account(), apiKey: try apiKey(), order: order.terms))
        }
        return .createGroupedOrders(
            CreateGroupedOrders(
                account: try account(),
                apiKey: try apiKey(),
                grouping: grouping,
                orders: [order.terms] + order.attached.map(\.terms)
            )
        )
    }
}
