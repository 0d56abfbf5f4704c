import LighterJSON

/// Why a transaction is not one the venue would take.
public enum TransactionError: Error, Hashable, Sendable {
    /// The venue has no transaction of this number that an API key signs.
    case unknownType(Int64)
    /// A field is missing, of the wrong kind, or not known.
    case malformed(field: String, reason: String)
    /// A number outside its bounds.
    case outOfBounds(OutOfBounds)
    /// Fields that do not go together.
    case invalid(field: String, reason: String)

    init(_ error: JSONError) {
        switch error {
        case .missing(let path): self = .malformed(field: path, reason: "is missing")
        case .mismatch(let path, let expected, let found):
            self = .malformed(field: path, reason: "should be \(expected), but is \(found)")
        case .syntax, .unencodable: self = .malformed(field: "tx_info", reason: error.description)
        }
    }
}

extension TransactionError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknownType(let type): "\(type) is no transaction type that an API key signs"
        case .malformed(let field, let reason), .invalid(let field, let reason): "\(field) \(reason)"
        case .outOfBounds(let error): error.description
        }
    }
}
