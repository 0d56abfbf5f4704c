import Foundation
import Testing

@testable import LighterStatus

@Suite("Our own codes")
struct ErrorCodeTests {
    /// Where the sources of this package are; nil where only its tests were brought.
    static let sources: URL? = {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let sources = package.appending(path: "Sources")
        return FileManager.default.fileExists(atPath: sources.path) ? sources : nil
    }()

    /// The files in which errors are made, without the tables that explain them.
    private static func texts() throws -> [String] {
        let modules = ["Status", "Keys", "Venue", "Ledger", "Trading", "Commands"].map { "Lighter\($0)" }
        let root = try #require(sources)
        return try modules.flatMap { module in
            let files = FileManager.default.enumerator(
                at: root.appending(path: module),
                includingPropertiesForKeys: nil
            )
            let paths = (files?.allObjects ?? []).compactMap { ($0 as? URL)?.path }
            return try paths.filter {
                $0.hasSuffix(".swift") && !$0.contains("/Codes/") && !$0.contains("/ErrorCodes/")
            }
            .map { try String(contentsOfFile: $0, encoding: .utf8) }
        }
    }

    @Test(
        "Each code that the sources name is explained, with the exit it has there, and each that is explained is named",
        .enabled(if: sources != nil, "the sources are not at hand")
    )
    func complete() throws {
        let exits = Set(ExitClass.allCases.map { String(describing: $0) })
        var (named, written): (Set<Substring>, Set<Substring>) = ([], [])
        for text in try Self.texts() {
            for match in text.matches(of: /"([a-z][a-z0-9]*\.[a-z][a-z0-9_]*[a-z0-9])"/) { written.insert(match.1) }
            for match in text.matches(of: /(?:Failure|CanaryNote)\(\s*"([a-z0-9]+\.[a-z0-9_]+)"/) {
                named.insert(match.1)
            }
            for match in text.matches(of: /"([a-z0-9]+\.[a-z0-9_]+)",\s*\.([a-zA-Z]+)\b/)
            where exits.contains(String(match.2)) {
                named.insert(match.1)
                // The venue may have a code of this name.
                guard let entry = ErrorCode.lookup(String(match.1)) else { continue }
                let known = entry.exits.map { String(describing: $0) }
                #expect(known.contains(String(match.2)), "\(match.1): \(match.2)")
            }
            // Codes that are put together: a guard's and a network's reason, and a step of the canary.
            for match in text.matches(of: /refused\("([a-z_]+)"/) { named.insert("guard.\(match.1)") }
            for match in text.matches(of: /requireFast\("([a-z_]+)"/) { named.insert("canary.slow_\(match.1)") }
            if text.contains("extension HTTPFailure.Reason") {
                for match in text.matches(of: /case \.[a-zA-Z]+: "([a-z_]+)"\n/) {
                    named.formUnion(["network.\(match.1)", "stream.\(match.1)"])
                }
            }
        }
        let explained = Set(ErrorCode.all.map { $0.code[...] })
        #expect(named.subtracting(explained).subtracting(VenueCode.all.map { $0.name[...] }).isEmpty)
        #expect(explained.subtracting(named).subtracting(written).isEmpty)
    }

    @Test("Everything says what it means, what of it was sent, and whether it may be run again; no code is there twice")
    func sentences() {
        for row in Explanation.all {
            #expect(row.meaning.count > 4 && !row.meaning.hasSuffix("."), "\(row.code)")
            #expect(row.hint?.contains("NAME") != true, "\(row.code)")
            #expect(!row.outcomes.contains { $0.fate.isEmpty || $0.repeating.isEmpty }, "\(row.code)")
            #expect(
                Explanation.meanings(of: row.code).contains(row)
                    && Explanation.meanings(of: row.code.uppercased()).contains(row)
            )
            if let name = row.name { #expect(Explanation.meanings(of: name).contains(row), "\(name)") }
        }
        #expect(Set(Explanation.all.map { "\($0.kind) \($0.code)" }).count == Explanation.all.count)
        for exit in ExitClass.allCases {
            // A script may run it again on 69 and 75 alone.
            #expect(exit.repeating.hasPrefix("yes") == (exit.retry == .safe), "\(exit)")
            #expect((exit.effect == .unknown) == exit.fate.contains("may hold"), "\(exit)")
        }
    }

    @Test(
        "Whatever the venue answers, the code of the error is explained; a word that is none has the nearest beside it"
    )
    func venueAnswers() {
        for http in [nil] + (100...610).map(Int?.some) {
            for (isSend, message) in [(false, nil), (true, nil), (true, "quota"), (false, "auth")] as [(Bool, String?)]
            {
                for code in [nil, 20001, 21104, 21150, 29500, 99_999] {
                    let failure = Failure.venue(http: http, code: code, message: message, isSend: isSend)
                    #expect(!Explanation.meanings(of: failure.code).isEmpty, "\(failure.code)")
                }
            }
        }
        for status in OrderStatus.allCases where status.isFinal {
            let code = "order." + status.rawValue.replacing("-", with: "_")
            #expect(Explanation.meanings(of: code).map(\.code) == [status.rawValue])
        }
        #expect(Explanation.meanings(of: "3").map(\.kind) == [.exitCode, .orderStatus, .transactionStatus])
        #expect(Explanation.meanings(of: "canceled").map(\.kind) == [.orderState, .orderStatus])
        #expect(Explanation.meanings(of: "21199").first?.outcomes.first?.exit == .rejected)
        #expect(Explanation.meanings(of: "137").first?.meaning.contains("signal 9") == true)
        for word in ["", " ", "-1", "2.5", "99999999999999999999999", "\u{1B}[31m", "order.", "venue.http_", "63000"] {
            #expect(Explanation.meanings(of: word).isEmpty, "\(word)")
        }
        #expect(Explanation.codes(near: "guard.max_notionl").first == "guard.max_notional")
        #expect(Explanation.codes(near: "invalid_nonce").contains("venue.invalid_nonce"))
        #expect(Explanation.codes(near: String(repeating: "x", count: 100_000)).isEmpty)
    }
}
