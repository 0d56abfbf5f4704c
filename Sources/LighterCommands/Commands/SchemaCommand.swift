import ArgumentParser
import LighterJSON
import LighterSchemas
import LighterStatus

struct SchemaCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "schema",
        abstract: "Show the JSON Schemas of what is written and read, or list them.",
        discussion: """
              $ lighter schema
              $ lighter schema book > book.json
              $ lighter schema keys list -o table    # every key, and what it is

            A schema is found by its name, whole or in part, or by the command that writes it. What a line of NDJSON is, \
            #/$defs/line says where a schema has that; elsewhere it is the whole document. A CSV's columns are the keys of \
            such a line that hold no list and no object.
            """
    )

    @Argument(
        help: ArgumentHelp("A schema's name, such as lighter.book/1 or book, or a command.", valueName: "name"),
        completion: .list(PublishedSchema.names)
    )
    var words: [String] = []

    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let schemas = try PublishedSchema.all()
        guard !words.isEmpty else { return try invocation.emit(SchemaReport.list(schemas)) }
        let name = words.joined(separator: " ")
        try invocation.emit(SchemaReport.keys(of: schemas.named(name)))
    }
}

extension [PublishedSchema] {
    /// The schema of a name, whole or in part, or the one that a command writes.
    fileprivate func named(_ name: String) throws(Failure) -> PublishedSchema {
        let names = [name, "lighter." + name]
        let found = first { names.contains($0.name) } ?? last { $0.shortName == name }
        if let found { return found }
        let written = filter { $0.writers.contains(name) }
        if let only = written.first, written.count == 1 { return only }
        let shown = sanitized(withoutKeys(name), limit: 60)
        if let first = written.first {
            let all = written.map(\.name).joined(separator: ", ")
            throw Failure(
                "schema.ambiguous",
                .usage,
                "\(shown) writes several: \(all)",
                hint: "lighter schema \(first.name)"
            )
        }
        let known = map(\.shortName) + flatMap(\.writers)
        let near = Spelling.nearest(to: name, among: known)
        throw Failure(
            "schema.not_found",
            .notFound,
            "there is no schema \"\(shown)\"" + (near.map { "; did you mean \($0)?" } ?? ""),
            hint: near.map { "lighter schema \($0)" } ?? "lighter schema"
        )
    }
}

extension PublishedSchema {
    /// `book`.
    fileprivate var shortName: String {
        String(name.dropFirst("lighter.".count).prefix { $0 != "/" })
    }
}

private enum SchemaReport {
    static func list(_ schemas: [PublishedSchema]) -> Report {
        var table = Table(.left("SCHEMA"), .text("WRITTEN BY"), .text("WHAT"))
        for schema in schemas {
            let readers = schema.readers.map { "read by \($0)" }
            let writers = schema.writers.map { $0 == PublishedSchema.everyCommand ? "every command" : $0 }
            table.add(schema.name, (writers + readers).joined(separator: ", "), schema.description)
        }
        return Report(
            schema: "lighter.schemas/1",
            list: (
                key: "schemas",
                items: schemas.map { schema in
                    [
                        "name": .string(schema.name),
                        "version": .integer(schema.version),
                        "description": .string(schema.description),
                        "written_by": .array(schema.writers.map(JSON.string)),
                        "read_by": .array(schema.readers.map(JSON.string)),
                    ]
                }
            ),
            page: .table(table, emptyNote: "no schemas"),
            quiet: schemas.map(\.name)
        )
    }

    /// The JSON is the schema itself.
    static func keys(of schema: PublishedSchema) -> Report {
        var table = Table(.left("KEY"), .text("TYPE"), .left("ALWAYS").optional(1), .text("WHAT"))
        for key in schema.keys {
            table.add(key.path, key.type, key.isRequired ? "yes" : "", key.description)
        }
        var report = Report(
            schema: schema.name,
            rows: schema.keys.map { key in
                [
                    "key": .string(key.path),
                    "type": .string(key.type),
                    "required": .bool(key.isRequired),
                    "description": .string(key.description),
                ]
            },
            page: .text("\(schema.name): \(schema.description)\n\n") + .table(table, emptyNote: "no keys"),
            quiet: [schema.name]
        )
        report.document = schema.document
        return report
    }
}
