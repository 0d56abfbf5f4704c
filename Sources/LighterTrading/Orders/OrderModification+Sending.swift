import LighterStatus
import LighterTransactions
import LighterVenue

extension Trader {
    /// Sends a change and waits until the venue shows it.
    ///
    /// A change that the venue refuses because the order is not on the book yet is sent anew until it is, or time is up; the
    /// one before is known to have failed by then.
    ///
    /// - Returns: the order as changed, and what was sent.
    /// - Throws: ``Failure``: `rejected` where the order is over, or another change came first.
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
            var pause = PollingPause()
            while true {
                do throws(Failure) { return try modify(change, by: draft) } catch {
                    guard error.isRefusal else { throw error }
                    try requireUnchanged(change, error)
                    guard error.isAboutOrderState else { throw error }
                    guard !deadline.isOver else { throw .orderNotOpen(hint: "lighter order \(change.order.index)") }
                    clock.sleep(pause.next(within: deadline))
                }
            }
        } catch { throw error.with(context) }
    }

    private func modify(
        _ change: OrderModification,
        by draft: TransactionDraft
    ) throws(Failure) -> (order: Order, sent: SentTransaction) {
        let sent = try send(draft)
        do throws(Failure) { return (try waitFor(change, after: sent), sent) } catch { throw error.with(sent.context) }
    }

    /// Tells how an order differs from the one that a refused change was meant for, where it does.
    private func requireUnchanged(_ change: OrderModification, _ refusal: Failure) throws(Failure) {
        guard let now = try? again([change.order])[change.order.index] else { return }
        var failure: Failure
        if now.state.isFinal {
            failure = Failure(alreadyOver: now)
        } else {
            let meant = change.expectedVersion ?? (refusal.isAboutOrderState ? change.order.version : nil)
            guard let meant, let version = now.version, version != meant else { return }
            failure = Failure(changed: now, since: meant)
        }
        failure.venue = refusal.venue
        throw failure.with(refusal.context)
    }

    /// Waits until the transaction is executed, then until the order shows it. Not before: an order may look as asked for
    /// without this change.
    private func waitFor(_ change: OrderModification, after sent: SentTransaction) throws(Failure) -> Order {
        waiting.begin("waiting for the venue to show the change")
        defer { waiting.end() }
        waitForExecution(of: sent)
        let hint = "lighter order \(change.order.index)"
        var pause = PollingPause()
        var progress = ExecutionProgress.untold
        while true {
            if progress != .executed {
                progress.see(
                    try self.progress(of: sent, orRefused: "modify.refused", "the venue did not change the order")
                )
            }
            if progress == .executed,
                let seen = try lookingPastNoise({ () throws(Failure) in try again([change.order]) })?[
                    change.order.index
                ]
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

extension Failure {
    /// Whether the venue refused a change, at its door or in its sequencer, for whatever the order is.
    fileprivate var isRefusal: Bool { venue?.code != nil && (exit == .rejected || exit == .notFound) }
}
