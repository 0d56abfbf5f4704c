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
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, inputPath, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, outputPath, O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errorPath, O_WRONLY | O_CREAT, 0o600)
        // Sockets and files of the tests that run beside this one are none of its business. They are closed in the child
        // alone: by some of them Foundation waits for the programs it started.
        for descriptor in Int32(3)..<256 { posix_spawn_file_actions_addclose(&actions, descriptor) }
        // The threads that tests run on hold signals back; a program at a shell gets them.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var child = pid_t()
        let failure = withCStrings([path] + arguments) { words in
            withCStrings(environment.map { "\($0.key)=\($0.value)" }) { variables in
                posix_spawn(&child, path, &actions, &attributes, words, variables)
            }
        }
        guard failure == 0 else { throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .ENOENT) }
        id = child
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
    func wait(_ patience: TimeInterval = ChildProcess.patience) -> Outcome {
        var status: Int32 = 0
        let deadline = Date(timeIntervalSinceNow: patience)
        while waitpid(id, &status, WNOHANG) == 0 {
            if Date() > deadline { kill(id, SIGKILL) }
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

func withCStrings<Result>(
    _ texts: [String],
    _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: texts.count + 1)
    for (index, text) in texts.enumerated() { list[index] = strdup(text) }
    list[texts.count] = nil
    defer {
        for index in texts.indices { free(list[index]) }
        list.deallocate()
    }
    return body(list)
}
