import Foundation
import Testing

/// A shell at a terminal, with the completions of our `lighter`, whose person presses keys.
///
/// What a line would run is kept instead of run: the words as the command would get them.
final class InteractiveShell {
    enum Kind: String, CaseIterable {
        case bash
        case zsh
        case fish

        /// Where it is; nil where it is not installed.
        var path: String? {
            let path = ["/bin/\(rawValue)", "/usr/bin/\(rawValue)"].first(where: FileManager.default.isExecutableFile)
            if path == nil { print("\(rawValue) is not installed: its completions go untried") }
            return path
        }

        fileprivate var arguments: [String] {
            switch self {
            case .bash: ["--norc", "--noprofile", "-i"]
            case .zsh: ["-f", "-i"]
            case .fish: ["--no-config", "-i"]
            }
        }

        /// The prompt is not in these lines as it is shown.
        fileprivate var preparation: String {
            switch self {
            case .bash: "source <(lighter completions bash); PS1=rea''dy:"
            case .zsh: "autoload -U compinit; compinit -D -u; source <(lighter completions zsh); PS1=rea''dy:"
            case .fish: "lighter completions fish | source; function fish_prompt; echo -n rea''dy:; end"
            }
        }
    }

    private let session: TerminalSession
    private let callFile: String

    init(_ kind: Kind, at path: String, in world: CommandLineWorld, profile: String = "test") throws {
        callFile = world.directory + "/call"
        try world.write(
            "bin/lighter",
            """
            #!/bin/sh
            case $1 in
            __complete | completions) exec \(CommandLineWorld.binaries)/lighter "$@" ;;
            esac
            printf '%s\\0' "$@" > \(callFile).new && mv \(callFile).new \(callFile)

            """,
            mode: 0o700
        )
        var environment = world.environment
        environment["PATH"] = world.directory + "/bin:/usr/bin:/bin"
        environment["LIGHTER_PROFILE"] = profile
        environment["TERM"] = "dumb"
        session = try TerminalSession(path, kind.arguments, environment: environment)
        session.type("cd \(world.directory); \(kind.preparation)\n")
        try session.wait(for: "ready:")
    }

    /// Types a line, presses keys and Enter, and tells the words that the command gets.
    func words(typing line: String) throws -> [String] {
        try? FileManager.default.removeItem(atPath: callFile)
        session.type(line + "\n")
        let deadline = Date(timeIntervalSinceNow: ChildProcess.patience)
        while Date() < deadline {
            if let data = FileManager.default.contents(atPath: callFile) {
                try session.wait(for: "ready:")
                return data.split(separator: 0, omittingEmptySubsequences: false).dropLast()
                    .map { String(decoding: $0, as: UTF8.self) }
            }
            usleep(2_000)
        }
        throw POSIXError(.ETIMEDOUT)
    }

    /// What the shell shows when a key is pressed in a line, which is given up then.
    func listing(_ line: String, until text: String) throws {
        session.type(line)
        try session.wait(for: text)
        session.type("\u{03}")
        try session.wait(for: "ready:")
    }
}
