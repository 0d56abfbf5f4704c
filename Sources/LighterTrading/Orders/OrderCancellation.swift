import LighterStatus
import LighterTransactions
import LighterVenue

/// What became of an order that was to be cancelled.
public enum CancelFate: Sendable {
    /// By this.
    case cancelled(Order, SentTransaction)
    /// It was filled, or over otherwise, before: its state tells how.
    case alreadyOver(Order)
    case failed(Failure)
}

extension Trader {
    /// Cancels an order and waits until it is over.
    ///
    /// - Returns: the order after it, and what was sent.
    /// - Throws: ``Failure``: `rejected` when it was over before, and how.
    public func cancel(_ order: Order) throws(Failure) -> (order: Order, sent: SentTransaction) {
        switch try cancel([order]).first {
        case .cancelled(let order, let sent): return (order, sent)
        case .alreadyOver(let order): throw Failure(alreadyOver: order)
        case .failed(let failure): throw failure
        case nil: throw Failure("internal.no_fate", .internal, "nothing is known of an order that was to be cancelled")
        }
    }

    /// Cancels orders, all of them under one hold of the key, and waits until they are over.
    ///
    /// A cancel that the venue refuses because the order is not on the book yet is sent anew until it is, or time is up;
    /// the one before is known to have failed by then.
    ///
    /// - Returns: the fate of each, in their order.
    /// - Throws: ``Failure`` when nothing could be sent.
    public func cancel(_ orders: [Order]) throws(Failure) -> [CancelFate] {
        var batch = CancelBatch(orders)
        var pause = PollingPause()
        var hasSent = false
        while !batch.waiting.isEmpty {
            do throws(Failure) {
                try sendCancels(&batch)
                hasSent = true
            } catch {
                guard hasSent else { throw error }
                for order in batch.waiting { batch.settle(order, .failed(error)) }
            }
            awaitEnds(&batch)
            guard !batch.waiting.isEmpty else { break }
            clock.sleep(pause.next(within: deadline))
            lookAgain(&batch)
        }
        return orders.map { batch.fate(of: $0) }
    }

    /// What a cancel-order transaction says of an order.
    ///
    /// - Throws: ``Failure``.
    public func body(cancelling order: Order) throws(Failure) -> TransactionBody {
        .cancelOrder(
            CancelOrder(account: try account(), apiKey: try apiKey(), market: order.market, order: .venue(order.index))
        )
    }

    private func sendCancels(_ batch: inout CancelBatch) throws(Failure) {
        let orders = batch.waiting
        var drafts: [TransactionDraft] = []
        for order in orders {
            drafts.append(
                TransactionDraft(
                    body: try body(cancelling: order),
                    market: order.market,
                    clientOrderIndex: order.clientIndex,
                    summary: "cancel order \(order.index)"
                )
            )
        }
        try holdingKey { hold throws(Failure) in
            var told = 0
            do throws(Failure) {
                try hold.send(drafts, inRequestsOf: Trader.usualRequestSize) { place, result in
                    switch result {
                    case .success(let sent): batch.follow(orders[place], sent)
                    case .failure(let failure): batch.refuse(orders[place], failure)
                    }
                    told += 1
                    return true
                }
            } catch {
                guard told > 0 else { throw error }
                for order in orders[told...] { batch.settle(order, .failed(.notSent)) }
            }
        }
    }

    /// Looks at the orders until each is over, its cancel was refused, or time is up.
    private func awaitEnds(_ batch: inout CancelBatch) {
        waiting.begin("waiting for the venue to show what became of the cancel")
        defer { waiting.end() }
        if let last = batch.underway.last { waitForExecution(of: last.sent) }
        var pause = PollingPause()
        while !batch.underway.isEmpty {
            let orders = batch.underway.map(\.order)
            do throws(Failure) {
                let seen = try lookingPastNoise { () throws(Failure) in try again(orders) }
                if let seen { batch.see(seen) }
            } catch { batch.giveUp(error) }
            followProgress(&batch)
            guard !batch.underway.isEmpty, !deadline.isOver else { break }
            clock.sleep(pause.next(within: deadline))
        }
        for (order, sent) in batch.underway {
            let hint = "lighter order \(order.index)"
            guard batch.wasSeen(order) else {
                batch.settle(order, .failed(untold(hint: hint).with(sent.context)))
                continue
            }
            let pending = Failure(
                "cancel.pending",
                .pending,
                "the cancel was taken, but the order is not over yet",
                hint: hint,
                effect: .applied
            )
            batch.settle(order, .failed(orInterrupted(pending).with(sent.context)))
        }
    }

    /// Asks what became of the cancels. They are executed in the order in which they were sent, so those behind one that is
    /// not executed need not be asked for.
    private func followProgress(_ batch: inout CancelBatch) {
        for (order, sent) in batch.underway {
            do throws(Failure) {
                let progress = try progress(of: sent, orRefused: "cancel.refused", "the venue did not cancel the order")
                guard progress == .executed else { return }
            } catch { batch.refuse(order, error.with(sent.context)) }
        }
    }

    /// Looks at the orders whose cancel was refused, as long as there is time to send another.
    private func lookAgain(_ batch: inout CancelBatch) {
        if let seen = try? again(batch.waiting) { batch.see(seen) }
        guard deadline.isOver else { return }
        for order in batch.waiting {
            batch.settle(order, .failed(.orderNotOpen(hint: "lighter order \(order.index)")))
        }
    }
}

extension Order {
    /// What to say of it in an error.
    var failureContext: FailureContext {
        FailureContext(market: symbol.isEmpty ? nil : symbol, clientOrderIndex: clientIndex?.value)
    }
}

extension Failure {
    /// An order that can be cancelled or changed no more.
    public init(alreadyOver order: Order) {
        let (context, hint) = (order.failureContext, "lighter order \(order.index)")
        guard order.state != .filled else {
            let message = "the order is filled already, all \(order.filledSize) of it"
            self.init("order.already_filled", .rejected, message, hint: hint, context: context)
            return
        }
        let reason = OrderStatus(venueWord: order.status)?.reason ?? sanitized(order.status, limit: 60)
        self.init(
            "order.already_over",
            .rejected,
            "the order was over already: \(reason)",
            hint: hint,
            venue: VenueReply(message: order.status),
            context: context
        )
    }

    /// Whether the venue refused a change or a cancel for what the order is at the moment: not there yet, or not any more.
    var isAboutOrderState: Bool {
        guard exit == .rejected || exit == .notFound, let code = venue?.code else { return false }
        return [21_700, 21_708, 21_709, 21_715, 21_730, 21_736, 21_737].contains(code)
    }
}
