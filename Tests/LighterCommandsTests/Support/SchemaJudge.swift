import Foundation
import LighterJSON
import TestSupport

/// Says whether documents are what their schemas say: Python's jsonschema, which nobody here wrote.
struct SchemaJudge {
    /// A document, and what it should be.
    struct Case {
        /// What wrote it.
        let label: String
        let schema: String
        /// Whether it is a line of NDJSON.
        let isLine: Bool
        let value: JSON

        fileprivate var question: JSON {
            ["schema": .string(schema), "part": isLine ? "line" : "document", "value": value]
        }
    }

    private let environment: PythonEnvironment

    /// - Returns: nil where it cannot be had, which is an error where the other programs have to be there, too.
    static func installed() async throws -> SchemaJudge? {
        do {
            let scripts = Bundle.module.bundleURL.appending(path: "Fixtures")
            return SchemaJudge(environment: try await PythonEnvironment(["jsonschema"], scripts: scripts))
        } catch {
            guard ProcessInfo.processInfo.environment["LIGHTER_REQUIRE_INTEROP"] != "1" else { throw error }
            print("jsonschema cannot be had from PyPI: no document is judged by its schema (\(error))")
            return nil
        }
    }

    /// What is wrong with schemas, and with documents, of which each is judged once.
    func problems(_ cases: [Case], by schemas: [JSON]) async throws -> [String] {
        var seen: Set<String> = []
        let cases = try cases.filter { seen.insert(try $0.question.encoded()).inserted }
        let lines = cases.map(\.question)
        let answers = try await environment.run("schema_judge.py", [["schemas": .array(schemas)]] + lines)
        guard answers.count == lines.count + 1 else { return ["\(answers.count) answers to \(lines.count) documents"] }
        let labels = ["schemas"] + cases.map { "\($0.label): \($0.schema)" }
        return zip(labels, answers).flatMap { label, answer in
            (answer["problems"]?.array ?? []).map { "\(label): \($0.string ?? "")" }
        }
    }
}
