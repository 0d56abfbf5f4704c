import LighterLedger
import LighterStatus
import LighterTransactions
import LighterVenue

/// What the ledger knows of an attempt once it is over.
extension CanaryFlight {
    /// Fills in what was sent and what became of it.
    func review(isOver: Bool) {
        guard let index = attempt.clientIndex, let account = try? trader.account() else { return }
        let venue = trader.access.identity
        let entries = try? trader.withLedger { ledger throws(DatabaseError) in
            try ledger.transactions(about: index, venue: venue, account: account)
        }
        guard let entries else { return }
        attempt.transactionHashes = entries.filter(\.fate.isTaken).map(\.intent.hash)
        if let creation = entries.last(where: { $0.intent.type == .createOrder }) { review(creation, isOver: isOver) }
        review(entries.filter { $0.intent.type == .cancelOrder })
    }

    private func review(_ creation: LedgerEntry, isOver: Bool) {
        let now = trader.clock.now()
        attempt.isSubmitted = creation.fate.isTaken
        switch creation.fate {
        case .refused, .failed: attempt.see(.rejected, reason: creation.reason.map { sanitized($0) }, at: now)
        case .never: if attempt.notes.contains(where: { $0.exit == .unknown }) { note(.neverArrived) }
        case .intended, .accepted, .executed:
            if !isOver, attempt.sightings.last == nil || attempt.sightings.last?.state == .submitted {
                attempt.see(.unknown, at: now)
            }
        }
    }

    private func review(_ cancels: [LedgerEntry]) {
        let sent = cancels.filter { $0.fate != .never }
        if attempt.cancelAction == .none, !sent.isEmpty { attempt.cancelAction = .requested }
        let mayBeTaken = sent.count { $0.fate != .refused }
        if attempt.cancelAction == .requested, mayBeTaken > 1 { attempt.cancelAction = .retried }
        for cancel in cancels {
            guard let reason = refusal(of: cancel) else { continue }
            attempt.isCancelRejected = true
            attempt.cancelReason = reason
        }
    }

    /// Why the venue did not carry out a cancel; nil where it did, or does not say. Of one that came too late only the
    /// venue knows.
    private func refusal(of cancel: LedgerEntry) -> String? {
        switch cancel.fate {
        case .refused, .failed: return sanitized(cancel.reason ?? "refused without a reason")
        case .intended, .never: return nil
        case .accepted, .executed:
            guard attempt.cancelAction == .alreadyTerminal, let record = try? trader.record(cancel.intent.hash),
                case .failed(let error) = record.execution
            else { return nil }
            return sanitized(error.message)
        }
    }
}

extension Fate {
    /// Whether the venue took the transaction, whatever came of it.
    fileprivate var isTaken: Bool {
        switch self {
        case .accepted, .executed, .failed: true
        case .intended, .refused, .never: false
        }
    }
}
