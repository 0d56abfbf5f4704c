/// A value as it was written, before anyone has asked what it means.
enum RawValue: Hashable, Sendable {
    case string(String)
    case integer(Int64)
    case boolean(Bool)
    case array([RawValue])
    /// A kind no key of a profile has: a table, a floating-point number, a date.
    case other(String)
    /// The text of a flag or an environment variable, which says no more about its kind.
    case word(String)

    /// What kind of value it is, in TOML's words.
    var kind: String {
        switch self {
        case .string, .word: "string"
        case .integer: "integer"
        case .boolean: "boolean"
        case .array: "array"
        case .other(let kind): kind
        }
    }
}
