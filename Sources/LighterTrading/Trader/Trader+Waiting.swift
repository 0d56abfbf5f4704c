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
        do { return try Trader.progress(record) } catch {
            writeDown([(sent, error)])
            throw error
        }
    }

    /// How far transactions have come, by their hashes; those are missing that the venue says nothing of. Several are asked
    /// for with the account's newest.
    ///
    /// - Throws: ``Failure`` of class unknown when the venue cannot be asked at all.
    func progress(ofAll sent: [SentTransaction]) throws(Failure) -> [String: Result<ExecutionProgress, Failure>] {
        var told: [String: Result<ExecutionProgress, Failure>] = [:]
        if sent.count > 2 {
            let newest = try lookingPastNoise { () throws(Failure) in
                try venue.newestTransactions(account())
            }
            let hashes = Set(sent.map(\.hash))
            for record in newest ?? [] where hashes.contains(record.hash.lowercased()) {
                told[record.hash.lowercased()] = Result { () throws(Failure) in try Trader.progress(record) }
            }
            writeDown(
                sent.compactMap { transaction in
                    guard case .failure(let failure) = told[transaction.hash] else { return nil }
                    return (transaction, failure)
                }
            )
        }
        // Others of the account may have sent more since.
        for transaction in sent where told[transaction.hash] == nil {
            let one = Result { () throws(Failure) in try progress(of: transaction) }
            switch one {
            case .failure(let failure) where failure.exit == .unknown: throw failure
            case .success(.untold): return told
            case .failure, .success: told[transaction.hash] = one
            }
        }
        return told
    }

    private static func progress(_ record: TransactionRecord) throws(Failure) -> ExecutionProgress {
        switch record.execution {
        case .failed(let error):
            throw Failure.notExecuted(code: error.code.flatMap(Int.init(exactly:)), message: error.message)
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

    /// Writes to the ledger that the sequencer refused transactions. What cannot be written costs nobody an order.
    func writeDown(_ failures: [(sent: SentTransaction, failure: Failure)]) {
        guard !failures.isEmpty, let account = try? account(), let apiKey = try? apiKey(), let ledger = try? ledger()
        else { return }
        let key = SigningKeyIdentity(venue: access.identity, account: account, apiKey: apiKey)
        let settlements = failures.map { Settlement($0.sent, .failed, because: $0.failure) }
        try? ledger.settle(settlements, with: key, at: clock.now())
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
        waiting.begin("waiting for the venue to execute the transaction")
        defer { waiting.end() }
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
