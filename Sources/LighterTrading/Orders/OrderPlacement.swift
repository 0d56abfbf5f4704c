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
                throw error.with(
                    FailureContext(
                        nonce: sent.transaction.transaction.nonce.value,
                        txHash: sent.transaction.hash
                    )
                )
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
        var isExecuted = false
        var last: Order?
        while true {
            if !isExecuted { isExecuted = try hasExecuted(sent) }
            if isExecuted, let order = try lookingPastNoise({ () throws(Failure) in try recent(clientIndex) }) ?? nil {
                last = order
                if order.state.isFinal {
                    if let failure = OrderVerdict.failure(ofFinal: order, wanting: target) { throw failure }
                    return order
                }
                if OrderVerdict.hasReached(target, order) { return order }
            }
            guard !deadline.isOver else { break }
            clock.sleep(pause.next(within: deadline))
        }
        throw orInterrupted(OrderVerdict.pending(last, clientIndex, target))
    }

    /// Whether the sequencer has executed a transaction; false while the venue does not tell.
    ///
    /// - Throws: ``Failure`` of class dead when the sequencer refused it.
    func hasExecuted(_ sent: SentTransaction) throws(Failure) -> Bool {
        let record = try lookingPastNoise { () throws(Failure) in
            try venue.transaction(hash: sent.transaction.hash)
        }
        guard let record else { return false }
        switch record.execution {
        case .failed(let error):
            throw Failure.notExecuted(code: error.code.flatMap(Int.init(exactly:)), message: error.message)
        case .succeeded: return true
        case .none, .unreadable:
            return TransactionStatus(rawValue: Int(clamping: record.status)) == .executed
        }
    }

    /// Sleeps until the venue expects to have executed, at most a second.
    func waitForExecution(of sent: SentTransaction) {
        guard let predicted = sent.predictedExecution else { return }
        let wait = min(max(predicted - clock.now(), 0), 1000)
        if wait > 0 { clock.sleep(min(.milliseconds(wait), deadline.remaining)) }
    }

    /// What to tell of a transaction that was taken and whose effect was not seen: that it is pending, or, where a person
    /// stopped the looking, that nobody knows.
    func orInterrupted(_ pending: Failure) -> Failure {
        guard deadline.isInterrupted else { return pending }
        return Failure(
            "command.interrupted",
            .unknown,
            "interrupted after the transaction was sent",
            hint: pending.hint,
            context: pending.context
        )
    }

    /// The answer to a read, or nil where the venue would not say: limits and hiccups are noise to one who waits.
    func lookingPastNoise<Answer>(_ read: () throws(Failure) -> Answer) throws(Failure) -> Answer? {
        do { return try read() } catch {
            switch error.exit {
            case .temporary, .unavailable, .notFound, .interrupted: return nil
            default: throw error
            }
        }
    }
}
