/// A command line up to the cursor, its words as the command would get them.
struct CompletionLine {
    /// What may stand where the cursor is.
    enum Wanted {
        case command(below: String)
        /// A command, to get help on it.
        case topic(below: String)
        case option(of: CommandIndex.Command?)
        /// - Parameter prefix: what stands before it in the same word: `--output=`.
        case value(ValueCompletion, prefix: String)
        case nothing
    }

    let index: CommandIndex
    /// The words before the one at the cursor, without the program's name.
    let words: [String]
    /// The word at the cursor, up to it.
    let current: String

    private(set) var command: CommandIndex.Command?
    /// Names of the options that were given.
    private(set) var given: Set<String> = []
    /// What was given by its place.
    private(set) var positionals: [String] = []
    private var asksForHelp = false
    private var isUnknown = false
    private var isTerminated = false
    private var pending: CommandIndex.Argument?

    init(_ words: [String], current: String, in index: CommandIndex) {
        self.index = index
        self.words = words
        self.current = current
        for word in words { read(word) }
    }

    /// The options that may stand here: the command's own first.
    var options: [CommandIndex.Argument] {
        let own = command?.options ?? []
        let names = Set(own.flatMap(\.names))
        return own + index.common.filter { names.isDisjoint(with: $0.names) }
    }

    var wanted: Wanted {
        guard !isUnknown else { return .nothing }
        let isDashed = current.hasPrefix("-") && !isTerminated
        if let pending, pending.value == .required || !isDashed { return .value(pending.completion, prefix: "") }
        if isDashed { return dashed }
        let words = command?.words ?? ""
        guard !index.isGroup(words) else {
            return asksForHelp ? .topic(below: words) : .command(below: words)
        }
        if asksForHelp { return .nothing }
        if let positional { return .value(positional.completion, prefix: "") }
        return current.isEmpty && !isTerminated ? .option(of: command) : .nothing
    }

    private var dashed: Wanted {
        guard let mark = current.firstIndex(of: "="), current.hasPrefix("--") else { return .option(of: command) }
        guard let option = option(String(current[..<mark])), option.value != .none else { return .nothing }
        return .value(option.completion, prefix: String(current[...mark]))
    }

    /// What the next word is that goes by its place.
    private var positional: CommandIndex.Argument? {
        let all = command?.positionals ?? []
        if positionals.count < all.count { return all[positionals.count] }
        return all.last.flatMap { $0.isRepeating ? $0 : nil }
    }

    private func option(_ name: String) -> CommandIndex.Argument? { options.first { $0.names.contains(name) } }

    private mutating func read(_ word: String) {
        if let option = pending {
            pending = nil
            if option.value == .required || !word.hasPrefix("-") { return }
        }
        if isTerminated || word == "-" || !word.hasPrefix("-") { return readPlain(word) }
        guard word != "--" else { return isTerminated = true }
        let name = word.firstIndex(of: "=").map { String(word[..<$0]) } ?? word
        if word.hasPrefix("--") {
            guard let option = option(name) else { return }
            given.formUnion(option.names)
            if option.value != .none, name.count == word.count { pending = option }
        } else {
            readCluster(word)
        }
    }

    /// `-q`, `-qn`, `-p` before its value, `-pNAME`.
    private mutating func readCluster(_ word: String) {
        for place in word.indices.dropFirst() {
            guard let option = option("-\(word[place])") else { return }
            given.formUnion(option.names)
            guard option.value != .none else { continue }
            if word.index(after: place) == word.endIndex { pending = option }
            return
        }
    }

    private mutating func readPlain(_ word: String) {
        let path = command?.words ?? ""
        guard index.isGroup(path) else { return positionals.append(word) }
        if path.isEmpty, word == "help", !asksForHelp { return asksForHelp = true }
        guard let subcommand = index.subcommand(word, of: path) else { return isUnknown = true }
        command = subcommand
    }
}
