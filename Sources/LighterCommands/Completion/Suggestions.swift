import LighterStatus
import LighterTrading

/// What a shell may put at the cursor.
struct Suggestions {
    /// Files that a shell finds better than we do.
    enum Files: Hashable {
        case none
        case files(endings: [String])
        case directories
    }

    struct Item: Hashable {
        let value: String
        /// What it is, in one line.
        let note: String
    }

    var items: [Item] = []
    var files = Files.none
    /// What stands before the value in the same word.
    var prefix = ""
    /// Whether a value is meant whatever the case of its letters.
    var ignoresCase = false

    init(for line: CompletionLine, in world: World) {
        switch line.wanted {
        case .nothing: break
        case .command(let words):
            addCommands(line.index.subcommands(of: words))
            if words.isEmpty { add("help", "Show what a command does, and its options.") }
        case .topic(let words): addCommands(line.index.subcommands(of: words))
        case .option: addOptions(line)
        case .value(let completion, let prefix):
            self.prefix = prefix
            addValues(completion, line, world)
        }
    }

    /// The items that begin with what was typed.
    func matching(_ typed: String) -> [Item] {
        let start = ignoresCase ? typed.lowercased() : typed
        return items.filter { (ignoresCase ? $0.value.lowercased() : $0.value).hasPrefix(start) }
    }

    /// One more, unless it has characters that no line of a shell should have, or would be taken for an option.
    private mutating func add(_ value: String, _ note: String = "") {
        guard !value.isEmpty, !value.hasPrefix("-"), sanitized(value, limit: 256) == value else { return }
        items.append(Item(value: value, note: sanitized(note)))
    }

    private mutating func addCommands(_ commands: [CommandIndex.Command]) {
        for command in commands { add(command.name, command.abstract) }
    }

    private mutating func addOptions(_ line: CompletionLine) {
        // A short one only where it was typed: the long ones say what they are.
        let isShort = line.current.count == 2 && !line.current.hasPrefix("--")
        for option in line.options where option.isRepeating || line.given.isDisjoint(with: option.names) {
            guard let name = isShort ? option.names.first(where: { $0 == line.current }) : option.names.first else {
                continue
            }
            items.append(Item(value: name, note: option.abstract))
        }
    }

    private mutating func addValues(_ completion: ValueCompletion, _ line: CompletionLine, _ world: World) {
        switch completion {
        case .none: break
        case .list(let values): for value in values { add(value) }
        case .file(let endings): files = .files(endings: endings)
        case .directory: files = .directories
        case .live(let values): add(values, line, world)
        }
    }

    private mutating func add(_ values: LiveValues, _ line: CompletionLine, _ world: World) {
        let lookUp = LookUp(line, world)
        // What was named already need not be named again.
        let named = Set(line.positionals)
        switch values {
        case .markets:
            ignoresCase = true
            for symbol in lookUp.markets where !named.contains(symbol) { add(symbol) }
        case .profiles:
            files = .files(endings: ["toml"])
            for name in lookUp.profiles { add(name) }
        case .profileNames: for name in lookUp.profiles { add(name) }
        case .keys: for name in lookUp.keys { add(name) }
        case .orders:
            for order in lookUp.orders where !named.contains(order.value) { add(order.value, order.note) }
        case .channels:
            let symbols = line.current.contains(":") ? lookUp.markets : []
            for text in WatchWord.continuations(of: line.current, symbols: symbols) where !named.contains(text) {
                add(text)
            }
        case .codes:
            for meaning in Explanation.all where !named.contains(meaning.code) { add(meaning.code, meaning.meaning) }
        case .commands:
            let words = line.positionals.joined(separator: " ")
            addCommands(line.index.subcommands(of: words))
        }
    }
}
