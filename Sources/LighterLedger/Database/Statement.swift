import CSQLite

/// A compiled statement with its parameters.
final class Statement {
    private let pointer: OpaquePointer
    private let failure: (Int32) -> DatabaseError

    init(_ pointer: OpaquePointer, failure: @escaping (Int32) -> DatabaseError) {
        self.pointer = pointer
        self.failure = failure
    }

    deinit { sqlite3_finalize(pointer) }

    /// Starts anew, with other parameters.
    func begin(_ values: [Database.Value]) throws(DatabaseError) {
        sqlite3_reset(pointer)
        for (place, value) in values.enumerated() {
            let position = Int32(place + 1)
            let code =
                switch value {
                case .integer(let number): sqlite3_bind_int64(pointer, position, number)
                case .text(let text):
                    sqlite3_bind_text(pointer, position, text, Int32(text.utf8.count), Statement.copied)
                case .null: sqlite3_bind_null(pointer, position)
                }
            guard code == SQLITE_OK else { throw failure(code) }
        }
    }

    /// Whether there is another row, on which the columns stand then.
    func step() throws(DatabaseError) -> Bool {
        switch sqlite3_step(pointer) {
        case SQLITE_ROW: return true
        case SQLITE_DONE:
            // Lets go of the file.
            sqlite3_reset(pointer)
            return false
        case let code:
            let error = failure(code)
            sqlite3_reset(pointer)
            throw error
        }
    }

    /// The rows, each read at once.
    func rows<Row>(_ read: (Statement) -> Row) throws(DatabaseError) -> [Row] {
        var rows: [Row] = []
        while try step() { rows.append(read(self)) }
        return rows
    }

    func integer(_ column: Int32) -> Int64? {
        sqlite3_column_type(pointer, column) == SQLITE_NULL ? nil : sqlite3_column_int64(pointer, column)
    }

    func text(_ column: Int32) -> String? {
        sqlite3_column_text(pointer, column).map { String(cString: $0) }
    }

    /// `SQLITE_TRANSIENT`: SQLite copies the text.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}
