import Glibc
import LighterKeys
import LighterStatus

/// The program that shows a person what is longer than the screen: `$LIGHTER_PAGER`, else `$PAGER`, else `less`, as git
/// takes its own.
struct Pager {
    private let words: [String]
    private let variables: [String: String]

    /// Nil where none is wanted: it is empty or `cat`, or the terminal can show no more than lines.
    init?(_ variables: [String: String]) {
        guard variables["TERM"] != "dumb" else { return nil }
        if let command = variables["LIGHTER_PAGER"] ?? variables["PAGER"] {
            let words = command.split(separator: " ")
            guard !words.isEmpty, words != ["cat"] else { return nil }
            self.words = ["/bin/sh", "-c", command]
        } else {
            words = ["less"]
        }
        // What it shows it gets; keys are none of its business.
        var environment = variables.filter { !$0.key.hasPrefix("LIGHTER_") && withoutKeys($0.value) == $0.value }
        // Colours are shown, a short text leaves it at once, and what was shown stays on the screen.
        environment["LESS"] = variables["LESS"] ?? "FRX"
        environment["LV"] = variables["LV"] ?? "-c"
        self.variables = environment
    }

    /// As a shell says that it found no such program.
    private static let notFound: Int32 = 127

    /// Shows a text until the person has seen enough of it.
    ///
    /// - Returns: whether it was shown; not where there is no such program.
    func show(_ text: String) -> Bool {
        var pipes: [Int32] = [-1, -1]
        guard pipe(&pipes) == 0 else { return false }
        for descriptor in pipes { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        // An interrupt at the terminal is the pager's now.
        var listening = sigaction()
        var ignoring = sigaction()
        ignoring.__sigaction_handler.sa_handler = SIG_IGN
        sigaction(SIGINT, &ignoring, &listening)
        defer { sigaction(SIGINT, &listening, nil) }
        let child = start(reading: pipes[0])
        close(pipes[0])
        if child != nil { Pager.write(text, to: pipes[1]) }
        close(pipes[1])
        guard let child else { return false }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        let hasExited = status & 0x7F == 0
        return !hasExited || (status >> 8) & 0xFF != Pager.notFound
    }

    private func start(reading input: Int32) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Signals as at first.
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        var child = pid_t()
        let failure = CStrings.lend(words) { words in
            CStrings.lend(variables.map { "\($0.key)=\($0.value)" }) { variables in
                words[0].map { posix_spawnp(&child, $0, &actions, &attributes, words, variables) } ?? ENOENT
            }
        }
        return failure == 0 ? child : nil
    }

    /// Writes as much as is read: whoever has seen enough goes away before the end.
    private static func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count >= 0 || errno == EINTR else { return }
            rest = rest.dropFirst(max(count, 0))
        }
    }
}

extension World {
    /// Whether a text is more than the terminal can show at once.
    func isLongerThanScreen(_ text: String) -> Bool {
        guard let height = output.size?.rows else { return false }
        // The last line is where the prompt of the shell will be.
        return text.utf8.count { $0 == UInt8(ascii: "\n") } >= height
    }
}
