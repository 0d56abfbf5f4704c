import LighterTransactions

/// What became of one transaction.
public struct Settlement: Hashable, Sendable {
    public let hash: String
    public let fate: Fate
    /// The venue's code and words, where it refused or failed.
    public let code: Int64?
    public let reason: String?

    public init(_ hash: String, _ fate: Fate, code: Int64? = nil, reason: String? = nil) {
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
            for settlement in settlements { try settle(settlement, with: key, at: now) }
        }
    }

    private func settle(
        _ settlement: Settlement,
        with key: SigningKeyIdentity,
        at now: Int64
    ) throws(DatabaseError) {
        let rows = try database.statement(
            """
            SELECT transactions.id, signing_key, nonce FROM transactions
            JOIN signing_keys ON signing_keys.id = signing_key
            WHERE hash = ? AND venue = ? AND account = ? AND api_key = ?
            """,
            [.text(settlement.hash)] + key.values
        ).rows { (id: $0.integer(0), keyNumber: $0.integer(1), nonce: $0.integer(2)) }
        guard let row = rows.first, let nonce = row.nonce else { return }
        try database.run(
            "UPDATE transactions SET fate = ?, settled_at = ?, code = ?, reason = ? WHERE id = ?",
            [
                .text(settlement.fate.rawValue), .integer(now), .init(settlement.code), .init(settlement.reason),
                .init(row.id),
            ]
        )
        guard settlement.fate.takesNonce else { return }
        try database.run(
            "UPDATE signing_keys SET next_nonce = MAX(COALESCE(next_nonce, 0), ?) WHERE id = ?",
            [.integer(nonce + 1), .init(row.keyNumber)]
        )
        let others = try database.statement(
            """
            SELECT COALESCE(request, nonce) FROM transactions INDEXED BY unsettled_transactions
            WHERE signing_key = ? AND nonce = ? AND fate = 'intended' AND id <> ?
            """,
            [.init(row.keyNumber), .integer(nonce), .init(row.id)]
        ).rows { $0.integer(0) }
        for request in others {
            try database.run(
                """
                UPDATE transactions INDEXED BY unsettled_transactions SET fate = 'never', settled_at = ?
                WHERE signing_key = ? AND fate = 'intended' AND COALESCE(request, nonce) = ? AND id <> ?
                """,
                [.integer(now), .init(row.keyNumber), .init(request), .init(row.id)]
            )
        }
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
