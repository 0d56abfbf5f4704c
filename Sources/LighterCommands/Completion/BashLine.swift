/// A line as bash has it, up to the cursor: its words without their quotes, and how the last one has to go on.
///
/// bash inserts what it is given as it is, in the place of what stands behind the last character that breaks words, or behind
/// a quote that is open.
struct BashLine {
    /// The quotes a word can be in.
    private enum Quote {
        case none
        case single
        case double
    }

    private(set) var words: [String] = []
    /// The word at the cursor, and the part of it that is not replaced.
    private(set) var current = ""
    private var kept = ""
    private var quote = Quote.none

    /// - Parameter wordBreaks: the characters of `COMP_WORDBREAKS`.
    init(_ line: String, wordBreaks: String) {
        var hasWord = false
        var isEscaped = false
        for character in line {
            if isEscaped {
                isEscaped = false
                // Within double quotes it escapes these alone.
                if quote == .double, !"\"\\$`".contains(character) { current.append("\\") }
                current.append(character)
            } else if character == "\\", quote != .single {
                (isEscaped, hasWord) = (true, true)
            } else if character == "'", quote != .double {
                toggle(.single)
                hasWord = true
            } else if character == "\"", quote != .single {
                toggle(.double)
                hasWord = true
            } else if quote != .none {
                current.append(character)
            } else if " \t\n".contains(character) {
                if hasWord { words.append(current) }
                (current, kept, hasWord) = ("", "", false)
            } else {
                current.append(character)
                hasWord = true
                if wordBreaks.contains(character) { kept = current }
            }
        }
        // The program's own name.
        if !words.isEmpty { words.removeFirst() }
    }

    private mutating func toggle(_ other: Quote) {
        quote = quote == other ? .none : other
        if quote != .none { kept = current }
    }

    func completion(in index: CommandIndex) -> CompletionLine { CompletionLine(words, current: current, in: index) }

    /// What bash may insert, and with a width what it may show: each with what it is.
    func answers(_ suggestions: Suggestions, width: Int) -> [String] {
        let typed = String(current.dropFirst(suggestions.prefix.count))
        let items = suggestions.matching(typed)
        let texts = items.map { insertion(suggestions.prefix + $0.value, ignoresCase: suggestions.ignoresCase) }
        guard width > 0, items.count > 1 else { return texts }
        let column = texts.map(\.count).max() ?? 0
        return zip(texts, items).map { text, item in
            let room = width - column - 4
            guard !item.note.isEmpty, room > 8 else { return text }
            let note = item.note.count > room ? item.note.prefix(room - 1) + "…" : item.note[...]
            // As wide as the screen, so that bash lists one a line.
            let line = text + String(repeating: " ", count: column - text.count + 2) + note
            return line + String(repeating: " ", count: max(0, width - 1 - line.count))
        }
    }

    /// A word as it goes on behind what is kept of it.
    private func insertion(_ word: String, ignoresCase: Bool) -> String {
        let rest = String(word.dropFirst(kept.count))
        switch quote {
        case .none: return BashLine.escaped(rest)
        case .single: return rest.replacing("'", with: "'\\''")
        case .double:
            var text = ""
            for character in rest {
                switch character {
                case "\"", "\\", "$", "`": text += "\\\(character)"
                // Nothing keeps bash from its history within double quotes.
                case "!": text += "\"'!'\""
                default: text.append(character)
                }
            }
            return text
        }
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { escaped, character in
            let isPlain = character.isLetter || character.isNumber || "_./,:+@%^-=".contains(character)
            escaped += isPlain ? "\(character)" : "\\\(character)"
        }
    }
}
