import LighterTransactions

/// The canary's runs, and the orders it may have left.
extension Ledger {
    /// Writes that a run has begun.
    ///
    /// - Throws: ``DatabaseError``.
    public func begin(_ record: CanaryRecord, of canary: CanaryIdentity) throws(DatabaseError) {
        try database.transaction(.lazy) { () throws(DatabaseError) in
            try database.run(
                "INSERT INTO canary_runs (run, profile, venue, account, started_at) VALUES (?, ?, ?, ?, ?)",
                [.text(record.run)] + canary.values + [.integer(record.startedAt)]
            )
        }
    }

    /// Writes how a run ended.
    ///
    /// - Throws: ``DatabaseError``.
    public func finish(_ record: CanaryRecord) throws(DatabaseError) {
        try database.transaction(.lazy) { () throws(DatabaseError) in
            try database.run(
                """
                UPDATE canary_runs SET finished_at = ?, outcome = ?, terminal_state = ?, reason = ?,
                    acknowledgement = ?, terminal = ? WHERE run = ?
                """,
                [
                    .init(record.finishedAt), .init(record.outcome?.rawValue), .init(record.terminalState),
                    .init(record.reason), .init(record.acknowledgement), .init(record.terminal), .text(record.run),
                ]
            )
        }
    }

    /// The newest runs of a profile's canary, newest first.
    ///
    /// - Throws: ``DatabaseError``.
    public func canaryRuns(profile: String, limit: Int) throws(DatabaseError) -> [CanaryRecord] {
        try database.statement(
            """
            SELECT run, started_at, finished_at, outcome, terminal_state, reason, acknowledgement, terminal
            FROM canary_runs WHERE profile = ? ORDER BY id DESC LIMIT ?
            """,
            [.text(profile), .integer(Int64(limit))]
        ).rows { row in
            CanaryRecord(
                run: row.text(0) ?? "",
                startedAt: row.integer(1) ?? 0,
                finishedAt: row.integer(2),
                outcome: row.text(3).flatMap(CanaryRecord.Outcome.init),
                terminalState: row.text(4),
                reason: row.text(5),
                acknowledgement: row.integer(6),
                terminal: row.integer(7)
            )
        }
    }

    /// How many runs of a profile in a row did not pass, up to the newest, and when one passed last, in milliseconds since
    /// the Unix epoch. A run that was killed did not pass; one that a person stopped says nothing.
    ///
    /// - Throws: ``DatabaseError``.
    public func canaryStreak(profile: String) throws(DatabaseError) -> (failures: Int, lastPass: Int64?) {
        let passes = try database.statement(
            "SELECT id, finished_at FROM canary_runs WHERE profile = ? AND outcome = 'passed' ORDER BY id DESC LIMIT 1",
            [.text(profile)]
        ).rows { (id: $0.integer(0) ?? 0, time: $0.integer(1)) }
        let failures = try database.statement(
            """
            SELECT COUNT(*) FROM canary_runs
            WHERE profile = ? AND id > ? AND COALESCE(outcome, 'killed') <> 'interrupted'
            """,
            [.text(profile), .integer(passes.first?.id ?? 0)]
        ).rows { Int($0.integer(0) ?? 0) }
        return (failures.first ?? 0, passes.first?.time)
    }

    /// Writes that an order is about to be sent: whatever becomes of the run, the next one looks after it. It is on the disk
    /// at the latest when the order's intent is.
    ///
    /// - Throws: ``DatabaseError``.
    public func expect(_ order: CanaryOrder, at now: Int64) throws(DatabaseError) {
        try database.transaction(.lazy) { () throws(DatabaseError) in
            try database.run(
                """
                INSERT INTO canary_orders (run, name, client_order_index, market, created_at)
                SELECT id, ?, ?, ?, ? FROM canary_runs WHERE run = ?
                """,
                [
                    .text(order.name), .integer(order.clientIndex.value), .integer(order.market.value), .integer(now),
                    .text(order.run),
                ]
            )
        }
    }

    /// Writes that an order is over, or never was.
    ///
    /// - Throws: ``DatabaseError``.
    public func close(_ order: CanaryOrder) throws(DatabaseError) {
        try database.transaction(.lazy) { () throws(DatabaseError) in
            try database.run("UPDATE canary_orders SET is_over = 1 WHERE name = ?", [.text(order.name)])
        }
    }

    /// The orders of a canary's runs that are not known to be over, oldest first.
    ///
    /// - Throws: ``DatabaseError``.
    public func openOrders(of canary: CanaryIdentity) throws(DatabaseError) -> [CanaryOrder] {
        try database.statement(
            """
            SELECT canary_runs.run, name, client_order_index, market FROM canary_orders
            JOIN canary_runs ON canary_runs.id = canary_orders.run
            WHERE is_over = 0 AND profile = ? AND venue = ? AND account = ? ORDER BY canary_orders.id
            """,
            canary.values
        ).rows { row -> CanaryOrder? in
            guard let run = row.text(0), let name = row.text(1),
                let index = row.integer(2).flatMap(ClientOrderIndex.init(exactly:)),
                let market = row.integer(3).flatMap(MarketIndex.init(exactly:))
            else { return nil }
            return CanaryOrder(run: run, name: name, clientIndex: index, market: market)
        }.compactMap { $0 }
    }

    /// Everything that was sent, or was about to be, about an order of this client index, oldest first.
    ///
    /// - Throws: ``DatabaseError``.
    public func transactions(
        about index: ClientOrderIndex,
        venue: String,
        account: AccountIndex
    ) throws(DatabaseError) -> [LedgerEntry] {
        try database.statement(
            LedgerEntry.selection(
                "WHERE client_order_index = ? AND venue = ? AND account = ? ORDER BY transactions.id"
            ),
            [.integer(index.value), .text(venue), .integer(account.value)]
        ).rows(LedgerEntry.init).compactMap { $0 }
    }
}

extension CanaryIdentity {
    fileprivate var values: [Database.Value] { [.text(profile), .text(venue), .integer(account.value)] }
}
