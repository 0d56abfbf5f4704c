import LighterLedger
import LighterStatus
import LighterTransactions
import LighterVenue

extension KeyHold {
    /// How often a transaction is signed at the most: anew, once, where the venue refuses its nonce.
    private static let attempts = 2
    /// `invalid nonce`. Something on the way may have delivered a transaction twice, and this be the answer to the second
    /// one: where the sequence has moved past it, the transaction is asked after before another one is signed.
    private static let refusedNonce = 21_104
    /// How long the venue may take until it knows a transaction it has taken.
    private static let indexingTime: Duration = .seconds(1)

    /// Signs and sends a transaction, once. A nonce the venue refuses is read again, once, and the transaction signed
    /// anew, and so is one that the venue did not take for a limit, once that was waited out; a lost answer is asked
    /// after by the transaction's hash until the deadline.
    ///
    /// - Throws: ``Failure``: `unknown` when it may have been taken and the venue does not say.
    func send(_ draft: TransactionDraft) throws(Failure) -> SentTransaction {
        var nonce = try nextNonce()
        var attempt = 1
        while true {
            try trader.awaitLeave()
            let transaction = try trader.signed(draft.body, draft.attributes, nonce: nonce)
            try intend(draft, transaction)
            let context = SentTransaction(transaction, nil).context
            do throws(Failure) {
                let sent = try post(transaction)
                settle(transaction.hash, .accepted)
                return sent
            } catch {
                let failure = error.with(context)
                guard failure.exit != .unknown else { return try found(transaction, afterLosing: failure) }
                guard failure.venue?.code == KeyHold.refusedNonce else {
                    settle(transaction.hash, failure.venue == nil ? .never : .refused, because: failure)
                    try trader.waitOut(failure)
                    continue
                }
                let fresh = try freshNonce(afterRefusing: transaction, failure)
                if fresh > nonce, let record = known(transaction, within: KeyHold.indexingTime) {
                    settle(transaction.hash, record)
                    return SentTransaction(transaction, nil)
                }
                settle(transaction.hash, .refused, because: failure)
                guard attempt < KeyHold.attempts else { throw failure }
                nonce = fresh
                attempt += 1
            }
        }
    }

    private func intend(_ draft: TransactionDraft, _ transaction: SignedTransaction) throws(Failure) {
        let limit = try trader.dayLimit()
        guard let notional = draft.notionalInMillionths else {
            throw Failure("order.too_large", .data, "the order is worth \(draft.notional), more than can be counted")
        }
        let intent = Intent(
            nonce: transaction.transaction.nonce,
            hash: transaction.hash,
            type: transaction.transaction.type,
            market: draft.market,
            clientOrderIndex: draft.clientOrderIndex,
            clientID: draft.clientID,
            summary: draft.summary,
            notional: notional,
            createdAt: trader.clock.now(),
            expiresAt: transaction.transaction.expiredAt.value
        )
        do { try ledger.intend([intent], with: key, within: limit) } catch { throw Failure(error) }
    }

    private func freshNonce(
        afterRefusing transaction: SignedTransaction,
        _ refusal: Failure
    ) throws(Failure) -> Nonce {
        try? ledger.forgetNonce(of: key)
        // Without it nobody knows whether the transaction was taken before it was refused: it stays unsettled.
        do { return try trader.venue.nextNonce(key.account, key.apiKey) } catch { throw refusal }
    }

    private func post(_ transaction: SignedTransaction) throws(Failure) -> SentTransaction {
        let acceptance = try trader.venue.send(transaction)
        guard acceptance.hashes.allSatisfy({ $0.lowercased() == transaction.hash }) else {
            throw Failure(
                "venue.foreign_hash",
                .unknown,
                "the venue answered with the hash of another transaction",
                hint: "lighter tx \(transaction.hash)"
            )
        }
        return SentTransaction(transaction, acceptance)
    }

    /// Asks for a transaction whose answer was lost.
    private func found(
        _ transaction: SignedTransaction,
        afterLosing loss: Failure
    ) throws(Failure) -> SentTransaction {
        guard let record = known(transaction, within: trader.deadline.remaining) else { throw loss }
        settle(transaction.hash, record)
        return SentTransaction(transaction, nil)
    }

    /// A transaction as the venue knows it, asked until it does or the time is over.
    private func known(_ transaction: SignedTransaction, within time: Duration) -> TransactionRecord? {
        let end = min(ContinuousClock.now + time, trader.deadline.instant)
        var pause = PollingPause()
        while !trader.deadline.isOver {
            if let record = try? trader.venue.transaction(hash: transaction.hash) { return record }
            guard ContinuousClock.now < end else { return nil }
            trader.clock.sleep(pause.next(within: trader.deadline))
        }
        return nil
    }
}
