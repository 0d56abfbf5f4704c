import CSQLite

/// What a database file would not do.
public struct DatabaseError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Reason: Hashable, Sendable {
        /// The disk or the quota is full.
        case full
        /// The file or its directory may not be written.
        case readOnly
        /// Another process wrote all the time.
        case busy
        /// The file is no database, or a broken one.
        case corrupt
        /// It was written by a later version.
        case newer
        case other
    }

    public let reason: Reason
    /// The file.
    public let path: String
    /// SQLite's words.
    public let detail: String

    init(_ reason: Reason, path: String, _ detail: String) {
        self.reason = reason
        self.path = path
        self.detail = detail
    }

    public var description: String { "\(path): \(detail)" }
}

extension DatabaseError.Reason {
    /// - Parameter code: a result code of SQLite, extended or not (https://www.sqlite.org/rescode.html).
    init(code: Int32) {
        switch code & 0xFF {
        case SQLITE_FULL: self = .full
        case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH: self = .readOnly
        case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL: self = .busy
        case SQLITE_CORRUPT, SQLITE_NOTADB: self = .corrupt
        default: self = .other
        }
    }
}
