/// A line of shell as documents show it, taken apart far enough to find the commands in it.
struct ShellExample {
    /// The words of each command, in the order in which they begin.
    private(set) var commands: [[String]] = []

    init(_ line: String) {
        var text = line[...]
        read(&text, until: nil)
    }

    /// The arguments of each call of a program, by itself or by `xargs`, which adds one.
    func calls(of program: String) -> [[String]] {
        commands.compactMap { words in
            let words = words.drop { $0.contains("=") }
            if words.first == program { return Array(words.dropFirst()) }
            guard words.first == "xargs", let place = words.firstIndex(of: program) else { return nil }
            return words[(place + 1)...] + ["ADDED"]
        }
    }

    private mutating func read(_ text: inout Substring, until end: Character?) {
        var words: [String] = []
        var word: String?
        var isTarget = false
        var quote: Character?
        func finishWord() {
            if let finished = word, !isTarget { words.append(finished) }
            if word != nil { isTarget = false }
            word = nil
        }
        func finishCommand() {
            finishWord()
            if !words.isEmpty { commands.append(words) }
            words = []
        }
        while let character = text.popFirst() {
            if let open = quote {
                if character == open {
                    quote = nil
                } else if open == "\"", character == "$", text.first == "(" {
                    text.removeFirst()
                    read(&text, until: ")")
                    word?.append("SUBSTITUTED")
                } else {
                    word?.append(character)
                }
                continue
            }
            switch character {
            case "'", "\"":
                quote = character
                word = word ?? ""
            case "$" where text.first == "(", "<" where text.first == "(":
                text.removeFirst()
                read(&text, until: ")")
                word = (word ?? "") + "SUBSTITUTED"
            case end: return finishCommand()
            case "#" where word == nil: return finishCommand()
            case " ": finishWord()
            case "|", ";", "&": finishCommand()
            case "<", ">":
                finishWord()
                isTarget = true
            default: word = (word ?? "") + String(character)
            }
        }
        finishCommand()
    }
}
