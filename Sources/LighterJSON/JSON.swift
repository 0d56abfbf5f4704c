/// A JSON value that loses nothing: integers stay integers, and any other number keeps the text it was written with.
///
/// Decoding is jansson's, see ``JSON/decode(_:duplicateKeys:)``; for encoding see ``JSON/encoded()``.
public enum JSON: Hashable, Sendable {
    case null
    case bool(Bool)
    /// A number written without fraction or exponent that fits 64 bits.
    case integer(Int64)
    /// Any other number, as its text: `2361.31`, `1e-9`, `123456789012345678901`.
    case number(String)
    case string(String)
    case array([JSON])
    case object(JSONObject)
}

extension JSON {
    /// The members of an object, or nil for any other value.
    public var object: JSONObject? {
        guard case .object(let object) = self else { return nil }
        return object
    }

    /// The elements of an array, or nil for any other value.
    public var array: [JSON]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The text of a string, or nil for any other value.
    public var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The value of an integer, or nil for any other value.
    public var integer: Int64? {
        guard case .integer(let value) = self else { return nil }
        return value
    }

    /// What kind of value this is, in JSON's own words.
    public var kind: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .integer, .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }

    /// The member of an object under `key`; nil when absent or when this is no object.
    public subscript(key: String) -> JSON? { object?[key] }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSON)...) { self = .object(JSONObject(distinct: elements)) }
    public init(nilLiteral: ()) { self = .null }

    /// A string, or null for nil.
    public init(_ text: String?) { self = text.map(JSON.string) ?? .null }
    /// An integer, or null for nil.
    public init(_ value: Int64?) { self = value.map(JSON.integer) ?? .null }
    /// An integer.
    public init(_ value: Int) { self = .integer(Int64(value)) }
}
