import Foundation
import LighterJSON
import Testing

/// Every command writes what it says, in every form, on every screen: documents as their schemas have them, rows that tell
/// the same, and tables that fit.
@Suite struct OutputMatrixTests {
    @Test func everyCommandWritesWhatItSays() async throws {
        let world = try MatrixWorld()
        let matrix = OutputMatrix(world)
        let runs = try matrix.run(MatrixLine.all)
        for problem in runs.flatMap(\.problems) { Issue.record("\(problem)") }
        let schemas = try world.schemas()
        try expectTheSame(runs, schemas)

        // A command that is new is missed here.
        let commands = try MatrixWorld.commands(of: world.world)
        #expect(Set(MatrixLine.all.compactMap { command(of: $0, commands) }) == commands)
        for run in try matrix.runInForeignForms(firstOfEach(commands)) {
            let isRefused = run.outcome.status == 64 && run.outcome.output.isEmpty
            #expect(isRefused, "\(run.label): \(run.outcome.errors)")
        }

        // Last: what is awaited may come after all other tests, and the sandbox has gone by then.
        try await expectSchemasHold(runs, schemas, world)
    }

    /// A schema for every name in the sources, and in each the commands that were seen to write it.
    @Test func everyDocumentHasASchema() throws {
        let world = try CommandLineWorld(venue: nil)
        let listed = try world.lighter("schema", profile: nil).items("schemas")
        let names = listed.compactMap { $0["name"]?.string }
        let inputs = listed.filter { $0["read_by"] != [] }.compactMap { $0["name"]?.string }
        #expect(names == names.sorted() && inputs.allSatisfy { $0.contains("_input/") })
        #expect(try Self.namesInSources() == Set(names).subtracting(inputs))

        var writers: [String: Set<String>] = [:]
        let commands = try MatrixWorld.commands(of: world)
        for line in MatrixLine.all {
            if let schema = line.schema, let command = command(of: line, commands) {
                writers[schema, default: []].insert(command)
            }
        }
        for schema in listed where schema["name"] != "lighter.key_file/1" {
            let written = Set(schema["written_by"]?.array?.compactMap(\.string) ?? []).subtracting(["*"])
            #expect(written == writers[schema["name"]?.string ?? ""] ?? [], "\(schema)")
        }

        // What is read of an order is what its reader knows.
        let unknown = try world.lighter("submit", "-", "-n", profile: "sandbox", input: #"{"no":1}"# + "\n")
        let hint = try #require(unknown.lines.first?["error"]?["hint"]?.string)
        let properties =
            try world.lighter("schema", "submit_input", profile: nil).json["properties"]?.object?.keys ?? []
        #expect(Set(properties) == Set(hint.dropFirst("the keys are ".count).split(separator: ", ").map(String.init)))

        try world.lighter("schema", "boook", profile: nil).expectFailure(66, "schema.not_found")
        let several = try world.lighter("schema", "keys", "token", "create", profile: nil)
        #expect(try several.expectFailure(64, "schema.ambiguous")["hint"] == "lighter schema lighter.auth_token/1")
        for words in ["book", "book/1", "lighter.book/1"] {
            #expect(try world.lighter("schema", words, profile: nil).text("title") == "lighter.book/1")
        }
        #expect(try world.lighter("schema", "keys", "list", profile: nil).text("title") == "lighter.keys/1")
    }

    /// The names of documents that the sources of the binary write.
    private static func namesInSources() throws -> Set<String> {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources")
        var names: Set<String> = []
        for case let file as URL in FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
            ?? .init()
        {
            guard file.pathExtension == "swift", file.lastPathComponent != "SchemaFile.swift" else { continue }
            let text = try String(contentsOf: file, encoding: .utf8)
            names.formUnion(text.matches(of: #/"(lighter\.[a-z_-]+\/[0-9]+)"/#).map { String($0.output.1) })
        }
        return names
    }

    /// The first line of each command.
    private func firstOfEach(_ commands: Set<String>) -> [MatrixLine] {
        commands.sorted().compactMap { command in MatrixLine.all.first { self.command(of: $0, commands) == command } }
    }

    private func command(of line: MatrixLine, _ commands: Set<String>) -> String? {
        commands.filter { "\(line.words) ".hasPrefix("\($0) ") }.max { $0.count < $1.count }
    }

    /// Colours change no text, screens change nothing for programs, and all forms tell the same.
    private func expectTheSame(_ runs: [MatrixRun], _ schemas: [String: JSON]) throws {
        for (_, runs) in Dictionary(grouping: runs, by: \.line.words) {
            let byForm = Dictionary(grouping: runs, by: \.form)
            for run in byForm["table"] ?? [] where run.screen.hasColor {
                let other = byForm["table"]?.first {
                    !$0.screen.hasColor && $0.screen.columns == run.screen.columns
                        && $0.screen.isASCII == run.screen.isASCII
                }
                #expect(run.shape == other?.shape, "\(run.label)")
            }
            for (form, runs) in byForm where form != "table" && runs[0].line.isSteady {
                #expect(Set(runs.map(\.outcome.output)).count == 1, "\(runs[0].label)")
            }
            guard let json = byForm["json"]?.first, let ndjson = byForm["ndjson"]?.first, let schema = json.line.schema
            else { continue }
            if let csv = byForm["csv"]?.first {
                for problem in try csv.differences(from: ndjson) { Issue.record("\(problem)") }
            }
            guard json.line.isSteady, !json.line.isStream else { continue }
            let document = try json.outcome.json
            let lines = try ndjson.outcome.lines
            switch schemas[schema].flatMap(Self.listOfLines) {
            case let list?: #expect(document[list]?.array == lines, "\(json.label)")
            case nil where schema == "lighter.book/1":
                let levels = ["asks", "bids"].flatMap { document[$0]?.array ?? [] }.compactMap(\.object)
                let rows = lines.compactMap(\.object).map { row in
                    JSONObject(row.members.dropFirst().map { ($0.key, $0.value) })
                }
                #expect(levels == rows)
            case nil: #expect([document] == lines, "\(json.label)")
            }
        }
    }

    /// The key under which a document has what NDJSON has a line each of.
    private static func listOfLines(_ schema: JSON) -> String? {
        guard let object = schema.object else { return schema.array?.lazy.compactMap(listOfLines).first }
        for member in object.members {
            if member.value["items"]?["$ref"] == "#/$defs/line" { return member.key }
            if let found = listOfLines(member.value) { return found }
        }
        return nil
    }

    private func expectSchemasHold(
        _ runs: [MatrixRun],
        _ schemas: [String: JSON],
        _ world: MatrixWorld
    ) async throws {
        guard let judge = try await SchemaJudge.installed() else { return }
        var cases = try runs.flatMap { try $0.documents() }
        let keyFile = try String(contentsOfFile: world.world.directory + "/config/keys/fresh.key", encoding: .utf8)
        cases.append(
            .init(label: "a key file", schema: "lighter.key_file/1", isLine: false, value: try JSON.decode(keyFile))
        )
        let given = [
            ("submit", #"{"market":"ETH","side":"buy","size":"0.01","price":2000,"stop_loss":true}"#),
            ("sign", world.filled("{unsigned}")), ("verify", world.filled("{signed}")),
        ]
        for (command, line) in given {
            let schema = "lighter.\(command)_input/1"
            cases.append(.init(label: "an input", schema: schema, isLine: false, value: try JSON.decode(line)))
        }
        for problem in try await judge.problems(cases, by: Array(schemas.values)) {
            Issue.record("\(problem)")
        }
    }
}
