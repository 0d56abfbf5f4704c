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
        let aliases: [String]
        let abstract: String
        let arguments: [Argument]

        /// The last of its words.
        var name: String {
            words.utf8.lastIndex(of: UInt8(ascii: " ")).map { String(words[$0...].dropFirst()) } ?? words
        }
        var positionals: [Argument] { arguments.filter(\.names.isEmpty) }
        var options: [Argument] { arguments.filter { !$0.names.isEmpty } }
    }

    struct Argument {
        enum Value: String {
            case none = "-"
            case optional
            case required
        }

        let names: [String]
        let value: Value
        let isRepeating: Bool
        let completion: ValueCompletion
        let abstract: String
    }

    /// A command's lines, which are read when somebody wants to know more of it.
    private struct Entry {
        let words: String
        let lines: ArraySlice<Substring.UTF8View>
    }

    private let entries: [Entry]

    /// The one that is compiled in.
    static func compiled() -> CommandIndex { CommandIndex(generatedText) }

    init(_ text: String) {
        let lines = text[...].utf8.split(separator: UInt8(ascii: "\n"))
        var entries: [Entry] = []
        var end = lines.endIndex
        for place in lines.indices.reversed() where lines[place].first != UInt8(ascii: " ") {
            let words = lines[place].prefix { $0 != UInt8(ascii: "\t") }
            entries.append(Entry(words: String(Substring(words)), lines: lines[place..<end]))
            end = place
        }
        self.entries = entries.reversed()
    }

    /// The options that every command has.
    var common: [Argument] { self[""]?.arguments ?? [] }

    subscript(words: String) -> Command? { entries.first { $0.words == words }.flatMap(command) }

    /// Whether there are commands below another one.
    func isGroup(_ words: String) -> Bool { entries.contains { isBelow($0.words, words) } }

    /// The commands right below another one.
    func subcommands(of words: String) -> [Command] {
        entries.filter { isBelow($0.words, words) }.compactMap(command)
    }

    /// The command that a word calls, below another one.
    func subcommand(_ word: String, of words: String) -> Command? {
        if let command = self[words.isEmpty ? word : "\(words) \(word)"], !word.isEmpty, !word.contains(" ") {
            return command
        }
        return subcommands(of: words).first { $0.aliases.contains(word) }
    }

    private func isBelow(_ command: String, _ words: String) -> Bool {
        guard !command.isEmpty else { return false }
        guard let end = command.utf8.lastIndex(of: UInt8(ascii: " ")) else { return words.isEmpty }
        return command.utf8[..<end].elementsEqual(words.utf8)
    }

    private func command(_ entry: Entry) -> Command? {
        guard let head = entry.lines.first else { return nil }
        let fields = head.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        guard fields.count == 3 else { return nil }
        return Command(
            words: entry.words,
            aliases: fields[1].words,
            abstract: String(Substring(fields[2])),
            arguments: entry.lines.dropFirst().compactMap(Argument.init)
        )
    }
}

extension Substring.UTF8View {
    /// What spaces separate.
    var words: [String] { split(separator: UInt8(ascii: " ")).map { String(Substring($0)) } }
}
