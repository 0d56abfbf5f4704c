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
            var taken: Set<Int64> = []
            for settlement in settlements where try settle(settlement, keyNumber, at: now) {
                if settlement.fate.takesNonce { taken.insert(settlement.nonce.value) }
            }
            guard let first = taken.min(), let last = taken.max() else { return }
            try database.run(
                "UPDATE signing_keys SET next_nonce = MAX(COALESCE(next_nonce, 0), ?) WHERE id = ?",
                [.integer(last + 1), .integer(keyNumber)]
            )
            for other in try unsettled(keyNumber, from: first, through: last) where taken.contains(other.nonce) {
                try settleAsNever(request: other.request, keyNumber, at: now)
            }
        }
    }

    /// - Returns: whether the transaction is in the ledger.
    private func settle(
        _ settlement: Settlement,
        _ keyNumber: Int64,
        at now: Int64
    ) throws(DatabaseError) -> Bool {
        let rows = try database.statement(
            """
            UPDATE transactions SET fate = ?, settled_at = ?, code = ?, reason = ?
            WHERE signing_key = ? AND nonce = ? AND hash = ? RETURNING id
            """,
            [
                .text(settlement.fate.rawValue), .integer(now), .init(settlement.code), .init(settlement.reason),
                .integer(keyNumber), .integer(settlement.nonce.value), .text(settlement.hash),
            ]
        ).rows { _ in true }
        return !rows.isEmpty
    }

    /// The nonces of transactions of which nobody knows what became, and the first nonces of the requests they went in.
    private func unsettled(
        _ keyNumber: Int64,
        from first: Int64,
        through last: Int64
    ) throws(DatabaseError) -> [(nonce: Int64, request: Int64)] {
        try database.statement(
            """
            SELECT nonce, COALESCE(request, nonce) FROM transactions INDEXED BY unsettled_transactions
            WHERE signing_key = ? AND nonce BETWEEN ? AND ? AND fate = 'intended'
            """,
            [.integer(keyNumber), .integer(first), .integer(last)]
        ).rows { (nonce: $0.integer(0) ?? 0, request: $0.integer(1) ?? 0) }
    }

    /// Writes that what was to go in requests never did, of which nobody knows better.
    private func settleAsNever(request: Int64, _ keyNumber: Int64, at now: Int64) throws(DatabaseError) {
        try database.run(
            """
            UPDATE transactions INDEXED BY unsettled_transactions SET fate = 'never', settled_at = ?
            WHERE signing_key = ? AND fate = 'intended' AND COALESCE(request, nonce) = ?
            """,
            [.integer(now), .integer(keyNumber), .integer(request)]
        )
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
