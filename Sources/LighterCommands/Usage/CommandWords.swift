import ArgumentParser
import LighterJSON

/// The command that a command line calls, and what the parser takes behind its name: for whoever has to say what was
/// probably meant.
struct CommandWords {
    /// An argument, an option or a flag.
    struct Parameter {
        enum Kind: String {
            case positional
            case option
            case flag
        }

        let kind: Kind
        /// With their dashes; none of an argument.
        let names: [String]
        /// What stands for the value: `price`, `symbol`.
        let valueName: String
        /// The words that it takes, where it takes no others.
        let values: [String]
    }

    /// The words behind `lighter`: `keys token`.
    let path: [String]
    /// What is behind them.
    let rest: [String]
    let type: any ParsableCommand.Type

    /// Follows the names of commands as far as they go.
    init(calledBy arguments: [String]) {
        var (path, rest): ([String], ArraySlice<String>) = ([], arguments[...])
        var type: any ParsableCommand.Type = Lighter.self
        while let word = rest.first, let child = type.subcommands.first(where: { $0.words.contains(word) }) {
            path.append(child.words[0])
            rest = rest.dropFirst()
            type = child
        }
        (self.path, self.rest, self.type) = (path, Array(rest), type)
    }

    var isGroup: Bool { !type.subcommands.isEmpty }

    /// Whether the next word stands where a command's name belongs and is none: the parser overlooks it when it is asked
    /// for help.
    var endInNone: Bool {
        guard isGroup, let word = rest.first, !word.hasPrefix("-") else { return false }
        return !path.isEmpty || word != "help"
    }

    /// As a person calls it: `keys token`, or `lighter`.
    var name: String { path.isEmpty ? "lighter" : path.joined(separator: " ") }

    var help: String { (["lighter"] + path + ["--help"]).joined(separator: " ") }

    /// The names of the commands below a group, and their other names.
    var childNames: [String] { type.subcommands.flatMap { $0.words } }

    /// The paths of all commands below a group.
    var pathsBelow: [[String]] { type.pathsBelow.map { path + $0 } }

    /// All that the command takes. What a group takes is before the name of a command, so it is what all of them do.
    func parameters() -> [Parameter] {
        let type: any ParsableCommand.Type = isGroup ? VersionCommand.self : type
        let arguments = try? JSON.decode(type._dumpHelp())["command"]?["arguments"]?.array
        return (arguments ?? []).compactMap(Parameter.init)
    }

    /// The command's own name is where an alternative begins.
    static func exists(_ words: [String]) -> Bool {
        let called = CommandWords(calledBy: words)
        return !called.path.isEmpty && (called.rest.first?.hasPrefix("-") ?? true)
    }
}

extension CommandWords.Parameter {
    init?(_ json: JSON) {
        guard let kind = (json["kind"]?.string).flatMap(Kind.init) else { return nil }
        self.kind = kind
        names = (json["names"]?.array ?? []).compactMap { name in
            name["name"]?.string.map { (name["kind"] == "short" ? "-" : "--") + $0 }
        }
        valueName = json["valueName"]?.string ?? ""
        values = (json["allValues"]?.array ?? []).compactMap(\.string)
    }

    /// Whether it takes a few words, and this is none of them.
    func refuses(_ value: String) -> Bool { !values.isEmpty && !values.contains(value) }

    /// As it is called in a sentence: `--tif`, `side`.
    var name: String { names.first { $0.hasPrefix("--") } ?? names.first ?? valueName }
}

extension ParsableCommand {
    fileprivate static var subcommands: [any ParsableCommand.Type] { configuration.subcommands }

    /// Its name, and its other names.
    fileprivate static var words: [String] { [configuration.commandName ?? ""] + configuration.aliases }

    fileprivate static var pathsBelow: [[String]] {
        subcommands.flatMap { child in [[child.words[0]]] + child.pathsBelow.map { [child.words[0]] + $0 } }
    }
}
