/// All commands and their options in one text that is compiled in, as the parser would take longer to describe one command
/// than a shell should wait for all of an answer.
///
/// Written by `lighter __index`; a test holds it against the parser's description. A line at the margin begins a command: its
/// words, its aliases, what it does. An indented one is an argument: its names (none where it goes by its place), whether it
/// takes a value and may be repeated, where its values come from, and what it is for. The first command, without words, has
/// the options that all have.
struct CommandIndex {
    struct Command {
        let words: String
        let aliases: [Substring]
        let abstract: Substring
        var arguments: [Argument] = []

        /// The last of its words.
        var name: Substring { words.split(separator: " ").last ?? "" }
        var positionals: [Argument] { arguments.filter(\.names.isEmpty) }
        var options: [Argument] { arguments.filter { !$0.names.isEmpty } }
    }

    struct Argument {
        enum Value: String {
            case none = "-"
            case optional
            case required
        }

        let names: [Substring]
        let value: Value
        let isRepeating: Bool
        let completion: ValueCompletion
        let abstract: Substring
    }

    private let commands: [Command]

    /// The one that is compiled in.
    static func compiled() -> CommandIndex { CommandIndex(generatedText) }

    init(_ text: String) {
        var commands: [Command] = []
        for line in text.split(separator: "\n") {
            if line.first == " " {
                guard let argument = Argument(line.dropFirst()), !commands.isEmpty else { continue }
                commands[commands.count - 1].arguments.append(argument)
            } else {
                let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
                guard fields.count == 3 else { continue }
                let aliases = fields[1].split(separator: " ")
                commands.append(Command(words: String(fields[0]), aliases: aliases, abstract: fields[2]))
            }
        }
        self.commands = commands
    }

    /// The options that every command has.
    var common: [Argument] { self[""]?.arguments ?? [] }

    subscript(words: String) -> Command? { commands.first { $0.words == words } }

    /// The commands right below another one.
    func subcommands(of words: String) -> [Command] {
        let prefix = words.isEmpty ? "" : words + " "
        return commands.filter { command in
            !command.words.isEmpty && command.words.hasPrefix(prefix)
                && !command.words.dropFirst(prefix.count).contains(" ") && command.words.count > prefix.count
        }
    }

    /// The command that a word calls, below another one.
    func subcommand(_ word: String, of words: String) -> Command? {
        subcommands(of: words).first { $0.name == word || $0.aliases.contains(word[...]) }
    }
}
