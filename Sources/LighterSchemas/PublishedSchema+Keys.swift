import LighterJSON

extension PublishedSchema {
    /// A key that a document has, or may have.
    public struct Key: Sendable {
        /// Where it is: `asks[].price`.
        public let path: String
        /// `decimal`, `"buy" or "sell"`, `array`.
        public let type: String
        /// Whether every document has it, and every element of the list it is in.
        public let isRequired: Bool
        /// What it is, in a sentence.
        public let description: String
    }

    /// The keys, each once, from the outside in. Into what is an error, or the fields of a transaction, it does not go.
    public var keys: [Key] {
        var outline = Outline(definitions: document["$defs"]?.object ?? [:])
        outline.add(.object(document), at: "", isRequired: true)
        return outline.keys
    }
}

extension PublishedSchema {
    /// The keys of a line of NDJSON that hold one value each, in their order: the columns of CSV.
    public var columns: [String] {
        let outline = Outline(definitions: document["$defs"]?.object ?? [:])
        return outline.columns(of: document["$defs"]?["line"] ?? .object(document))
    }
}

/// Collects the keys of a schema.
private struct Outline {
    let definitions: JSONObject
    private(set) var keys: [PublishedSchema.Key] = []

    init(definitions: JSONObject) { self.definitions = definitions }

    /// What a schema says of an object's keys, and of those inside them.
    mutating func add(_ schema: JSON, at path: String, isRequired: Bool) {
        let schema = resolved(schema)
        let required = Set(schema["required"]?.array?.compactMap(\.string) ?? [])
        for member in schema["properties"]?.object?.members ?? [] {
            let place = path.isEmpty ? member.key : "\(path).\(member.key)"
            add(member.value, key: place, isRequired: isRequired && required.contains(member.key))
        }
        for part in schema["allOf"]?.array ?? [] { add(part, at: path, isRequired: isRequired) }
        for key in ["anyOf", "oneOf"] {
            for part in schema[key]?.array ?? [] { add(part, at: path, isRequired: false) }
        }
        for key in ["then", "else"] { if let part = schema[key] { add(part, at: path, isRequired: false) } }
    }

    private mutating func add(_ schema: JSON, key path: String, isRequired: Bool) {
        guard !keys.contains(where: { $0.path == path }) else { return }
        let whole = resolved(schema)
        let description = schema["description"]?.string ?? whole["description"]?.string ?? ""
        keys.append(.init(path: path, type: type(schema), isRequired: isRequired, description: description))
        guard !path.hasSuffix("error") else { return }
        add(whole, at: path, isRequired: isRequired)
        if let items = whole["items"] { add(items, at: path + "[]", isRequired: isRequired) }
    }

    /// The keys of an object that hold neither lists nor objects.
    func columns(of schema: JSON) -> [String] {
        let schema = resolved(schema)
        let own = schema["properties"]?.object?.members.filter { holdsOneValue($0.value) }.map(\.key) ?? []
        return own + (schema["allOf"]?.array?.flatMap(columns) ?? [])
    }

    private func holdsOneValue(_ schema: JSON) -> Bool {
        let schema = resolved(schema)
        let types = schema["type"]?.array?.compactMap(\.string) ?? [schema["type"]?.string].compactMap { $0 }
        return !types.contains { $0 == "array" || $0 == "object" }
            && (schema["anyOf"]?.array ?? []).allSatisfy(holdsOneValue)
    }

    private func resolved(_ schema: JSON) -> JSON {
        var schema = schema
        while let path = schema["$ref"]?.string, let next = definitions[PublishedSchema.definition(at: path)] {
            schema = next
        }
        return schema
    }

    private func type(_ schema: JSON) -> String {
        if let path = schema["$ref"]?.string {
            return PublishedSchema.definition(at: path).replacing("_", with: " ")
        }
        if let value = schema["const"] { return word(value) }
        if let values = schema["enum"]?.array { return values.map(word).joined(separator: ", ") }
        if let name = schema["type"]?.string { return name }
        let names = schema["type"]?.array?.compactMap(\.string)
        return (names ?? schema["anyOf"]?.array?.map(type) ?? []).joined(separator: " or ")
    }

    private func word(_ value: JSON) -> String {
        if let text = value.string { return text }
        return (try? value.encoded()) ?? ""
    }
}
