import Glibc
import LighterFiles

/// How many requests all processes of a user have sent to a venue in the last minute, so that together they stay under
/// its limit (api.md, section 8.1). The file is worth nothing after a minute, so nothing waits for the disk.
public final class RequestBudget {
    /// The time over which the venue counts, in milliseconds.
    public static let window: Int64 = 60_000

    private let database: Database
    private static let patience: Int32 = 2_000

    /// - Parameter directory: where it is kept; made with mode 0700 when absent.
    /// - Throws: ``DatabaseError``.
    public init(directory: String) throws(DatabaseError) {
        do { try FileAccess.createDirectory(directory) } catch {
            throw DatabaseError(.readOnly, path: directory, error.description)
        }
        let path = directory + "/requests.sqlite"
        database = try Database(path: path, durability: .none, patience: RequestBudget.patience)
        try database.execute(
            "CREATE TABLE IF NOT EXISTS requests (venue TEXT NOT NULL, sent_at INTEGER NOT NULL) STRICT"
        )
    }

    /// In how many milliseconds so many requests could be sent one after the other; nil when they could be now.
    ///
    /// - Throws: ``DatabaseError``.
    public func wait(
        for count: Int64,
        to venue: String,
        limit: Int64,
        at now: Int64
    ) throws(DatabaseError) -> Int64? {
        try database.transaction { () throws(DatabaseError) in
            try tidy(at: now)
            return try timeUntilFewer(than: limit - min(count, limit) + 1, venue, at: now)
        }
    }

    /// Takes leave to send a request.
    ///
    /// - Parameters:
    ///   - limit: requests within the window, one or more.
    ///   - now: milliseconds since the Unix epoch.
    /// - Returns: nil when it may be sent now, which is counted; otherwise in how many milliseconds to ask again.
    /// - Throws: ``DatabaseError``.
    public func take(_ venue: String, limit: Int64, at now: Int64) throws(DatabaseError) -> Int64? {
        try database.transaction { () throws(DatabaseError) in
            try tidy(at: now)
            if let wait = try timeUntilFewer(than: limit, venue, at: now) { return wait }
            try database.run("INSERT INTO requests VALUES (?, ?)", [.text(venue), .integer(now)])
            return nil
        }
    }

    /// How many requests were sent to a venue within the window. Nothing is written.
    ///
    /// - Throws: ``DatabaseError``.
    public static func spent(
        inDirectory directory: String,
        _ venue: String,
        at now: Int64
    ) throws(DatabaseError) -> Int64 {
        let path = directory + "/requests.sqlite"
        guard access(path, F_OK) == 0 else { return 0 }
        return try Database(reading: path, patience: patience).statement(
            "SELECT count(*) FROM requests WHERE venue = ? AND sent_at > ?",
            [.text(venue), .integer(now - window)]
        ).rows { $0.integer(0) ?? 0 }.first ?? 0
    }

    private func tidy(at now: Int64) throws(DatabaseError) {
        try database.run("DELETE FROM requests WHERE sent_at <= ?", [.integer(now - RequestBudget.window)])
        // A clock that was set back: what was sent later than now was sent now at the latest.
        try database.run("UPDATE requests SET sent_at = ? WHERE sent_at > ?", [.integer(now), .integer(now)])
    }

    /// When the window will hold fewer requests than these; nil where it does.
    private func timeUntilFewer(than count: Int64, _ venue: String, at now: Int64) throws(DatabaseError) -> Int64? {
        let times = try database.statement(
            "SELECT sent_at FROM requests WHERE venue = ? ORDER BY sent_at DESC LIMIT 1 OFFSET ?",
            [.text(venue), .integer(count - 1)]
        ).rows { $0.integer(0) ?? 0 }
        return times.first.map { $0 + RequestBudget.window - now }
    }
}
