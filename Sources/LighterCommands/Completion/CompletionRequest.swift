/// What a shell's script asks: `lighter __complete SHELL …`, on every press of a key. So it is answered past the parser, and
/// never with an error.
///
/// The answer's first line says which files to offer besides, if any: `-`, `files`, `files toml`, `directories`. Every other
/// line is something to offer, as the shell wants to have it.
struct CompletionRequest {
    enum Shell: String, CaseIterable {
        case bash
        case zsh
        case fish
    }

    static let word = "__complete"

    private let shell: Shell
    private let arguments: ArraySlice<String>

    /// Nil where nobody asks.
    init?(_ arguments: [String]) {
        guard arguments.first == CompletionRequest.word, let shell = Shell(rawValue: arguments.dropFirst().first ?? "")
        else { return nil }
        self.shell = shell
        self.arguments = arguments.dropFirst(2)
    }

    func answer(in world: World) -> String {
        switch shell {
        case .bash:
            // The line up to the cursor, what ends a word besides spaces, and the width to describe within; 0 for not at all.
            let given = Array(arguments)
            guard given.count == 3 else { return "" }
            let line = BashLine(given[0], wordBreaks: given[1])
            return answer(line.completion(in: .compiled()), world) { suggestions in
                line.answers(suggestions, width: Int(given[2]) ?? 0)
            }
        case .zsh, .fish:
            // The word at the cursor, and those before it.
            guard let current = arguments.first else { return "" }
            let line = CompletionLine(Array(arguments.dropFirst()), current: current, in: .compiled())
            return answer(line, world) { suggestions in
                suggestions.items.map(shell == .zsh ? suggestions.zshLine : suggestions.fishLine)
            }
        }
    }

    private func answer(_ line: CompletionLine, _ world: World, _ write: (Suggestions) -> [String]) -> String {
        let suggestions = Suggestions(for: line, in: world)
        return ([suggestions.files.description] + write(suggestions)).map { $0 + "\n" }.joined()
    }
}

extension Suggestions.Files: CustomStringConvertible {
    var description: String {
        switch self {
        case .none: "-"
        case .files(let endings): (["files"] + endings).joined(separator: " ")
        case .directories: "directories"
        }
    }
}

extension Suggestions {
    /// As `_describe` reads it: a colon ends the value. zsh quotes what it inserts.
    func zshLine(_ item: Item) -> String {
        let value = item.value.replacing("\\", with: "\\\\").replacing(":", with: "\\:")
        return item.note.isEmpty ? value : "\(value):\(item.note)"
    }

    /// As fish reads it: a tab ends the value, which is the whole word. fish quotes what it inserts.
    func fishLine(_ item: Item) -> String {
        item.note.isEmpty ? prefix + item.value : "\(prefix)\(item.value)\t\(item.note)"
    }
}
