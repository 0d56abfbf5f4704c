import CSQLite
import LighterFiles
import LighterTransactions

/// What was sent with which key, and what became of it: a SQLite file in the state directory, written before anything
/// leaves (cli.md, "Never twice, never lost"). It belongs to one thread; all processes of a user share the file.
public final class Ledger {
    let database: Database

    /// How long to wait for another process that writes, in milliseconds.
    static let patience: Int32 = 5_000

    /// Loads SQLite, for a program that is going to open a ledger.
    public static func loadLibrary() { csqlite_load() }

    /// Opens the ledger, or makes it, and brings it to the present form.
    ///
    /// - Parameter directory: where it is kept; made with mode 0700 when absent.
    /// - Throws: ``DatabaseError``.
    public init(directory: String) throws(DatabaseError) {
        let path = directory + "/ledger.sqlite"
        do { try FileAccess.createDirectory(directory) } catch {
            throw DatabaseError(.readOnly, path: directory, error.description)
        }
        database = try Database(path: path, durability: .full, patience: Ledger.patience)
        try migrate()
    }

    /// From now on much is written: the log is let grow before it is tidied up.
    public func expectMany() { try? database.execute("PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -16000") }

    private func migrate() throws(DatabaseError) {
        guard try version() < Ledger.migrations.count else { return try requireKnownVersion() }
        try database.transaction { () throws(DatabaseError) in
            // Another process may have done it while this one waited.
            for (number, migration) in Ledger.migrations.enumerated().dropFirst(try version()) {
                try database.execute(migration)
                try database.execute("PRAGMA user_version = \(number + 1)")
            }
        }
    }

    private func requireKnownVersion() throws(DatabaseError) {
        guard try version() == Ledger.migrations.count else {
            throw Ledger.laterVersion(database.path)
        }
    }

    static func laterVersion(_ path: String) -> DatabaseError {
        DatabaseError(.newer, path: path, "it was written by a later version of lighter")
    }

    private func version() throws(DatabaseError) -> Int {
        let statement = try database.statement("PRAGMA user_version")
        return try statement.rows { Int($0.integer(0) ?? 0) }.first ?? 0
    }

    /// From each version of the file to the next. What has been released is never changed.
    static let migrations = [
        """
        CREATE TABLE signing_keys (
            id INTEGER PRIMARY KEY,
            venue TEXT NOT NULL,
            account INTEGER NOT NULL,
            api_key INTEGER NOT NULL,
            next_nonce INTEGER,
            UNIQUE (venue, account, api_key)
        ) STRICT;
        CREATE TABLE transactions (
            id INTEGER PRIMARY KEY,
            signing_key INTEGER NOT NULL REFERENCES signing_keys,
            nonce INTEGER NOT NULL,
            hash TEXT NOT NULL,
            type INTEGER NOT NULL,
            market INTEGER,
            client_order_index INTEGER,
            client_id TEXT,
            summary TEXT NOT NULL,
            notional INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            fate TEXT NOT NULL,
            settled_at INTEGER,
            code INTEGER,
            reason TEXT,
            UNIQUE (signing_key, hash)
        ) STRICT;
        CREATE INDEX unsettled_transactions ON transactions (signing_key, nonce) WHERE fate = 'intended';
        CREATE INDEX transactions_by_client_order ON transactions (signing_key, client_order_index);
        CREATE INDEX transactions_by_time ON transactions (signing_key, created_at);
        """,
        // The nonce of the first transaction of the request, which before was each one's own; and that of the request
        // which was to be answered before this one left, where they were written together.
        """
        ALTER TABLE transactions ADD COLUMN request INTEGER;
        ALTER TABLE transactions ADD COLUMN follows INTEGER;
        """,
        // The canary's runs, and its orders until they are known to be over.
        """
        CREATE TABLE canary_runs (
            id INTEGER PRIMARY KEY,
            run TEXT NOT NULL UNIQUE,
            profile TEXT NOT NULL,
            venue TEXT NOT NULL,
            account INTEGER NOT NULL,
            started_at INTEGER NOT NULL,
            finished_at INTEGER,
            outcome TEXT,
            terminal_state TEXT,
            reason TEXT,
            acknowledgement INTEGER,
            terminal INTEGER
        ) STRICT;
        CREATE TABLE canary_orders (
            id INTEGER PRIMARY KEY,
            run INTEGER NOT NULL REFERENCES canary_runs,
            name TEXT NOT NULL UNIQUE,
            client_order_index INTEGER NOT NULL,
            market INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            is_over INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX canary_runs_by_profile ON canary_runs (profile, id);
        CREATE INDEX open_canary_orders ON canary_orders (run) WHERE is_over = 0;
        """,
        // A transaction is found by its nonce, and by its hash only among those of that nonce. Nonces come in their order and
        // hashes in none: an index by hash had a page of its own to write for almost each transaction.
        """
        CREATE TABLE transactions_in_order (
            id INTEGER PRIMARY KEY,
            signing_key INTEGER NOT NULL REFERENCES signing_keys,
            nonce INTEGER NOT NULL,
            hash TEXT NOT NULL,
            type INTEGER NOT NULL,
            market INTEGER,
            client_order_index INTEGER,
            client_id TEXT,
            summary TEXT NOT NULL,
            notional INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            request INTEGER,
            follows INTEGER,
            fate TEXT NOT NULL,
            settled_at INTEGER,
            code INTEGER,
            reason TEXT,
            UNIQUE (signing_key, nonce, hash)
        ) STRICT;
        INSERT INTO transactions_in_order
            SELECT id, signing_key, nonce, hash, type, market, client_order_index, client_id, summary, notional,
                created_at, expires_at, request, follows, fate, settled_at, code, reason
            FROM transactions ORDER BY id;
        DROP TABLE transactions;
        ALTER TABLE transactions_in_order RENAME TO transactions;
        CREATE INDEX unsettled_transactions ON transactions (signing_key, nonce) WHERE fate = 'intended';
        CREATE INDEX transactions_by_client_order ON transactions (signing_key, client_order_index);
        CREATE INDEX transactions_by_time ON transactions (signing_key, created_at);
        """,
    ]
}
