import LighterLedger
import LighterStatus
import LighterTransactions
import LighterVenue

/// How far the venue says a transaction it took has come.
enum ExecutionProgress: Int, Comparable {
    /// The venue does not say.
    case untold
    /// Taken, and not executed yet.
    case queued
    case executed

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// Keeps the furthest that was told: one look that failed takes nothing back.
    mutating func see(_ other: Self) { self = max(self, other) }
}

/// Looking at what became of a transaction that was sent. From here on no failure may say that nothing happened.
extension Trader {
    /// How far a transaction has come.
    ///
    /// - Throws: ``Failure``: `dead` when the sequencer refused it.
    func progress(of sent: SentTransaction) throws(Failure) -> ExecutionProgress {
        let record = try lookingPastNoise { () throws(Failure) in
            try venue.transaction(hash: sent.hash)
        }
        guard let record else { return .untold }
        switch record.execution {
        case .failed(let error):
            let failure = Failure.notExecuted(code: error.code.flatMap(Int.init(exactly:)), message: error.message)
            writeDown(failure, of: sent)
            throw failure
        case .succeeded: return .executed
        case .none, .unreadable:
            return TransactionStatus(rawValue: Int(clamping: record.status)) == .executed ? .executed : .queued
        }
    }

    /// A transaction as the venue knows it, nil when it knows none of that hash.
    func record(_ hash: String) throws(Failure) -> TransactionRecord? {
        do { return try venue.transaction(hash: hash) } catch {
            guard error.exit == .notFound else { throw error }
            return nil
        }
    }

    /// Writes to the ledger that the sequencer refused a transaction. What cannot be written costs nobody an order.
    func writeDown(_ failure: Failure, of sent: SentTransaction) {
        guard let account = try? account(), let apiKey = try? apiKey(), let ledger = try? ledger() else { return }
        let key = SigningKeyIdentity(venue: access.identity, account: account, apiKey: apiKey)
        try? ledger.settle([Settlement(sent.hash, .failed, because: failure)], with: key, at: clock.now())
    }

    /// How far a transaction has come that changes an order which is there whatever becomes of it.
    ///
    /// - Throws: ``Failure``: `rejected`, with the sequencer's reason, when it refused.
    func progress(
        of sent: SentTransaction,
        orRefused code: String,
        _ message: String
    ) throws(Failure) -> ExecutionProgress {
        do { return try progress(of: sent) } catch {
            guard error.exit == .dead else { throw error }
            throw Failure(code, .rejected, "\(message): \(error.message)", hint: error.hint, venue: error.venue)
        }
    }

    /// Waits until a transaction is executed.
    ///
    /// - Throws: ``Failure``: `rejected` when the sequencer refused, `pending` when time runs out before.
    func waitUntilExecuted(
        _ sent: SentTransaction,
        orRefused code: String,
        _ message: String
    ) throws(Failure) {
        waitForExecution(of: sent)
        let hint = "lighter tx \(sent.hash)"
        var pause = PollingPause()
        var last = ExecutionProgress.untold
        while true {
            last.see(try progress(of: sent, orRefused: code, message))
            guard last != .executed else { return }
            guard !deadline.isOver else { break }
            clock.sleep(pause.next(within: deadline))
        }
        guard last == .queued else { throw untold(hint: hint) }
        throw orInterrupted(
            Failure(
                "transaction.pending",
                .pending,
                "the venue took the transaction but has not executed it yet",
                hint: hint,
                effect: .applied
            )
        )
    }

    /// Sleeps until the venue expects to have executed, at most a second.
    func waitForExecution(of sent: SentTransaction) {
        guard let predicted = sent.predictedExecution else { return }
        let wait = min(max(predicted - clock.now(), 0), 1000)
        if wait > 0 { clock.sleep(min(.milliseconds(wait), deadline.remaining)) }
    }

    /// The answer to a read, or nil where the venue would not say: limits and hiccups are noise to one who waits.
    ///
    /// - Throws: ``Failure`` of class unknown when the venue cannot be asked at all.
    func lookingPastNoise<Answer>(_ read: () throws(Failure) -> Answer) throws(Failure) -> Answer? {
        do { return try read() } catch {
            switch error.exit {
            case .temporary, .unavailable, .notFound, .interrupted: return nil
            default:
                throw Failure(
                    "venue.untold",
                    .unknown,
                    "the venue took the transaction, but could not be asked what became of it: \(error.message)",
                    hint: error.hint ?? "lighter tx <hash>",
                    venue: error.venue
                )
            }
        }
    }

    /// What to tell when the venue took a transaction and time ran out before it said anything about it.
    func untold(hint: String) -> Failure {
        orInterrupted(
            Failure(
                "venue.untold",
                .unknown,
                "the venue took the transaction and does not say what became of it",
                hint: hint
            )
        )
    }

    /// What to tell of a transaction that was taken and whose effect was not seen in time; where a person stopped the
    /// looking, that nobody knows.
    func orInterrupted(_ failure: Failure) -> Failure {
        guard deadline.isInterrupted else { return failure }
        return Failure(
            "command.interrupted",
            .unknown,
            "interrupted after the transaction was sent",
            hint: failure.hint,
            context: failure.context
        )
    }
}
