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
    /// What is attached to it as the venue shows it, as far as it does.
    public let foundAttached: [ClientOrderIndex: Order]
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
            guard !isEnough else {
                return PlacedOrder(order: order, sent: sent, found: nil, foundAttached: [:], isDuplicate: false)
            }
            do throws(Failure) {
                let found = try waitFor(order.clientIndex, of: sent, until: target)
                return placed(order, sent, found, isDuplicate: isDuplicate)
            } catch {
                guard error.venue?.code == Trader.usedClientIndex, order.isIdentified else {
                    throw error.with(sent.context)
                }
                // Another host sent it.
                try requireTaken(by: order, error)
                let found = try waitFor(order.clientIndex, of: nil, until: target)
                return placed(order, sent, found, isDuplicate: true)
            }
        } catch { throw error.with(context).telling(ofAttachedTo: order) }
    }

    private func placed(
        _ order: NewOrder,
        _ sent: SentTransaction,
        _ found: Order,
        isDuplicate: Bool
    ) -> PlacedOrder {
        // The order is where it was wanted, whether or not the venue tells of the others now.
        let attached = (try? attachedOrders(of: order)) ?? [:]
        return PlacedOrder(order: order, sent: sent, found: found, foundAttached: attached, isDuplicate: isDuplicate)
    }

    private func attachedOrders(of order: NewOrder) throws(Failure) -> [ClientOrderIndex: Order] {
        guard !order.attached.isEmpty else { return [:] }
        let orders = try venue.orders(account(), clientIndexes: order.attached.map(\.clientIndex))
        return Dictionary(grouping: orders) { $0.clientIndex ?? order.clientIndex }.compactMapValues(\.newest)
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
        let attached = try attachedOrders(of: order)
        guard order.isShown(by: found),
            order.attached.allSatisfy({ $0.isShown(by: attached[$0.clientIndex], order.market) })
        else {
            throw order.identifierTaken(
                by: "\(found.type) \(found.side.rawValue) \(found.initialSize) at \(found.price)"
            )
        }
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
            if let sent, progress != .executed { progress = try self.progress(of: sent) }
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
    /// Whether an order of the venue's may be this one.
    fileprivate func isShown(by found: Order) -> Bool {
        guard found.market == market.index, found.side == terms.side, found.isReduceOnly == terms.reduceOnly,
            found.type == terms.type.word,
            found.triggerPrice == terms.triggerPrice.map(market.precision.decimal)
        else { return false }
        return closesPosition || found.initialSize == market.precision.decimal(terms.size)
    }
}

extension AttachedOrder {
    fileprivate func isShown(by found: Order?, _ market: Market) -> Bool {
        found?.type == terms.type.word && found?.triggerPrice == market.precision.decimal(trigger)
    }
}

extension Failure {
    /// The failure of an order that is over and partly filled: what is attached to it goes on.
    fileprivate func telling(ofAttachedTo order: NewOrder) -> Failure {
        guard exit == .partial, !order.attached.isEmpty else { return self }
        var failure = self
        let kinds = order.attached.map { "its \($0.kind.rawValue)" }.joined(separator: " and ")
        failure.message += "; \(kinds) go\(order.attached.count == 1 ? "es" : "") on for what was filled"
        failure.hint = "lighter orders --market \(order.market.symbol)"
        return failure
    }
}
