import LighterLedger
import LighterStatus
import LighterTransactions
import LighterVenue

extension KeyHold {
    /// How long after it was sent a transaction that was taken is known by its hash at the latest.
    private static let indexingTime: Int64 = 5_000

    /// Finds out what became of the transactions an earlier process sent, or was about to.
    ///
    /// - Throws: ``Failure``: temporary when the venue does not tell in time. Nothing may be sent then: it might be sent
    ///   for the second time.
    func settleTheUnsettled() throws(Failure) {
        let entries = try fromLedger { () throws(DatabaseError) in try ledger.unsettled(with: key) }
        guard !entries.isEmpty else { return }
        let free = try trader.venue.nextNonce(key.account, key.apiKey)
        for entry in entries { try settle(entry, free) }
    }

    /// - Parameter free: the key's next nonce, as the venue told it after the transaction was sent.
    private func settle(_ entry: LedgerEntry, _ free: Nonce) throws(Failure) {
        let hash = entry.intent.hash
        var pause = PollingPause()
        while true {
            if let record = try trader.record(hash) { return settle(hash, record) }
            // Its nonce is free: what is sent next takes it, so that at most one of the two is ever carried out.
            guard entry.intent.nonce < free else { return }
            let now = trader.clock.now()
            if now >= entry.intent.createdAt + KeyHold.indexingTime || now < entry.intent.createdAt {
                return settle(hash, .never)
            }
            guard !trader.deadline.isOver else {
                throw Failure(
                    "ledger.unsettled",
                    .temporary,
                    "the venue does not say yet what became of an earlier transaction of this key",
                    hint: "lighter tx \(hash)",
                    retryAfterMilliseconds: KeyHold.indexingTime
                )
            }
            trader.clock.sleep(pause.next(within: trader.deadline))
        }
    }

    func settle(_ hash: String, _ record: TransactionRecord) {
        switch record.execution {
        case .failed(let error):
            let failure = Failure.notExecuted(code: error.code.flatMap(Int.init(exactly:)), message: error.message)
            settle(hash, .failed, because: failure)
        case .succeeded: settle(hash, .executed)
        case .none, .unreadable: settle(hash, .accepted)
        }
    }
}
