import LighterLedger
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
    /// Whether it was sent before, and not now.
    public let isDuplicate: Bool

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
    /// - Throws: ``Failure``.
    public func order(_ ticket: OrderTicket, on market: Market) throws(Failure) -> NewOrder {
        let book = ticket.needsBook ? try venue.orderBook(market.index, limit: 1) : nil
        return try ticket.order(on: market, book: book, defaults: profile.defaults, now: clock.now()) {
            var generator = SystemRandomNumberGenerator()
            return OrderIdentifier.fresh(using: &generator)
        }
    }

    /// What a create-order transaction says of an order.
    ///
    /// - Throws: ``Failure``.
    public func body(creating order: NewOrder) throws(Failure) -> TransactionBody {
        .createOrder(CreateOrder(account: try account(), apiKey: try apiKey(), order: order.terms))
    }

    /// Sends an order and waits until it is where the caller wants it. One that was sent before under the same identifier
    /// is not sent again: that order is waited for.
    ///
    /// - Throws: ``Failure``: `dead`, `partial`, `pending` or `unknown` where it did not get there, `rejected` where the
    ///   identifier is another order's.
    public func place(_ order: NewOrder, wait target: WaitTarget) throws(Failure) -> PlacedOrder {
        let context = FailureContext(market: order.market.symbol, clientOrderIndex: order.clientIndex.value)
        do throws(Failure) {
            let (sent, isDuplicate) = try sendUnlessSent(order)
            let isEnough = target == .accepted && !isDuplicate
            guard !isEnough else { return PlacedOrder(order: order, sent: sent, found: nil, isDuplicate: false) }
            do throws(Failure) {
                let found = try waitFor(order.clientIndex, of: sent, until: target)
                return PlacedOrder(order: order, sent: sent, found: found, isDuplicate: isDuplicate)
            } catch {
                guard error.venue?.code == Trader.usedClientIndex, order.isIdentified else {
                    throw error.with(sent.context)
                }
                // Another host sent it.
                try requireTaken(by: order, error)
                let found = try waitFor(order.clientIndex, of: nil, until: target)
                return PlacedOrder(order: order, sent: sent, found: found, isDuplicate: true)
            }
        } catch { throw error.with(context) }
    }

    /// `client order index already exists`.
    private static let usedClientIndex = 21_728

    private func sendUnlessSent(_ order: NewOrder) throws(Failure) -> (SentTransaction, isDuplicate: Bool) {
        let draft = TransactionDraft(
            body: try body(creating: order),
            market: order.market.index,
            clientOrderIndex: order.clientIndex,
            clientID: order.name,
            summary: order.ledgerSummary,
            notional: order.notional
        )
        return try holdingKey { hold throws(Failure) in
            if order.isIdentified, let entry = try hold.creation(of: order.clientIndex) {
                if let name = order.name, let other = entry.intent.clientID, name != other {
                    throw Failure(.nameTaken(order.clientIndex, by: other))
                }
                guard entry.intent.summary == draft.summary else {
                    throw order.identifierTaken(by: entry.intent.summary)
                }
                return (SentTransaction(entry), true)
            }
            return (try hold.send(draft), false)
        }
    }

    /// Requires that the order that has the identifier already is the same order.
    private func requireTaken(by order: NewOrder, _ refusal: Failure) throws(Failure) {
        guard let found = try recent(order.clientIndex) else { throw refusal }
        guard found.market == order.market.index, found.side == order.terms.side,
            found.initialSize == order.market.precision.decimal(order.terms.size)
        else { throw order.identifierTaken(by: "\(found.side.rawValue) \(found.initialSize) at \(found.price)") }
    }

    /// Waits until the transaction is executed, then looks at its order until that has come far enough, or time is up.
    /// The order is not looked for before: one of the same client index may be an older order's.
    ///
    /// - Parameter sent: nil where the order is known to be there.
    private func waitFor(
        _ clientIndex: ClientOrderIndex,
        of sent: SentTransaction?,
        until target: WaitTarget
    ) throws(Failure) -> Order {
        if let sent { waitForExecution(of: sent) }
        var pause = PollingPause()
        var progress = sent == nil ? ExecutionProgress.executed : .untold
        var last: Order?
        while true {
            if let sent, progress != .executed { progress.see(try self.progress(of: sent)) }
            if progress == .executed,
                let order = try lookingPastNoise({ () throws(Failure) in try recent(clientIndex) }) ?? nil
            {
                last = order
                if order.state.isFinal {
                    if let failure = OrderVerdict.failure(ofFinal: order) { throw failure }
                    return order
                }
                if OrderVerdict.hasReached(target, order) { return order }
            }
            guard !deadline.isOver else { break }
            clock.sleep(pause.next(within: deadline))
        }
        let hint = "lighter order \(clientIndex)"
        guard last != nil || progress == .queued else { throw untold(hint: hint) }
        throw orInterrupted(OrderVerdict.pending(last, hint: hint, target))
    }
}

extension NewOrder {
    /// What is asked for, in words that are the same each time: of a market order not at which worst price.
    var ledgerSummary: String {
        let price = terms.type == .market ? "at market" : "at \(market.precision.text(terms.price))"
        return "\(terms.side.rawValue) \(market.precision.text(terms.size)) \(market.symbol) \(price)"
    }

    func identifierTaken(by other: String) -> Failure {
        Failure(
            "order.client_id_taken",
            .rejected,
            "the client id \(name ?? clientIndex.description) is another order's: \(sanitized(other, limit: 120))",
            hint: "lighter order <client id>",
            context: FailureContext(market: market.symbol, clientOrderIndex: clientIndex.value)
        )
    }
}
