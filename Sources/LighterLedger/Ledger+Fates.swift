import LighterTransactions

/// What became of one transaction.
public struct Settlement: Hashable, Sendable {
    public let nonce: Nonce
    public let hash: String
    public let fate: Fate
    /// The venue's code and words, where it refused or failed.
    public let code: Int64?
    public let reason: String?

    public init(_ nonce: Nonce, _ hash: String, _ fate: Fate, code: Int64? = nil, reason: String? = nil) {
        self.nonce = nonce
        self.hash = hash
        self.fate = fate
        self.code = code
        self.reason = reason
    }
}

extension Ledger {
    /// Writes what became of transactions. A loss of power may cost it, and then they are asked after once more. One that
    /// took its nonce tells that no other of that nonce ever will, nor whatever was to go in one request with that other:
    /// the venue takes a request whole or not at all.
    ///
    /// - Parameter now: milliseconds since the Unix epoch.
    /// - Throws: ``DatabaseError``.
    public func settle(
        _ settlements: [Settlement],
        with key: SigningKeyIdentity,
        at now: Int64
    ) throws(DatabaseError) {
        try database.transaction(.lazy) { () throws(DatabaseError) in
            guard let keyNumber = try number(of: key) else { return }
            var lastTaken: Nonce?
            for settlement in settlements {
                guard let taken = try settle(settlement, keyNumber, at: now) else { continue }
                lastTaken = max(lastTaken ?? taken, taken)
            }
            guard let lastTaken else { return }
            try database.run(
                "UPDATE signing_keys SET next_nonce = MAX(COALESCE(next_nonce, 0), ?) WHERE id = ?",
                [.integer(lastTaken.value + 1), .integer(keyNumber)]
            )
        }
    }

    /// - Returns: the nonce that the transaction took, if it took one.
    private func settle(
        _ settlement: Settlement,
        _ keyNumber: Int64,
        at now: Int64
    ) throws(DatabaseError) -> Nonce? {
        let (nonce, hash) = (Database.Value.integer(settlement.nonce.value), Database.Value.text(settlement.hash))
        let settled = try database.statement(
            """
            UPDATE transactions SET fate = ?, settled_at = ?, code = ?, reason = ?
            WHERE signing_key = ? AND nonce = ? AND hash = ? RETURNING id
            """,
            [
                .text(settlement.fate.rawValue), .integer(now), .init(settlement.code), .init(settlement.reason),
                .integer(keyNumber), nonce, hash,
            ]
        ).rows { $0.integer(0) }
        guard settlement.fate.takesNonce, let settled = settled.first else { return nil }
        let others = try database.statement(
            """
            SELECT COALESCE(request, nonce) FROM transactions INDEXED BY unsettled_transactions
            WHERE signing_key = ? AND nonce = ? AND fate = 'intended' AND id <> ?
            """,
            [.integer(keyNumber), nonce, .init(settled)]
        ).rows { $0.integer(0) }
        for request in others {
            try database.run(
                """
                UPDATE transactions INDEXED BY unsettled_transactions SET fate = 'never', settled_at = ?
                WHERE signing_key = ? AND fate = 'intended' AND COALESCE(request, nonce) = ? AND id <> ?
                """,
                [.integer(now), .integer(keyNumber), .init(request), .init(settled)]
            )
        }
        return settlement.nonce
    }

    /// Transactions that may have been sent and of which nobody knows what became, by request, in the order in which
    /// they were written.
    ///
    /// - Throws: ``DatabaseError``.
    public func unsettled(with key: SigningKeyIdentity) throws(DatabaseError) -> [[LedgerEntry]] {
        let entries = try database.statement(
            LedgerEntry.selection(
                """
                WHERE venue = ? AND account = ? AND api_key = ? AND fate = 'intended' ORDER BY transactions.id
                """,
                by: "unsettled_transactions"
            ),
            key.values
        ).rows(LedgerEntry.init).compactMap { $0 }
        var requests: [[LedgerEntry]] = []
        for entry in entries {
            if let last = requests.last?.last, last.request == entry.request, last.intent.nonce < entry.intent.nonce {
                requests[requests.count - 1].append(entry)
            } else {
                requests.append([entry])
            }
        }
        return requests
    }
}
