import ArgumentParser
import LighterStatus

/// What to tell somebody whose words do not make a command.
enum UsageFailure {
    /// The failure of a line that could not be parsed. Its hint is the line as it was probably meant, where that is clear and
    /// would be parsed, and otherwise the help of the command.
    static func failure(parsing arguments: [String], _ error: any Error) -> Failure {
        let (slips, line) = corrected(arguments)
        let command = CommandWords(calledBy: line)
        let first = slips.first
        var message = first?.message ?? said(by: error)
        if let meant = first?.meant, !meant.isEmpty { message += "; did you mean \(listed(meant))?" }
        return Failure(
            "usage.invalid",
            .usage,
            withoutKeys(message),
            hint: slips.isEmpty ? command.help : pasteable(line) ?? command.help,
            context: FailureContext(command: command.path.isEmpty ? nil : command.name)
        )
    }

    /// A failure of a command that a word more, or in the place of another, would make right: its hint is the line with it.
    static func mended(_ failure: Failure, of arguments: [String]) -> Failure {
        guard let mending = failure.mending else { return failure }
        let line: [String] =
            switch mending {
            case .adding(let words): arguments + words
            case .replacing(let given, let meant):
                // A yes was given for another profile than the one that is guessed here.
                (failure.code == "profile.not_found" ? GlobalOptionPlacement.withoutYes(arguments) : arguments)
                    .map { replaced($0, given, meant) }
            }
        guard line != arguments, let hint = pasteable(line) else { return failure }
        var mended = failure
        // The line names its profile itself.
        mended.context.profileOption = nil
        mended.hint = hint
        return mended
    }

    /// A word with another in its place, or with its value, of `--option=value`.
    private static func replaced(_ word: String, _ given: String, _ meant: String) -> String {
        if word == given { return meant }
        return word.hasPrefix("--") && word.hasSuffix("=" + given) ? word.dropLast(given.count) + meant : word
    }

    /// All slips, one after the other, and what is left without those that can be mended.
    private static func corrected(_ arguments: [String]) -> ([Slip], [String]) {
        var (slips, line): ([Slip], [String]) = ([], arguments)
        while slips.count < 8, !isCommand(line), let slip = Slip.first(in: line) {
            slips.append(slip)
            guard let corrected = slip.corrected, corrected != line else { break }
            line = GlobalOptionPlacement.hoisted(corrected)
        }
        return (slips, line)
    }

    /// Whether the parser takes it, or answers it with help.
    private static func isCommand(_ arguments: [String]) -> Bool {
        guard !CommandWords(calledBy: arguments).endInNone else { return false }
        do { _ = try Lighter.parseAsRoot(arguments) } catch { return Lighter.exitCode(for: error) == .success }
        return true
    }

    /// Nothing that may be a key is shown again, nor what would not be parsed.
    private static func pasteable(_ arguments: [String]) -> String? {
        let line = (["lighter"] + arguments.map(quotedForShell)).joined(separator: " ")
        return isCommand(arguments) && withoutKeys(line) == line && sanitized(line, limit: line.count) == line
            ? line : nil
    }

    /// The parser's words as a clause on one line.
    private static func said(by error: any Error) -> String {
        var text = Lighter.message(for: error).split(separator: "\n").joined(separator: " ")
        while text.hasSuffix(".") { text.removeLast() }
        let second = text.dropFirst().first
        return second?.isLowercase == true ? text.prefix(1).lowercased() + text.dropFirst() : text
    }
}

/// `a, b or c`.
func listed(_ words: [String]) -> String {
    words.count < 2 ? words.joined() : words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
}
