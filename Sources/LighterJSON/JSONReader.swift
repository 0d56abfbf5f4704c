/// Reads an object's members by name, and says where a member is when it is not what it should be.
///
/// A member that is absent and one that is null read the same: the venue leaves zeros out and writes empty lists as
/// null (api.md, section 2.2).
public struct JSONReader: Sendable {
    /// The object read from.
    public let object: JSONObject
    /// Where the object stands, as `orders[3]`; empty for the whole text.
    public let path: String
    /// What is kept of the reading; nil, as a rule, keeps nothing.
    private let record: JSONReadingRecord?

    /// - Throws: ``JSONError/mismatch(path:expected:found:)`` unless `value` is an object.
    public init(_ value: JSON, path: String = "", record: JSONReadingRecord? = nil) throws(JSONError) {
        guard let object = value.object else {
            throw .mismatch(path: path.isEmpty ? "the value" : path, expected: "an object", found: value.kind)
        }
        self.object = object
        self.path = path
        self.record = record
        record?.find(object.keys, in: path)
    }

    /// The path of a member.
    public func path(of key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    /// The member, unless it is absent or null.
    public func value(_ key: String) -> JSON? {
        record?.expect([key], in: path)
        guard let value = object[key], value != .null else { return nil }
        return value
    }

    /// A string, or nil when absent.
    public func string(_ key: String) throws(JSONError) -> String? {
        try read(key, "a string") { $0.string }
    }

    /// An integer, or nil when absent.
    public func integer(_ key: String) throws(JSONError) -> Int64? {
        try read(key, "an integer") { $0.integer }
    }

    /// A boolean, or nil when absent.
    public func bool(_ key: String) throws(JSONError) -> Bool? {
        try read(key, "a boolean") { value in
            guard case .bool(let bool) = value else { return nil }
            return bool
        }
    }

    /// The text of a decimal that may be written as a string or as a number, or nil when absent or empty.
    public func decimalText(_ key: String) throws(JSONError) -> String? {
        let text = try read(key, "a decimal") { value -> String? in
            switch value {
            case .string(let text), .number(let text): text
            case .integer(let number): String(number)
            default: nil
            }
        }
        return text?.isEmpty == true ? nil : text
    }

    /// The elements of an array; none when absent.
    public func array(_ key: String) throws(JSONError) -> [JSON] {
        try read(key, "an array") { $0.array } ?? []
    }

    /// Readers for the objects of an array; none when absent.
    public func objects(_ key: String) throws(JSONError) -> [JSONReader] {
        var readers: [JSONReader] = []
        for (index, element) in try array(key).enumerated() {
            readers.append(try JSONReader(element, path: "\(path(of: key))[\(index)]", record: record))
        }
        return readers
    }

    /// A reader for a member that is an object, or nil when absent.
    public func reader(_ key: String) throws(JSONError) -> JSONReader? {
        guard let value = value(key) else { return nil }
        return try JSONReader(value, path: path(of: key), record: record)
    }

    /// Says of members that they are known, though nobody asks for them.
    public func passOver(_ keys: @autoclosure () -> Set<String>) { record?.expect(keys(), in: path) }

    /// Says of a member that its value is one nobody knows, unless it is known.
    public func note(_ key: String, _ value: @autoclosure () -> String, unless isKnown: @autoclosure () -> Bool) {
        guard let record, !isKnown() else { return }
        record.noteUnknown(value(), at: path(of: key))
    }

    /// `value`, or the error that names the member it should have come from: `required("size", decimalText("size"))`.
    public func required<Value>(_ key: String, _ value: Value?) throws(JSONError) -> Value {
        guard let value else { throw .missing(path: path(of: key)) }
        return value
    }

    private func read<Value>(
        _ key: String,
        _ expected: String,
        _ convert: (JSON) -> Value?
    ) throws(JSONError) -> Value? {
        guard let value = value(key) else { return nil }
        guard let converted = convert(value) else {
            throw .mismatch(path: path(of: key), expected: expected, found: value.kind)
        }
        return converted
    }
}
