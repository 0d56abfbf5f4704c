import LighterLedger
import LighterStatus
import LighterTransactions
import LighterVenue

extension KeyHold {
    /// How long after it was sent a transaction that was taken is known at the latest, by its hash or as the one that took
    /// its nonce.
    private static let indexingTime: Int64 = 60_000

    /// Finds out what became of the transactions an earlier process sent, or was about to.
    ///
    /// - Throws: ``Failure``: temporary when the venue does not tell in time. Nothing may be sent then: it might be sent
    ///   for the second time.
    func settleTheUnsettled() throws(Failure) {
        let requests = try fromLedger { () throws(DatabaseError) in try ledger.unsettled(with: key) }
        guard !requests.isEmpty else { return }
        let free = try trader.freeNonce()
        var previous: Nonce?
        for request in requests {
            // It would have left after the fate of the one before it was written, which it was not.
            if let follows = request.first?.follows, follows == previous {
                settle(request, .never)
            } else {
                try settle(request, free)
            }
            previous = request.first?.request
        }
    }

    /// Finds out about one request, all of which the venue took, or nothing.
    ///
    /// - Parameter free: the key's next nonce, as the venue told it after the request was sent.
    private func settle(_ request: [LedgerEntry], _ free: Nonce) throws(Failure) {
        guard let first = request.first, let last = request.last else { return }
        // One that waited for others left some time after it was written, but not once it had lapsed.
        let lastLeft = first.follows == nil ? first.intent.createdAt : last.intent.expiresAt
        trader.waiting.begin("asking the venue what became of what was sent before")
        defer { trader.waiting.end() }
        var pause = PollingPause()
        while true {
            if let record = try trader.record(last.intent.hash) {
                settle(request.dropLast(), .accepted)
                return settle(SentTransaction(last), record)
            }
            // Its nonce is free: what is sent next takes it, so that at most one of the two is ever carried out.
            guard first.intent.nonce < free else { return }
            if let taker = taker(of: first.intent.nonce) {
                guard taker.hash.lowercased() == first.intent.hash else { return settle(request, .never) }
                settle(request.dropFirst(), .accepted)
                return settle(SentTransaction(first), taker)
            }
            let now = trader.clock.now()
            if now >= lastLeft + KeyHold.indexingTime || now < first.intent.createdAt {
                return settle(request, .never)
            }
            guard !trader.deadline.isOver else {
                throw trader.deadline.unlessInterrupted(
                    Failure(
                        "ledger.unsettled",
                        .temporary,
                        "the venue does not say yet what became of an earlier transaction of this key",
                        hint: "lighter tx \(last.intent.hash)",
                        retryAfterMilliseconds: 5_000
                    )
                )
            }
            trader.clock.sleep(pause.next(within: trader.deadline))
        }
    }

    private func settle(_ entries: some Sequence<LedgerEntry>, _ fate: Fate) {
        settle(entries.map { Settlement($0, fate) })
    }

    /// Writes what became of a transaction that the venue knows.
    func settle(_ sent: SentTransaction, _ record: TransactionRecord) {
        switch record.execution {
        case .failed(let error):
            let failure = Failure.notExecuted(code: error.code.flatMap(Int.init(exactly:)), message: error.message)
            settle([Settlement(sent, .failed, because: failure)])
        case .succeeded: settle([Settlement(sent, .executed)])
        case .none, .unreadable: settle([Settlement(sent, .accepted)])
        }
    }

    /// Writes what became of transactions that may have been sent. What cannot be written now is found out by the next
    /// command: it stays unsettled.
    func settle(_ settlements: [Settlement]) {
        try? ledger.settle(settlements, with: key, at: trader.clock.now())
    }
}
