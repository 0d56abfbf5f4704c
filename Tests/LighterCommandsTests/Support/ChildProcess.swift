import Foundation

/// How a program ended, and what it wrote.
struct Outcome: Sendable {
    /// Its exit code; 128 and the number of the signal that ended it.
    let status: Int32
    let output: String
    let errors: String
    /// Whether the system kept its memory.
    var hasDumpedCore = false
}

/// A program that runs: its input and outputs are files, so that no pipe can fill up.
final class ChildProcess {
    let id: pid_t
    let outputPath: String
    private let errorPath: String
    private var hasEnded = false

    /// The longest time a program here may take, unless a test says otherwise.
    static let patience: TimeInterval = 30

    /// - Parameter directory: where what it reads and writes is kept.
    init(
        _ path: String,
        _ arguments: [String],
        environment: [String: String],
        directory: String,
        input: [UInt8] = []
    ) throws {
        let stem = "\(directory)/\(UUID().uuidString)"
        outputPath = stem + ".out"
        errorPath = stem + ".err"
        let inputPath = stem + ".in"
        try Data(input).write(to: URL(fileURLWithPath: inputPath))
        id = try spawn(path, arguments, environment: environment) { [outputPath, errorPath] actions in
            posix_spawn_file_actions_addopen(&actions, 0, inputPath, O_RDONLY, 0)
            posix_spawn_file_actions_addopen(&actions, 1, outputPath, O_WRONLY | O_CREAT, 0o600)
            posix_spawn_file_actions_addopen(&actions, 2, errorPath, O_WRONLY | O_CREAT, 0o600)
        }
    }

    deinit {
        guard !hasEnded else { return }
        kill(id, SIGKILL)
        waitpid(id, nil, 0)
    }

    /// What it has written to standard output so far.
    var output: String { text(outputPath) }
    /// The same of standard error.
    var errors: String { text(errorPath) }

    func interrupt(_ signal: Int32 = SIGINT) { kill(id, signal) }

    /// Waits until it ends; one that takes too long is killed.
    ///
    /// - Parameter serve: called again and again until then, for what it asks of this process.
    func wait(_ patience: TimeInterval = ChildProcess.patience, serve: () -> Void = {}) -> Outcome {
        var status: Int32 = 0
        let deadline = Date(timeIntervalSinceNow: patience)
        while waitpid(id, &status, WNOHANG) == 0 {
            if Date() > deadline { kill(id, SIGKILL) }
            serve()
            usleep(1_000)
        }
        hasEnded = true
        let signal = status & 0x7F
        return Outcome(
            status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal,
            output: output,
            errors: errors,
            hasDumpedCore: signal != 0 && status & 0x80 != 0
        )
    }

    private func text(_ path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }
}
