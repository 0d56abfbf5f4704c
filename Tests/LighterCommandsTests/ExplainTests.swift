import Foundation
import LighterJSON
import LighterStatus
import Testing

/// `lighter explain`, and what hints are worth.
@Suite struct ExplainTests {
    @Test func codesAreExplainedWithoutVenueOrProfile() throws {
        // Neither a broken profile nor a missing network is in the way.
        let world = try CommandLineWorld(venue: nil)
        try world.write("config/test.toml", "extends = 5")
        func explained(_ line: String) throws -> [JSON] {
            let outcome = try world.lighter(words: "explain " + line)
            outcome.expectSuccess()
            #expect(try outcome.text("schema") == "lighter.explain/1")
            return try outcome.items("codes")
        }
        let all = try explained("")
        #expect(all.count == Explanation.all.count)
        for row in all {
            #expect(row["meaning"]?.string?.isEmpty == false && row["kind"]?.string != nil)
        }
        for (word, kinds) in [
            ("69", ["exit_code"]), ("dead", ["exit_code"]), ("21104", ["venue_code"]),
            ("venue.invalid_nonce", ["venue_code"]),
            ("guard.max_notional", ["error_code"]), ("FILLED", ["order_state", "order_status"]),
            ("canceled-not-enough-liquidity", ["order_status"]),
            ("order.canceled_not_enough_liquidity", ["order_status"]),
            ("429", ["http_status"]), ("2", ["order_status", "transaction_status"]), ("21199", ["venue_code"]),
            ("69 book.empty", ["exit_code", "error_code"]),
        ] {
            #expect(try explained(word).map { $0["kind"]?.string } == kinds, "\(word)")
        }
        let nonce = try #require(try explained("21104").first)
        #expect(nonce["class"] == "temporary" && nonce["venue_message"] == "invalid nonce")
        #expect(nonce["outcomes"]?.array?.first?["retry"] == "safe")

        let shown = try world.lighter(words: "explain canceled-post-only dead -o table").output
        for text in [
            "canceled-post-only (5):  the venue's status of an order", "exit code      4 dead",
            "\n4 (dead):  exit code\n",
        ] {
            #expect(shown.contains(text), "\(shown)")
        }
        let unknown = try world.lighter(words: "explain 69 guard.max_notionl").expectFailure(66, "explain.unknown")
        #expect(unknown["hint"] == "lighter explain guard.max_notional")
        #expect(try world.lighter(words: "explain zzzzzz").expectFailure(66)["hint"] == "lighter explain")
    }

    /// The sources of this package; nil where only its tests were brought.
    private static let sources: String? = {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources").path
        return FileManager.default.fileExists(atPath: package) ? package : nil
    }()

    @Test(.enabled(if: sources != nil, "the sources are not at hand"))
    func everyHintCallsACommandThatExists() throws {
        let tree = try CommandTree(CommandLineWorld(venue: nil))
        for row in Explanation.all {
            guard let hint = row.hint, hint.hasPrefix("lighter ") else { continue }
            #expect(tree.fault(in: hint) == nil, "\(row.code): \(hint)")
        }
        // Every text of the sources that begins with a call, or ends with one behind a colon.
        let root = try #require(Self.sources)
        var count = 0
        for path in FileManager.default.enumerator(atPath: root)?.allObjects ?? [] {
            guard let path = path as? String, path.hasSuffix(".swift"), !path.hasPrefix("LighterSandbox/") else {
                continue
            }
            let text = try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
            for match in text.matches(of: /"(?:[^"\n]*: )?(lighter [a-z][^"\n]*)"/) {
                let line = String(match.1).replacing(/\\\([^)]*(\([^)]*\))*[^)]*\)/, with: "X")
                guard tree.fault(in: line) != "no such command" || text.contains("hint: \"\(match.1)\"") else {
                    continue
                }
                count += 1
                #expect(tree.fault(in: line) == nil, "\(path): \(line)")
            }
        }
        #expect(count > 150)
    }
}
