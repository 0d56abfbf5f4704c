import LighterLedger
import LighterStatus
import LighterTransactions

extension Settlement {
    /// A fate, with the venue's reason where there is one.
    init(_ sent: SentTransaction, _ fate: Fate, because failure: Failure? = nil) {
        self.init(
            sent.nonce,
            sent.hash,
            fate,
            code: failure?.venue?.code.map(Int64.init),
            reason: failure.map { $0.venue?.message ?? $0.message }
        )
    }

    init(_ transaction: SignedTransaction, _ fate: Fate, because failure: Failure? = nil) {
        self.init(SentTransaction(transaction, nil), fate, because: failure)
    }

    init(_ entry: LedgerEntry, _ fate: Fate) { self.init(SentTransaction(entry), fate) }
}

extension Failure {
    /// A ledger that cannot be used. Whoever meets it before sending sends nothing.
    init(_ error: DatabaseError) {
        let path = sanitized(error.path, limit: 400)
        let detail = sanitized(error.detail, limit: 200)
        switch error.reason {
        case .busy:
            self.init(
                "ledger.busy",
                .temporary,
                "other lighter processes write to the ledger all the time (\(path))",
                retryAfterMilliseconds: 1_000
            )
        case .newer:
            self.init(
                "ledger.newer",
                .cannotCreate,
                "the ledger \(path) cannot be used: \(detail)",
                hint: "lighter version"
            )
        case .corrupt:
            self.init(
                "ledger.corrupt",
                .cannotCreate,
                "the ledger \(path) is damaged: \(detail)",
                hint: "move it away, and look at your orders before you send more: lighter orders"
            )
        case .full, .readOnly, .other:
            self.init("ledger.unwritable", .cannotCreate, "the ledger \(path) cannot be written: \(detail)")
        }
    }

    /// An intent that the ledger would not take. Nothing was sent.
    init(_ error: LedgerError) {
        switch error {
        case .database(let error): self.init(error)
        case .refused(let refusal, _): self.init(refusal)
        }
    }

    /// An intent that may not be sent.
    init(_ refusal: IntentRefusal) {
        switch refusal {
        case .dayNotional(let used):
            self.init(
                "guard.max_day_notional",
                .refused,
                "the day has orders worth \(Failure.amount(used)) so far, and this one would take it past max_day_notional",
                hint: "lighter orders --ledger"
            )
        case .nameTaken(let index, let other):
            let name = sanitized(other, limit: 60)
            self.init(
                "order.client_id_collision",
                .data,
                "the client id stands for client order \(index), as \"\(name)\" does already",
                hint: "choose another --client-id"
            )
        }
    }

    /// Millionths as a decimal.
    private static func amount(_ millionths: Int64) -> String {
        let digits = String(millionths % 1_000_000 + 1_000_000).dropFirst()
        return "\(millionths / 1_000_000).\(digits)"
    }
}
