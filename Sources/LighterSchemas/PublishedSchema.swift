import LighterJSON

/// What a JSON document is that is written or read: a JSON Schema (draft 2020-12), from a file of `Schemas/`.
///
/// A line of NDJSON is what `#/$defs/line` says where the schema has that, and the whole document elsewhere.
public struct PublishedSchema: Sendable {
    /// What documents have under `schema`: `lighter.book/1`.
    public let name: String
    /// The schema with all that it refers to.
    public let document: JSONObject

    /// The names of all, in their order.
    public static let names = SchemaFile.all.map(\.name)

    /// The schema of a name; nil where none is published.
    ///
    /// - Throws: `JSONError` for a file that is no JSON.
    public init?(_ name: String) throws(JSONError) {
        guard let file = SchemaFile.all.first(where: { $0.name == name }) else { return nil }
        try self.init(file, SharedDefinitions())
    }

    /// All schemas.
    ///
    /// - Throws: `JSONError` for a file that is no JSON.
    public static func all() throws(JSONError) -> [PublishedSchema] {
        let shared = try SharedDefinitions()
        var schemas: [PublishedSchema] = []
        for file in SchemaFile.all { schemas.append(try PublishedSchema(file, shared)) }
        return schemas
    }

    private init(_ file: SchemaFile, _ shared: SharedDefinitions) throws(JSONError) {
        name = file.name
        document = shared.completing(try JSON.decode(file.bytes()).object ?? [:])
    }

    /// What such a document is, in a sentence.
    public var description: String { document["description"]?.string ?? "" }

    /// The number that rises when a key is removed or retyped.
    public var version: Int64 { name.split(separator: "/").last.flatMap { Int64($0) } ?? 0 }

    /// The commands that write such documents; ``everyCommand`` for all.
    public var writers: [String] { words("x-written-by") }

    /// The commands that read them.
    public var readers: [String] { words("x-read-by") }

    /// Stands for all commands.
    public static let everyCommand = "*"

    /// The name behind a reference: `#/$defs/decimal`.
    static func definition(at path: String) -> String { String(path.split(separator: "/").last ?? "") }

    private func words(_ key: String) -> [String] { document[key]?.array?.compactMap(\.string) ?? [] }
}

/// The definitions that schemas share.
private struct SharedDefinitions {
    private static let key = "$defs"
    private let definitions: JSONObject

    init() throws(JSONError) {
        definitions = try JSON.decode(SchemaFile.definitions)[SharedDefinitions.key]?.object ?? [:]
    }

    /// A schema with what it refers to, and with what that refers to, so that it stands alone.
    func completing(_ schema: JSONObject) -> JSONObject {
        var own = schema[SharedDefinitions.key]?.object ?? [:]
        var names = references(in: .object(schema))[...]
        while let name = names.popFirst() {
            guard own[name] == nil, let definition = definitions[name] else { continue }
            own[name] = definition
            names += references(in: definition)
        }
        var whole = schema
        whole[SharedDefinitions.key] = nil
        if !own.members.isEmpty { whole[SharedDefinitions.key] = .object(own) }
        return whole
    }

    private func references(in value: JSON) -> [String] {
        switch value {
        case .object(let object):
            object.members.flatMap { member in
                guard member.key == "$ref", let path = member.value.string else { return references(in: member.value) }
                return [PublishedSchema.definition(at: path)]
            }
        case .array(let values): values.flatMap(references)
        case .null, .bool, .integer, .number, .string: []
        }
    }
}
