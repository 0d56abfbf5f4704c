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
    /// Writes what became of transactions. A loss of power may cost it, and then they are asked after once more.
    ///
    /// - Parameter now: milliseconds since the Unix epoch.
    /// - Throws: ``DatabaseError``.
    public func settle(
        _ settlements: [Settlement],
        with key: SigningKeyIdentity,
        at now: Int64
    ) throws(DatabaseError) {
        try database.transaction(.lazy) { () throws(DatabaseError) in
            for settlement in settlements {
                try database.run(
                    """
                    UPDATE transactions SET fate = ?, settled_at = ?, code = ?, reason = ?
                    WHERE hash = ? AND signing_key =
                        (SELECT id FROM signing_keys WHERE venue = ? AND account = ? AND api_key = ?)
                    """,
                    [
                        .text(settlement.fate.rawValue), .integer(now), .init(settlement.code),
                        .init(settlement.reason), .text(settlement.hash),
                    ] + key.values
                )
                guard settlement.fate.takesNonce else { continue }
                try database.run(
                    """
                    UPDATE signing_keys SET next_nonce = MAX(COALESCE(next_nonce, 0), 1 + (
                        SELECT nonce FROM transactions WHERE hash = ? AND signing_key = signing_keys.id))
                    WHERE venue = ? AND account = ? AND api_key = ?
                        AND EXISTS (SELECT 1 FROM transactions WHERE hash = ? AND signing_key = signing_keys.id)
                    """,
                    [.text(settlement.hash)] + key.values + [.text(settlement.hash)]
                )
            }
        }
    }

    /// Transactions that may have been sent and of which nobody knows what became, by nonce.
    ///
    /// - Throws: ``DatabaseError``.
    public func unsettled(with key: SigningKeyIdentity) throws(DatabaseError) -> [LedgerEntry] {
        try database.statement(
            LedgerEntry.selection(
                """
                WHERE venue = ? AND account = ? AND api_key = ? AND fate = 'intended' ORDER BY nonce, transactions.id
                """
            ),
            key.values
        ).rows(LedgerEntry.init).compactMap { $0 }
    }
}
