import ArgumentParser
import LighterJSON

/// A command as the argument parser describes it: what help, completions and manual pages are all made of.
struct CommandDescription {
    let name: String
    let aliases: [String]
    let abstract: String
    let discussion: String
    let arguments: [ArgumentDescription]
    let subcommands: [CommandDescription]

    /// - Throws: `JSONError` should the parser describe commands in another way some day.
    init(_ command: any ParsableArguments.Type) throws(JSONError) {
        guard let description = try JSON.decode(command._dumpHelp())["command"] else { throw .missing(path: "command") }
        self.init(description, of: command)
    }

    private init(_ json: JSON, of command: any ParsableArguments.Type) {
        name = json["commandName"]?.string ?? ""
        aliases = json["aliases"]?.array?.compactMap(\.string) ?? []
        abstract = json["abstract"]?.string ?? ""
        discussion = json["discussion"]?.string ?? ""
        let formats = (command as? any LighterCommand.Type)?.formats.map(\.rawValue)
        arguments = (json["arguments"]?.array ?? []).filter { $0["shouldDisplay"] != false }.map { argument in
            ArgumentDescription(argument, formats: formats)
        }
        // The parser's own `help` is none of them.
        let types = (command as? any ParsableCommand.Type)?.configuration.subcommands ?? []
        subcommands = types.compactMap { type in
            let name = type.configuration.commandName ?? ""
            let child = json["subcommands"]?.array?.first { $0["commandName"]?.string == name }
            guard type.configuration.shouldDisplay, let child else { return nil }
            return CommandDescription(child, of: type)
        }
    }
}

/// An argument, an option or a flag of a command.
struct ArgumentDescription: Hashable {
    enum Kind: String {
        case positional
        case option
        case flag
    }

    let kind: Kind
    /// With their dashes, the long one first: `--profile`, `-p`.
    let names: [String]
    let valueName: String
    let isOptional: Bool
    let isRepeating: Bool
    /// Whether an option may stand without its value.
    let isValueOptional: Bool
    let defaultValue: String?
    let values: [String]
    let completion: ValueCompletion
    let abstract: String
    /// The heading it stands under in help.
    let section: String?

    /// - Parameter formats: how the command can write, which its `--output` takes.
    fileprivate init(_ json: JSON, formats: [String]?) {
        kind = (json["kind"]?.string).flatMap(Kind.init) ?? .flag
        names = (json["names"]?.array ?? []).map { name in
            (name["kind"] == "long" ? "--" : "-") + (name["name"]?.string ?? "")
        }.sorted { $0.utf8.count > $1.utf8.count }
        valueName = json["valueName"]?.string ?? "value"
        isOptional = json["isOptional"] == true
        isRepeating = json["isRepeating"] == true
        isValueOptional = kind == .option && json["parsingStrategy"] == "scanningForValue"
        defaultValue = json["defaultValue"]?.string
        let listed = json["allValues"]?.array?.compactMap(\.string) ?? []
        let written = names.first == "--output" ? formats : nil
        values = written ?? listed
        completion = written.map(ValueCompletion.list) ?? ValueCompletion(json["completionKind"], listed)
        abstract = json["abstract"]?.string ?? ""
        section = json["sectionTitle"]?.string
    }
}
