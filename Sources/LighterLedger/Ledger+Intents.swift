import LighterTransactions

extension Ledger {
    /// Writes that transactions are about to be sent. They are on the disk when this returns.
    ///
    /// - Parameters:
    ///   - requests: the transactions of each request, in the order in which they will be sent: none before the fate
    ///     of the one before it is written.
    ///   - limit: checked together with writing, so that no two processes pass it together.
    /// - Throws: ``LedgerError``; nothing is written then.
    public func intend(
        _ requests: [[Intent]],
        with key: SigningKeyIdentity,
        within limit: NotionalLimit? = nil
    ) throws(LedgerError) {
        // A refusal is no failure of the database, and leaves nothing to undo.
        let refusal: LedgerError?
        do {
            refusal = try database.transaction { () throws(DatabaseError) in
                let intents = requests.flatMap(\.self)
                if let limit, let refusal = try self.refusal(of: intents, by: limit, key) { return refusal }
                let keyNumber = try numberOrNew(of: key)
                for (place, intent) in intents.enumerated() {
                    if let index = intent.clientOrderIndex, let name = intent.clientID,
                        let other = try otherName(of: index, than: name, keyNumber)
                    {
                        return LedgerError.refused(.nameTaken(index, by: other), at: place)
                    }
                }
                var previous: Nonce?
                for request in requests {
                    for intent in request { try write(intent, request.first?.nonce, after: previous, keyNumber) }
                    previous = request.first?.nonce
                }
                return nil
            }
        } catch { throw .database(error) }
        if let refusal { throw refusal }
    }

    /// One that did not arrive, or was refused at the door, may be written once more: it is the same transaction, with the
    /// same nonce.
    private func write(
        _ intent: Intent,
        _ request: Nonce?,
        after previous: Nonce?,
        _ keyNumber: Int64
    ) throws(DatabaseError) {
        // What was refused, or never left, may be tried once more within the same millisecond, and is the same then.
        let written = try database.statement(
            """
            INSERT INTO transactions (signing_key, nonce, hash, type, market, client_order_index, client_id, summary,
                notional, created_at, expires_at, fate, request, follows)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'intended', ?, ?)
            ON CONFLICT (signing_key, nonce, hash) DO UPDATE SET id = (SELECT MAX(id) + 1 FROM transactions),
                created_at = excluded.created_at, fate = 'intended', request = excluded.request,
                follows = excluded.follows, settled_at = NULL, code = NULL, reason = NULL
            WHERE fate IN ('refused', 'never')
            RETURNING id
            """,
            [
                .integer(keyNumber), .integer(intent.nonce.value), .text(intent.hash), .integer(intent.type.rawValue),
                .init(intent.market?.value), .init(intent.clientOrderIndex?.value), .init(intent.clientID),
                .text(intent.summary), .integer(intent.notional), .integer(intent.createdAt),
                .integer(intent.expiresAt), .init(request?.value), .init(previous?.value),
            ]
        ).rows { $0.integer(0) }
        guard !written.isEmpty else {
            throw DatabaseError(.other, path: database.path, "the transaction \(intent.hash) was sent already")
        }
    }

    /// The key's row, made when it is new.
    private func numberOrNew(of key: SigningKeyIdentity) throws(DatabaseError) -> Int64 {
        try database.run("INSERT OR IGNORE INTO signing_keys (venue, account, api_key) VALUES (?, ?, ?)", key.values)
        guard let number = try number(of: key) else {
            throw DatabaseError(.corrupt, path: database.path, "a row that was just written is not there")
        }
        return number
    }

    /// The number of the key's row; nil where nothing was sent with it.
    func number(of key: SigningKeyIdentity) throws(DatabaseError) -> Int64? {
        try database.statement(
            "SELECT id FROM signing_keys WHERE venue = ? AND account = ? AND api_key = ?",
            key.values
        ).rows { $0.integer(0) }.first ?? nil
    }

    private func otherName(
        of index: ClientOrderIndex,
        than name: String,
        _ keyNumber: Int64
    ) throws(DatabaseError) -> String? {
        let statement = try database.statement(
            """
            SELECT client_id FROM transactions
            WHERE signing_key = ? AND client_order_index = ? AND client_id IS NOT NULL AND client_id <> ? LIMIT 1
            """,
            [.integer(keyNumber), .integer(index.value), .text(name)]
        )
        return try statement.rows { $0.text(0) ?? "" }.first
    }

    /// The first of the intents that would take an account's day above a limit; nil where none would.
    private func refusal(
        of intents: [Intent],
        by limit: NotionalLimit,
        _ key: SigningKeyIdentity
    ) throws(DatabaseError) -> LedgerError? {
        let statement = try database.statement(
            """
            SELECT COALESCE(SUM(notional), 0) FROM transactions
            JOIN signing_keys ON signing_keys.id = signing_key
            WHERE venue = ? AND account = ? AND created_at >= ? AND fate NOT IN ('refused', 'never', 'failed')
            """,
            [.text(key.venue), .integer(key.account.value), .integer(limit.since)]
        )
        var used = try statement.rows { $0.integer(0) ?? 0 }.first ?? 0
        for (place, intent) in intents.enumerated() {
            let (next, overflowed) = used.addingReportingOverflow(intent.notional)
            guard !overflowed, next <= limit.most || intent.notional == 0 else {
                return .refused(.dayNotional(used: used), at: place)
            }
            used = next
        }
        return nil
    }
}
