import CSQLite
import Glibc
import LighterFiles

/// A SQLite file, its owner's alone. It belongs to one thread; other processes may have it open too.
final class Database {
    /// What a loss of power may cost. The end of a process costs nothing, however it ends.
    enum Durability: String {
        /// Nothing that was done.
        case full = "FULL"
        /// The last changes, never half of one.
        case lazy = "NORMAL"
        /// The whole file.
        case none = "OFF"
    }

    let path: String
    private let durability: Durability
    private var durabilityInForce: Durability
    private let handle: OpaquePointer
    /// Statements by their text: each is compiled once.
    private var statements: [String: Statement] = [:]

    /// Opens a file, or makes it.
    ///
    /// - Parameter patience: how long to wait for another process that writes, in milliseconds.
    /// - Throws: ``DatabaseError``.
    init(path: String, durability: Durability, patience: Int32) throws(DatabaseError) {
        self.path = path
        self.durability = durability
        durabilityInForce = durability
        try Database.makeFile(path)
        handle = try Database.connection(path, SQLITE_OPEN_READWRITE, path: path, patience: patience)
        // A log before the data: readers do not wait for a writer, and a crash leaves whole changes or none.
        try execute("PRAGMA journal_mode = WAL")
        // Short commands come one after the other: each would wait for the disk to tidy up.
        let kept = csqlite_keep_log_on_close(handle)
        guard kept == SQLITE_OK else { throw failure(kept) }
        // What opens the file next reads the whole log: it stays short.
        try execute("PRAGMA wal_autocheckpoint = 200")
        try execute("PRAGMA synchronous = \(durability.rawValue)")
    }

    /// Opens a file to look at it: nothing is made or written, neither the file nor the two beside it.
    ///
    /// - Parameter patience: how long to wait for others, in milliseconds.
    /// - Throws: ``DatabaseError``.
    init(reading path: String, patience: Int32) throws(DatabaseError) {
        self.path = path
        durability = .full
        durabilityInForce = .full
        // Without its log a file is all there is: SQLite would make one.
        let mode = access(path + "-wal", F_OK) == 0 ? "readonly_shm=1" : "immutable=1"
        let address = "file:\(Database.percentEncoded(path))?mode=ro&\(mode)"
        handle = try Database.connection(
            address,
            SQLITE_OPEN_READONLY | SQLITE_OPEN_URI,
            path: path,
            patience: patience
        )
    }

    private static func connection(
        _ name: String,
        _ mode: Int32,
        path: String,
        patience: Int32
    ) throws(DatabaseError) -> OpaquePointer {
        var opened: OpaquePointer?
        let flags = mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE
        let code = sqlite3_open_v2(name, &opened, flags, nil)
        guard code == SQLITE_OK, let opened else {
            sqlite3_close_v2(opened)
            throw DatabaseError(.init(code: code), path: path, String(cString: sqlite3_errstr(code)))
        }
        sqlite3_busy_timeout(opened, patience)
        return opened
    }

    /// A path as the name of a file in an address.
    private static func percentEncoded(_ path: String) -> String {
        path.replacing("%", with: "%25").replacing("?", with: "%3f").replacing("#", with: "%23")
    }

    deinit {
        statements = [:]
        sqlite3_close_v2(handle)
    }

    /// SQLite would make the file readable by all.
    private static func makeFile(_ path: String) throws(DatabaseError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw DatabaseError(.readOnly, path: path, FileAccess.Trouble(errorNumber: errno).description)
        }
        close(descriptor)
    }

    /// Does what a text of SQL says, without parameters or answers.
    func execute(_ sql: String) throws(DatabaseError) {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw failure(code) }
    }

    /// A statement with its parameters, ready to be stepped through; compiled once.
    func statement(_ sql: String, _ values: [Value] = []) throws(DatabaseError) -> Statement {
        let statement: Statement
        if let compiled = statements[sql] {
            statement = compiled
        } else {
            var pointer: OpaquePointer?
            let code = sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &pointer, nil)
            guard code == SQLITE_OK, let pointer else { throw failure(code) }
            statement = Statement(pointer) { [unowned self] in failure($0) }
            statements[sql] = statement
        }
        try statement.begin(values)
        return statement
    }

    /// Runs a statement to its end.
    func run(_ sql: String, _ values: [Value] = []) throws(DatabaseError) {
        let statement = try statement(sql, values)
        while try statement.step() {}
    }

    /// Does everything or nothing, alone among all processes.
    ///
    /// - Parameter durability: nil for the file's.
    func transaction<Answer>(
        _ durability: Durability? = nil,
        _ change: () throws(DatabaseError) -> Answer
    ) throws(DatabaseError) -> Answer {
        try require(durability ?? self.durability)
        return try transaction(change)
    }

    /// What is asked for stays in force until something else is: often the same is asked for many times in a row.
    private func require(_ durability: Durability) throws(DatabaseError) {
        guard durability != durabilityInForce else { return }
        try execute("PRAGMA synchronous = \(durability.rawValue)")
        durabilityInForce = durability
    }

    private func transaction<Answer>(
        _ change: () throws(DatabaseError) -> Answer
    ) throws(DatabaseError) -> Answer {
        try run("BEGIN IMMEDIATE")
        do throws(DatabaseError) {
            let answer = try change()
            try run("COMMIT")
            return answer
        } catch {
            // Some failures have ended it already.
            if sqlite3_get_autocommit(handle) == 0 { try? execute("ROLLBACK") }
            throw error
        }
    }

    private func failure(_ code: Int32) -> DatabaseError {
        DatabaseError(.init(code: code), path: path, String(cString: sqlite3_errmsg(handle)))
    }

    /// What stands in a column.
    enum Value: Hashable {
        case integer(Int64)
        case text(String)
        case null

        init(_ value: Int64?) { self = value.map(Value.integer) ?? .null }
        init(_ value: String?) { self = value.map(Value.text) ?? .null }
    }
}
