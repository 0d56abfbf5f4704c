import ArgumentParser
import LighterJSON

extension CommandIndex.Argument {
    /// Reads a line of the text.
    init?(_ line: Substring.UTF8View) {
        let fields = line.dropFirst().split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        guard fields.count == 5, let value = Value(rawValue: String(Substring(fields[1]))) else { return nil }
        names = fields[0].words
        self.value = value
        isRepeating = Substring(fields[2]) == "repeating"
        completion = ValueCompletion(indexed: fields[3].words)
        abstract = String(Substring(fields[4]))
    }

    /// The line of an argument as the parser describes it.
    static func line(_ argument: ArgumentDescription) -> String {
        let value: Value =
            switch argument.kind {
            case .flag: .none
            case .option: argument.isValueOptional ? .optional : .required
            case .positional: argument.isOptional ? .optional : .required
            }
        return [
            argument.names.joined(separator: " "), value.rawValue, argument.isRepeating ? "repeating" : "-",
            argument.completion.indexed, argument.abstract,
        ].joined(separator: "\t")
    }
}

extension ValueCompletion {
    fileprivate init(indexed words: [String]) {
        let rest = Array(words.dropFirst())
        self =
            switch words.first {
            case "list": .list(rest)
            case "file": .file(endings: rest)
            case "directory": .directory
            case "live": rest.first.flatMap(LiveValues.init(rawValue:)).map(ValueCompletion.live) ?? .none
            default: .none
            }
    }

    fileprivate var indexed: String {
        switch self {
        case .none: "-"
        case .list(let values): (["list"] + values).joined(separator: " ")
        case .file(let endings): (["file"] + endings).joined(separator: " ")
        case .directory: "directory"
        case .live(let values): "live \(values.rawValue)"
        }
    }
}

extension CommandIndex {
    /// Asks for ``source()``.
    static let word = "__index"

    /// The source of the index that is compiled in, made anew from what the parser says.
    ///
    /// - Throws: `JSONError`.
    static func source() throws(JSONError) -> String {
        let own = try CommandDescription(Lighter.self)
        let common = unique(try CommandDescription(GlobalOptions.self).arguments + own.arguments)
        var lines = ["\t\t\(own.abstract)"] + common.map { " " + Argument.line($0) }
        for command in own.subcommands { lines += block(of: command, below: "", without: Set(common)) }
        let text = lines.map { "        " + $0 }.joined(separator: "\n")
        return """
            extension CommandIndex {
                /// Written by `lighter __index`.
                static let generatedText = ##\"""
            \(text)
                    \"""##
            }

            """
    }

    private static func block(
        of command: CommandDescription,
        below words: String,
        without common: Set<ArgumentDescription>
    ) -> [String] {
        let words = words.isEmpty ? command.name : "\(words) \(command.name)"
        let arguments = command.arguments.filter { !common.contains($0) }
        var lines = ["\(words)\t\(command.aliases.joined(separator: " "))\t\(command.abstract)"]
        lines += arguments.map { " " + Argument.line($0) }
        for subcommand in command.subcommands { lines += block(of: subcommand, below: words, without: common) }
        return lines
    }

    private static func unique(_ arguments: [ArgumentDescription]) -> [ArgumentDescription] {
        var seen: Set<[String]> = []
        return arguments.filter { seen.insert($0.names).inserted }
    }
}
