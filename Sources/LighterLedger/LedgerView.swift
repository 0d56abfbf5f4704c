import LighterTransactions

/// The ledger as it stands, for whoever only looks: it is not made, brought to another form, written or waited for.
public struct LedgerView {
    private let database: Database

    /// How far back orders are looked for, in transactions.
    private static let depth: Int64 = 20_000

    /// - Parameter directory: where the ledger is kept.
    /// - Throws: ``DatabaseError`` where there is none that can be read.
    public init(directory: String) throws(DatabaseError) {
        database = try Database(reading: directory + "/ledger.sqlite", patience: 0)
    }

    /// The newest orders of an account that were sent from this host and that nothing here says to be over, newest first: a
    /// fill, an expiry and what others did is not in the ledger.
    ///
    /// - Parameter cancelAll: the summary of a transaction that cancelled all orders of the account.
    /// - Throws: ``DatabaseError``.
    public func ordersNotOver(
        venue: String,
        account: AccountIndex,
        cancelledBy cancelAll: String,
        limit: Int
    ) throws(DatabaseError) -> [LedgerOrder] {
        // From the newest backwards, so that it ends at the limit; a + before a column keeps SQLite from an index on it.
        try database.statement(
            """
            WITH keys AS (SELECT id FROM signing_keys WHERE venue = ?1 AND account = ?2),
            sweeps AS MATERIALIZED (
                SELECT MAX(id) AS id, market, summary = ?8 AS is_of_all FROM transactions
                WHERE id > (SELECT MAX(id) FROM transactions) - ?3 AND +signing_key IN keys
                    AND type = ?7 AND fate IN ('accepted', 'executed')
                GROUP BY market, is_of_all
            )
            SELECT client_order_index, client_id, summary, market FROM transactions AS creation
            WHERE id > (SELECT MAX(id) FROM transactions) - ?3 AND +signing_key IN keys
                AND type IN (?4, ?5) AND fate IN ('intended', 'accepted', 'executed')
                AND client_order_index IS NOT NULL
                AND NOT EXISTS (
                    SELECT 1 FROM transactions AS cancel
                    WHERE cancel.signing_key IN keys AND cancel.client_order_index = creation.client_order_index
                        AND cancel.id > creation.id AND cancel.type = ?6 AND cancel.fate IN ('accepted', 'executed')
                )
                AND NOT EXISTS (
                    SELECT 1 FROM sweeps
                    WHERE sweeps.id > creation.id AND (sweeps.is_of_all OR sweeps.market = creation.market)
                )
            ORDER BY id DESC LIMIT ?9
            """,
            [
                .text(venue), .integer(account.value), .integer(LedgerView.depth),
                .integer(TransactionType.createOrder.rawValue),
                .integer(TransactionType.createGroupedOrders.rawValue),
                .integer(TransactionType.cancelOrder.rawValue), .integer(TransactionType.cancelAllOrders.rawValue),
                .text(cancelAll), .integer(Int64(limit)),
            ]
        ).rows { row in
            row.integer(0).flatMap(ClientOrderIndex.init(exactly:)).map { index in
                LedgerOrder(clientIndex: index, name: row.text(1), summary: row.text(2) ?? "")
            }
        }.compactMap { $0 }
    }
}

/// An order that was sent from this host.
public struct LedgerOrder: Hashable, Sendable {
    public let clientIndex: ClientOrderIndex
    /// The text the client index stands for; nil of a number.
    public let name: String?
    /// What was asked for, in words.
    public let summary: String
}
