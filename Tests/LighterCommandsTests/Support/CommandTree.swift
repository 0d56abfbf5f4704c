import LighterJSON
import Testing

/// All commands there are, with what they take, as the binary itself tells.
struct CommandTree {
    private let root: JSON

    init(_ world: CommandLineWorld) throws {
        let told = try world.lighter("--experimental-dump-help", profile: nil)
        root = try #require(try told.json["command"])
    }

    /// Why a line could not be pasted into a shell; nil where it could. What a hint fills in later counts as a word.
    func fault(in line: String) -> String? {
        var rest = line
        for placeholder in ["<client id>", "<market>", "<hash>"] { rest = rest.replacing(placeholder, with: "X") }
        guard !rest.contains(where: "<>…".contains) else { return "an unknown placeholder" }
        let words = rest.split(separator: " ").map(String.init)
        guard words.first == "lighter" else { return "no call of lighter" }
        var (command, place) = (root, 1)
        while place < words.count, let child = child(of: command, named: words[place]) {
            (command, place) = (child, place + 1)
        }
        guard place > 1 || words.dropFirst().allSatisfy({ $0.hasPrefix("-") }) else { return "no such command" }
        let operands = words[place...].filter { !$0.hasPrefix("-") }
        guard command["subcommands"]?.array?.isEmpty ?? true || operands.isEmpty else { return "no such command" }
        let known = Set((command["arguments"]?.array ?? []).flatMap(names)).union(["--help"])
        let options = words[place...].filter { $0.hasPrefix("-") }.map { $0.prefix { $0 != "=" } }
        return options.first { !known.contains(String($0)) }.map { "no such option: \($0)" }
    }

    private func child(of command: JSON, named word: String) -> JSON? {
        command["subcommands"]?.array?.first { child in
            child["commandName"]?.string == word || child["aliases"]?.array?.contains { $0.string == word } == true
        }
    }

    private func names(of argument: JSON) -> [String] {
        (argument["names"]?.array ?? []).map { ($0["kind"] == "short" ? "-" : "--") + ($0["name"]?.string ?? "") }
    }
}
