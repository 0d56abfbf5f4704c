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

    /// Sends an order and waits until it is where the caller wants it.
    ///
    /// - Throws: ``Failure``: `dead`, `partial`, `pending` or `unknown` where it did not get there.
    public func place(_ order: NewOrder, wait target: WaitTarget) throws(Failure) -> PlacedOrder {
        let context = FailureContext(market: order.market.symbol, clientOrderIndex: order.clientIndex.value)
        do throws(Failure) {
            let sent = try send(try body(creating: order))
            guard target != .accepted else { return PlacedOrder(order: order, sent: sent, found: nil) }
            do throws(Failure) {
                let found = try waitFor(order.clientIndex, of: sent, until: target)
                return PlacedOrder(order: order, sent: sent, found: found)
            } catch {
                throw error.with(sent.context)
            }
        } catch { throw error.with(context) }
    }

    /// Waits until the transaction is executed, then looks at its order until that has come far enough, or time is up.
    /// The order is not looked for before: one of the same client index may be an older order's.
    private func waitFor(
        _ clientIndex: ClientOrderIndex,
        of sent: SentTransaction,
        until target: WaitTarget
    ) throws(Failure) -> Order {
        waitForExecution(of: sent)
        var pause = PollingPause()
        var progress = ExecutionProgress.untold
        var last: Order?
        while true {
            if progress != .executed { progress = try self.progress(of: sent) }
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
