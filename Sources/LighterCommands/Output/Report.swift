import LighterJSON
import LighterSchemas

/// What a command found or did, in every form it can be shown: a page for people, JSON and CSV for programs, and
/// the one value that `-q` asks for.
struct Report {
    /// What the JSON is, and which version of it: `lighter.book/1`.
    let schema: String
    /// The members of the flat object, beside `schema`, `profile` and `network`.
    var fields: JSONObject
    /// The list, under its own key, of commands that list.
    var list: (key: String, items: [JSONObject])?
    /// What NDJSON and CSV have a line each of, where it is not the list.
    private let rows: () -> [JSONObject]?
    /// The whole JSON, where it is not the flat object.
    var document: JSONObject?
    /// For people. Made when it is asked for, as programs do not.
    var page: () -> Page
    /// The most wanted value; several lines for lists.
    var quiet: [String]
    /// What monitors read, of commands they run.
    var monitors: MonitorText?

    init(
        schema: String,
        fields: JSONObject = [:],
        list: (key: String, items: [JSONObject])? = nil,
        rows: @autoclosure @escaping () -> [JSONObject]? = nil,
        page: @autoclosure @escaping () -> Page,
        quiet: [String]
    ) {
        self.schema = schema
        self.fields = fields
        self.list = list
        self.rows = rows
        self.page = page
        self.quiet = quiet
    }

    /// The report as text.
    ///
    /// - Throws: `JSONError` for a value that JSON cannot hold.
    func rendered(
        as format: OutputFormat,
        quietly: Bool,
        on screen: Screen,
        profile: String?,
        network: String?
    ) throws -> String {
        guard !quietly else { return quiet.map { $0 + "\n" }.joined() }
        switch format {
        case .table: return page().text(on: screen)
        case .json: return try json(profile: profile, network: network)
        case .ndjson:
            let items = rows() ?? list?.items ?? [document(profile, network)]
            return try items.map { try JSON.object($0).encoded() + "\n" }.joined()
        case .csv:
            let items = rows() ?? list?.items ?? [fields]
            // Who reads a list by its columns finds them also where there is nothing in it.
            let columns = items.isEmpty ? try PublishedSchema(schema)?.columns ?? [] : []
            return columns.isEmpty ? CSV.text(items) : CSV.line(columns)
        case .prometheus: return monitors?.metrics ?? ""
        case .nagios: return monitors?.line ?? ""
        }
    }

    /// The flat object.
    ///
    /// - Throws: `JSONError` for a value that JSON cannot hold.
    func json(profile: String?, network: String?) throws -> String {
        try JSON.object(document(profile, network)).encoded() + "\n"
    }

    private func document(_ profile: String?, _ network: String?) -> JSONObject {
        if let document { return document }
        var document: JSONObject = ["schema": .string(schema)]
        if let profile { document["profile"] = .string(profile) }
        if let network { document["network"] = .string(network) }
        for member in fields.members { document[member.key] = member.value }
        if let list { document[list.key] = .array(list.items.map(JSON.object)) }
        return document
    }
}

/// A report in the forms of monitors.
struct MonitorText {
    /// In the text format of Prometheus.
    let metrics: String
    /// In one line, with performance data.
    let line: String
}

/// Comma-separated values (RFC 4180): a header of keys, a line an item. Lists and objects inside an item are left out.
enum CSV {
    static func text(_ items: [JSONObject]) -> String {
        var keys: [String] = []
        for item in items {
            for member in item.members where isScalar(member.value) && !keys.contains(member.key) {
                keys.append(member.key)
            }
        }
        guard !keys.isEmpty else { return "" }
        return line(keys) + items.map { item in line(keys.map { item[$0] ?? .null }) }.joined()
    }

    static func line(_ names: [String]) -> String { line(names.map(JSON.string)) }

    static func line(_ values: [JSON]) -> String { values.map(cell).joined(separator: ",") + "\r\n" }

    private static func isScalar(_ value: JSON) -> Bool {
        switch value {
        case .array, .object: false
        case .null, .bool, .integer, .number, .string: true
        }
    }

    private static func cell(_ value: JSON) -> String {
        switch value {
        case .string(let text): quoted(text)
        case .number(let text): text
        case .integer(let value): String(value)
        case .bool(let value): value ? "true" : "false"
        case .null, .array, .object: ""
        }
    }

    private static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
