import LighterLedger
import LighterStatus
import LighterTransactions
import LighterVenue

extension KeyHold {
    /// What became of a request whose answer was lost or is doubted: the venue takes one whole or not at all.
    enum Trace {
        case taken
        /// Another transaction has its nonce: it never will be.
        case overtaken
        case lost
    }

    /// Asks what became of a request until the venue tells or the time is over, and writes down that it was taken.
    func trace(_ request: [SignedTransaction], within time: Duration) -> Trace {
        guard let first = request.first else { return .lost }
        let end = min(ContinuousClock.now + time, trader.deadline.instant)
        trader.waiting.begin("asking the venue whether it took what was sent")
        defer { trader.waiting.end() }
        var pause = PollingPause()
        while !trader.deadline.isOver {
            let found = try? trader.venue.transaction(hash: first.hash)
            if let record = found ?? taker(of: first.transaction.nonce) {
                guard found != nil || record.hash.lowercased() == first.hash else { return .overtaken }
                settle(request.dropFirst().map { Settlement($0, .accepted) })
                settle(SentTransaction(first, nil), record)
                return .taken
            }
            guard ContinuousClock.now < end else { return .lost }
            trader.clock.sleep(pause.next(within: trader.deadline))
        }
        return .lost
    }

    /// The transaction that took a nonce, where it is among the account's newest: proof for it, and against all others of
    /// that nonce.
    func taker(of nonce: Nonce) -> TransactionRecord? {
        let newest = try? trader.venue.newestTransactions(key.account)
        // Others' transactions that concern the account are listed, too.
        return newest?.first { record in
            record.account == key.account.value && record.apiKey == key.apiKey.value && record.nonce == nonce.value
        }
    }
}
