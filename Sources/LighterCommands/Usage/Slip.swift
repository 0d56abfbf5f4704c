import LighterStatus

/// One thing that is wrong with a command line, and how the line would be without it.
struct Slip {
    /// One clause for people, without a full stop; nil where the parser says it well.
    let message: String?
    /// What was probably meant.
    let meant: [String]
    /// The line without the slip, where it is clear.
    let corrected: [String]?

    init(_ message: String?, meant: String, corrected: [String]) {
        self.init(message, meant: [meant], corrected: corrected)
    }

    init(_ message: String?, meant: [String] = [], corrected: [String]? = nil) {
        (self.message, self.meant, self.corrected) = (message, meant, corrected)
    }

    /// The first slip of a line that could not be parsed; nil where none is known.
    static func first(in arguments: [String]) -> Slip? {
        if arguments.first == "help", let slip = first(in: Array(arguments.dropFirst())) {
            return Slip(slip.message, meant: slip.meant, corrected: slip.corrected.map { ["help"] + $0 })
        }
        let command = CommandWords(calledBy: arguments)
        if command.isGroup { return command.missingCommand }
        let line = WordedLine(command)
        return line.optionSlip ?? line.orderSlip ?? line.valueSlip ?? line.surplusSlip
    }
}

extension CommandWords {
    /// What is wrong where a command is called that is none.
    fileprivate var missingCommand: Slip? {
        guard let word = rest.first else { return nil }
        guard !word.hasPrefix("-") else { return missingName(before: word) }
        let subject = path.isEmpty ? "there is" : "\(name) has"
        let shown = "\(subject) no command \"\(sanitized(withoutKeys(word), limit: 40))\""
        let behind = Array(rest.dropFirst())
        if let side = side(word) {
            return Slip(
                shown,
                meant: "submit SYMBOL \(side) SIZE",
                corrected: order(side, behind) ?? ["submit"] + behind
            )
        }
        let meant = commands(meantBy: word)
        let corrected = meant.first.map { words(of: $0) }
        let isHelp = corrected?.last == "--help"
        return Slip(
            shown,
            meant: meant.map { $0.replacing(" --help", with: "") },
            corrected: corrected.map { isHelp ? $0 : $0 + behind }
        )
    }

    /// An option where a command's name belongs.
    private func missingName(before option: String) -> Slip? {
        let line = WordedLine(self)
        guard line.unknownOption == nil else { return line.optionSlip }
        let names = Set(childNames).sorted().joined(separator: ", ")
        return Slip(path.isEmpty ? "name a command" : "\(name) needs a command: \(names)")
    }

    /// Commands that the word may stand for, the likeliest first.
    private func commands(meantBy word: String) -> [String] {
        let folded = word.lowercased()
        let prefix = path.joined(separator: " ") + (path.isEmpty ? "" : " ")
        if path.isEmpty, let known = OtherWords.commands[folded]?.filter({ CommandWords.exists(words(of: $0)) }),
            !known.isEmpty
        {
            return known
        }
        let beginning = childNames.filter { folded.count > 2 && $0.hasPrefix(folded) }
        if beginning.count == 1 { return [prefix + beginning[0]] }
        if let near = Spelling.nearest(to: word, among: childNames) { return [prefix + near] }
        // A command of another group.
        let elsewhere = CommandWords(calledBy: []).pathsBelow
        let named = elsewhere.filter { $0.last == folded }
        if !named.isEmpty { return named.prefix(3).map { $0.joined(separator: " ") } }
        let last = Spelling.nearest(to: word, among: elsewhere.filter { $0.count > 1 }.compactMap(\.last))
        return elsewhere.filter { $0.last == last && last != nil }.prefix(3).map { $0.joined(separator: " ") }
    }

    private func side(_ word: String) -> String? {
        path.isEmpty ? ["buy": "buy", "long": "buy", "sell": "sell", "short": "sell"][word.lowercased()] : nil
    }

    /// `buy 0.1 ETH`, as other exchanges' commands have it.
    private func order(_ side: String, _ behind: [String]) -> [String]? {
        let operands = behind.prefix { !$0.hasPrefix("-") }
        guard operands.count >= 2, let size = operands.firstIndex(where: \.looksLikeNumber), size < 2 else {
            return nil
        }
        return ["submit", operands[1 - size], side, operands[size]] + behind.dropFirst(2)
    }

    private func words(of command: String) -> [String] { command.split(separator: " ").map(String.init) }
}

extension String {
    /// Whether it begins as a decimal does.
    var looksLikeNumber: Bool { utf8.first.map { (48...57).contains($0) } ?? false }
}
