import CSQLite
import Glibc
import LighterFiles

/// What a look at the ledger, without touching it, shows.
public struct LedgerHealth: Hashable, Sendable {
    /// Transactions of an account of which nobody knows what became of them.
    public struct Unsettled: Hashable, Sendable {
        public let venue: String
        public let account: Int64
        public let count: Int64
        /// When the oldest was written, milliseconds since the Unix epoch.
        public let since: Int64
    }

    /// The version of the file, and the one that this program writes.
    public let version: Int
    public let presentVersion: Int
    public let transactions: Int64
    public let unsettled: [Unsettled]
}

extension Ledger {
    /// What SQLite calls itself.
    public static var databaseVersion: String { String(cString: sqlite3_libversion()) }

    /// Whether the file in a directory is whole, and what it holds of transactions whose fate should be known. Nothing is
    /// written.
    ///
    /// - Parameter time: those are looked for that were written before this, milliseconds since the Unix epoch.
    /// - Returns: nil where there is no ledger.
    /// - Throws: ``DatabaseError``, of a damaged file too.
    public static func health(
        inDirectory directory: String,
        unsettledBefore time: Int64
    ) throws(DatabaseError) -> LedgerHealth? {
        let path = directory + "/ledger.sqlite"
        guard access(path, F_OK) == 0 else { return nil }
        let database = try Database(reading: path, patience: Ledger.patience)
        let problems = try database.statement("PRAGMA quick_check(3)").rows { $0.text(0) ?? "" }.filter { $0 != "ok" }
        guard problems.isEmpty else {
            throw DatabaseError(.corrupt, path: path, problems.joined(separator: "; "))
        }
        let version = try database.statement("PRAGMA user_version").rows { Int($0.integer(0) ?? 0) }.first ?? 0
        guard version <= migrations.count else { throw laterVersion(path) }
        guard version > 0 else {
            return LedgerHealth(version: 0, presentVersion: migrations.count, transactions: 0, unsettled: [])
        }
        let count = try database.statement("SELECT count(*) FROM transactions").rows { $0.integer(0) ?? 0 }.first ?? 0
        let unsettled = try database.statement(
            """
            SELECT venue, account, count(*), min(created_at) FROM transactions
            JOIN signing_keys ON signing_keys.id = signing_key
            WHERE fate = 'intended' AND created_at < ? GROUP BY venue, account
            """,
            [.integer(time)]
        ).rows { row in
            LedgerHealth.Unsettled(
                venue: row.text(0) ?? "",
                account: row.integer(1) ?? 0,
                count: row.integer(2) ?? 0,
                since: row.integer(3) ?? 0
            )
        }
        return LedgerHealth(
            version: version,
            presentVersion: migrations.count,
            transactions: count,
            unsettled: unsettled
        )
    }
}
