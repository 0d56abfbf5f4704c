import LighterTransactions

extension Ledger {
    /// The newest entries of a venue's account, newest first.
    ///
    /// - Throws: ``DatabaseError``.
    public func entries(
        venue: String,
        account: AccountIndex,
        limit: Int
    ) throws(DatabaseError) -> [LedgerEntry] {
        try database.statement(
            LedgerEntry.selection("WHERE venue = ? AND account = ? ORDER BY transactions.id DESC LIMIT ?"),
            [.text(venue), .integer(account.value), .integer(Int64(limit))]
        ).rows(LedgerEntry.init).compactMap { $0 }
    }

    /// The newest transaction that may have created an order of this client index, alone or with others attached to it,
    /// whichever key of the account signed it.
    ///
    /// - Throws: ``DatabaseError``.
    public func creation(
        of index: ClientOrderIndex,
        venue: String,
        account: AccountIndex
    ) throws(DatabaseError) -> LedgerEntry? {
        try database.statement(
            LedgerEntry.selection(
                """
                WHERE client_order_index = ? AND venue = ? AND account = ? AND type IN (?, ?)
                    AND fate NOT IN ('refused', 'never', 'failed')
                ORDER BY transactions.id DESC LIMIT 1
                """
            ),
            [
                .integer(index.value), .text(venue), .integer(account.value),
                .integer(TransactionType.createOrder.rawValue),
                .integer(TransactionType.createGroupedOrders.rawValue),
            ]
        ).rows(LedgerEntry.init).first ?? nil
    }

    /// The newest transaction of a key that the venue took and may not have carried out yet; nil where there is none.
    ///
    /// - Throws: ``DatabaseError``.
    public func newestAccepted(with key: SigningKeyIdentity) throws(DatabaseError) -> LedgerEntry? {
        try database.statement(
            LedgerEntry.selection(
                """
                WHERE venue = ? AND account = ? AND api_key = ? AND fate = 'accepted'
                ORDER BY created_at DESC, transactions.id DESC LIMIT 1
                """,
                by: "transactions_by_time"
            ),
            key.values
        ).rows(LedgerEntry.init).first ?? nil
    }

    /// The nonce that follows the last one the venue took from this key; nil where none is known.
    ///
    /// - Throws: ``DatabaseError``.
    public func nextNonce(of key: SigningKeyIdentity) throws(DatabaseError) -> Nonce? {
        try database.statement(
            "SELECT next_nonce FROM signing_keys WHERE venue = ? AND account = ? AND api_key = ?",
            key.values
        ).rows { $0.integer(0).flatMap(Nonce.init(exactly:)) }.first ?? nil
    }

    /// Forgets the nonce of a key: others use it too, and the venue has to be asked.
    ///
    /// - Throws: ``DatabaseError``.
    public func forgetNonce(of key: SigningKeyIdentity) throws(DatabaseError) {
        try database.transaction(.lazy) { () throws(DatabaseError) in
            try database.run(
                "UPDATE signing_keys SET next_nonce = NULL WHERE venue = ? AND account = ? AND api_key = ?",
                key.values
            )
        }
    }
}

extension SigningKeyIdentity {
    var values: [Database.Value] { [.text(venue), .integer(account.value), .integer(apiKey.value)] }
}

extension LedgerEntry {
    static func selection(_ rest: String, by index: String? = nil) -> String {
        """
        SELECT venue, account, api_key, nonce, hash, type, market, client_order_index, client_id, summary, notional,
            created_at, expires_at, fate, settled_at, code, reason, COALESCE(request, nonce), follows
        FROM transactions \(index.map { "INDEXED BY \($0)" } ?? "")
        JOIN signing_keys ON signing_keys.id = signing_key
        """ + " " + rest
    }

    /// Nil where the row holds what no version has written.
    init?(_ row: Statement) {
        guard let venue = row.text(0), let account = row.integer(1).flatMap(AccountIndex.init(exactly:)),
            let apiKey = row.integer(2).flatMap(APIKeyIndex.init(exactly:)),
            let nonce = row.integer(3).flatMap(Nonce.init(exactly:)), let hash = row.text(4),
            let type = row.integer(5).flatMap(TransactionType.init(rawValue:)), let summary = row.text(9),
            let fate = row.text(13).flatMap(Fate.init(rawValue:)),
            let request = row.integer(17).flatMap(Nonce.init(exactly:))
        else { return nil }
        self.init(
            key: SigningKeyIdentity(venue: venue, account: account, apiKey: apiKey),
            intent: Intent(
                nonce: nonce,
                hash: hash,
                type: type,
                market: row.integer(6).flatMap(MarketIndex.init(exactly:)),
                clientOrderIndex: row.integer(7).flatMap(ClientOrderIndex.init(exactly:)),
                clientID: row.text(8),
                summary: summary,
                notional: row.integer(10) ?? 0,
                createdAt: row.integer(11) ?? 0,
                expiresAt: row.integer(12) ?? 0
            ),
            request: request,
            follows: row.integer(18).flatMap(Nonce.init(exactly:)),
            fate: fate,
            settledAt: row.integer(14),
            code: row.integer(15),
            reason: row.text(16)
        )
    }
}
