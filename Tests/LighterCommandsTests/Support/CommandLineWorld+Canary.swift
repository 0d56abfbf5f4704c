import Foundation
import LighterJSON
import Testing

extension CommandLineWorld {
    /// Where the canary's report goes, in a directory that is not there.
    var reportPath: String { directory + "/reports/of/canary.json" }

    /// A canary that has ended: its exit code, and the report it wrote.
    struct Canary: CustomStringConvertible {
        let outcome: Outcome
        let report: JSON

        var exit: Int32 { outcome.status }
        var notes: [JSON] {
            (report["notes"]?.array ?? []) + (report["attempts"]?.array ?? []).flatMap { $0["notes"]?.array ?? [] }
        }
        var attempt: JSON { report["attempts"]?.array?.last ?? .null }

        var description: String { "exit \(exit), \((try? report.encoded()) ?? "")\(outcome.errors)" }

        func note(_ code: String) -> JSON? { notes.first { $0["code"]?.string == code } }
    }

    /// Runs the canary with the words of a line, and reads the report from its file.
    func canary(_ line: String = "", profile: String = "test") throws -> Canary {
        try? FileManager.default.removeItem(atPath: reportPath)
        let words = ["canary", "--report", reportPath] + line.split(separator: " ").map(String.init)
        return try canary(start(words, profile: profile).wait(120))
    }

    func canary(_ outcome: Outcome) throws -> Canary {
        let bytes = try #require(FileManager.default.contents(atPath: reportPath), "no report: \(outcome.errors)")
        return Canary(outcome: outcome, report: try JSON.decode(Array(bytes)))
    }

    /// Requires that the account has no orders and no position.
    func expectNothingLeft(_ label: Comment? = nil, _ location: SourceLocation = #_sourceLocation) throws {
        let orders = try lighter("orders").items("orders")
        let positions = try lighter("positions").items("positions")
        #expect(orders.isEmpty && positions.isEmpty, label, sourceLocation: location)
    }
}
