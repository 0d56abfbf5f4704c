import Glibc

/// A program that is run for what it prints: it gets a clean environment, none of our files but standard error, and no
/// more time than it is given.
public struct Program: Sendable {
    /// Its name or path, and its arguments.
    public var words: [String]
    public var environment: [String: String]
    /// What it reads from standard input; nil leaves it the terminal, where there is one, and nothing elsewhere.
    public var input: [UInt8]?
    /// The most it may print, in bytes.
    public var outputLimit: Int

    /// The most it can be given to read: what fits in a pipe whoever reads it.
    public static let inputLimit = 4096

    public init(
        _ words: [String],
        environment: [String: String],
        input: [UInt8]? = nil,
        outputLimit: Int = 1 << 16
    ) {
        self.words = words
        self.environment = environment
        self.input = input
        self.outputLimit = outputLimit
    }

    /// A command line of a shell, which finds the arguments behind its own.
    public static func shell(
        _ command: String,
        _ arguments: [String] = [],
        environment: [String: String],
        input: [UInt8]? = nil
    ) -> Program {
        let line = arguments.isEmpty ? command : command + " \"$@\""
        return Program(["/bin/sh", "-c", line, "lighter"] + arguments, environment: environment, input: input)
    }

    /// Why a program gave nothing.
    public enum Trouble: Error, Hashable, Sendable {
        case cannotStart(String)
        /// It ended by itself, and not well.
        case failed(status: Int32)
        case killed(signal: Int32)
        case tookTooLong
        case printedTooMuch(limit: Int)
        case interrupted
    }

    /// Runs it to its end.
    ///
    /// - Parameters:
    ///   - time: how long it may take.
    ///   - isInterrupted: whether a person wants to stop; asked while it runs.
    /// - Returns: what it wrote to standard output, the only copy of it: who takes it for a secret wipes it.
    /// - Throws: ``Trouble``. What it had printed is wiped then.
    public func run(
        within time: Duration,
        isInterrupted: () -> Bool = { false }
    ) throws(Trouble) -> [UInt8] {
        let end = ContinuousClock.now + time
        let running = try RunningProgram(self)
        defer { running.end() }
        var output = ProgramOutput(limit: outputLimit)
        do throws(Trouble) {
            while true {
                let status = running.status()
                // Asked before the pipe is read: of a program that has ended, everything is in it.
                try output.take(from: running.output)
                if let status {
                    try Program.judge(status)
                    return output.hand()
                }
                guard !isInterrupted() else { throw Trouble.interrupted }
                guard ContinuousClock.now < end else { throw Trouble.tookTooLong }
                running.waitForNews(output.hasEnded)
            }
        } catch {
            output.wipe()
            throw error
        }
    }

    private static func judge(_ status: Int32) throws(Trouble) {
        let signal = status & 0x7F
        guard signal == 0 else { throw .killed(signal: signal) }
        let code = (status >> 8) & 0xFF
        guard code == 0 else { throw .failed(status: code) }
    }
}

extension Program {
    /// What a program gets of our environment: what it needs to find its files, its agent and its terminal, and no variable
    /// that might hold a key of ours.
    public static func environment(from variables: [String: String]) -> [String: String] {
        variables.filter { name, _ in
            names.contains(name) || prefixes.contains { name.hasPrefix($0) }
        }
    }

    private static let names: Set<String> = [
        "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "TERM", "TZ", "TMPDIR", "GPG_TTY", "GNUPGHOME",
        "SSH_AUTH_SOCK", "DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY",
    ]
    private static let prefixes = ["LC_", "XDG_", "PASSWORD_STORE_"]
}

extension Program.Trouble: CustomStringConvertible {
    public var description: String {
        switch self {
        case .cannotStart(let reason): "it could not be started: \(reason)"
        case .failed(let status): "it ended with exit code \(status)"
        case .killed(let signal): "signal \(signal) ended it"
        case .tookTooLong: "it took too long and was ended"
        case .printedTooMuch(let limit): "it printed more than \(limit) bytes"
        case .interrupted: "a person stopped it"
        }
    }
}
