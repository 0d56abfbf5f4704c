/// Why a text is not the JSON that was expected.
public enum JSONError: Error, Hashable, Sendable {
    /// The text is not JSON. `line` and `column` count from 1.
    case syntax(message: String, line: Int, column: Int)
    /// The value at `path` is missing.
    case missing(path: String)
    /// The value at `path` is of another kind than expected.
    case mismatch(path: String, expected: String, found: String)
    /// The value cannot be written as JSON text.
    case unencodable
}

extension JSONError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .syntax(let message, let line, let column): "not JSON at line \(line), column \(column): \(message)"
        case .missing(let path): "\(path) is missing"
        case .mismatch(let path, let expected, let found): "\(path) should be \(expected), but is \(found)"
        case .unencodable: "the value cannot be written as JSON"
        }
    }
}
