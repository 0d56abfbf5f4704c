import Foundation
import LighterStatus

/// The rows of a tab-separated fixture.
func fixture(_ name: String) throws -> [[String]] {
    let url = Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: "tsv")
    guard let url else { throw CocoaError(.fileNoSuchFile) }
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map { line in
        line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
}

/// The commands and options that the command line has, and hints may name.
enum CommandLine {
    static let commands: Set<String> = [
        "markets", "book", "trades", "submit", "modify", "cancel", "account", "positions", "orders", "order", "tx",
        "sandbox start", "sandbox stop", "sandbox status", "sandbox reset", "sandbox logs", "sign", "verify", "version",
        "profile list", "profile show", "profile use", "profile init", "profile path", "keys check", "keys register",
        "keys token", "keys list",
    ]
    static let options: Set<String> = ["--help", "--market", "--history", "--all", "--sources"]
    static let placeholders: Set<String> = ["<client id>", "<market>", "<hash>"]

    /// Why a hint that claims to be a command could not be one; nothing when it could.
    static func fault(in hint: String) -> String? {
        var rest = hint.dropFirst("lighter ".count)[...]
        for placeholder in placeholders { rest = rest.replacing(placeholder, with: "X")[...] }
        let words = rest.split(separator: " ").map(String.init)
        let isKnown = commands.contains(words.prefix(2).joined(separator: " ")) || commands.contains(words.first ?? "")
        guard isKnown else { return "no such command" }
        let unknown = words.first { $0.hasPrefix("-") && !options.contains($0) }
        return unknown.map { "no such option: \($0)" } ?? (rest.contains("<") ? "an unknown placeholder" : nil)
    }
}
