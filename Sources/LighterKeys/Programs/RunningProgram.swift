import Glibc
import LighterFiles
import LighterSecrets

/// A process of a ``Program``.
final class RunningProgram {
    /// What the program prints; reading does not block.
    let output: Int32
    private let id: pid_t
    /// Whether it is the first of a group of its own, so that what it started ends with it.
    private let leadsGroup: Bool
    private var ending: Int32?
    /// As of a program that ended with exit code 255.
    private static let untold: Int32 = 0xFF00

    init(_ program: Program) throws(Program.Trouble) {
        guard program.input?.count ?? 0 <= Program.inputLimit else { throw .cannotStart("there is too much to read") }
        var (input, pipes): (Int32?, [Int32]) = (nil, [-1, -1])
        if let bytes = program.input { input = try RunningProgram.filledPipe(bytes) }
        defer { if let input { close(input) } }
        guard pipe(&pipes) == 0 else { throw .cannotStart(RunningProgram.reason(errno)) }
        defer { close(pipes[1]) }
        for descriptor in pipes { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(pipes[0], F_SETFL, O_NONBLOCK)
        output = pipes[0]
        // One that may ask the person at the terminal has to stay in the terminal's foreground.
        leadsGroup = !RunningProgram.hasTerminal
        var child = pid_t()
        let failure = RunningProgram.spawn(program, input, pipes[1], leadsGroup, &child)
        id = child
        guard failure == 0 else {
            close(pipes[0])
            throw .cannotStart(RunningProgram.reason(failure))
        }
    }

    /// How it ended; nil while it runs.
    func status() -> Int32? {
        guard ending == nil else { return ending }
        var status: Int32 = 0
        let waited = waitpid(id, &status, WNOHANG)
        guard waited != 0, waited > 0 || errno != EINTR else { return nil }
        // Nobody can say how it ended where this process was told to ignore that.
        ending = waited > 0 ? status : RunningProgram.untold
        return ending
    }

    /// Waits until it printed something, or for a moment: that it ended is no news a pipe tells of.
    func waitForNews(_ printsNoMore: Bool) {
        guard !printsNoMore else {
            usleep(1_000)
            return
        }
        var watched = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
        poll(&watched, 1, 20)
    }

    /// Ends it, where it runs, and lets go of it.
    func end() {
        if leadsGroup, ending == nil { kill(-id, SIGKILL) }
        if ending == nil {
            kill(id, SIGKILL)
            var status: Int32 = 0
            while waitpid(id, &status, 0) < 0, errno == EINTR {}
            ending = status
        }
        close(output)
    }

    /// A pipe that holds these bytes and no more: written before anybody reads, so that nobody who goes away is missed.
    private static func filledPipe(_ bytes: [UInt8]) throws(Program.Trouble) -> Int32 {
        var pipes: [Int32] = [-1, -1]
        guard pipe(&pipes) == 0 else { throw .cannotStart(reason(errno)) }
        for descriptor in pipes { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        let count = bytes.withUnsafeBytes { write(pipes[1], $0.baseAddress, $0.count) }
        let number = errno
        close(pipes[1])
        guard count == bytes.count else {
            close(pipes[0])
            throw .cannotStart(reason(number))
        }
        return pipes[0]
    }

    private static func spawn(
        _ program: Program,
        _ input: Int32?,
        _ output: Int32,
        _ leadsGroup: Bool,
        _ child: inout pid_t
    ) -> Int32 {
        guard let name = program.words.first, !name.isEmpty else { return ENOENT }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input {
            posix_spawn_file_actions_adddup2(&actions, input, 0)
        } else if isatty(0) != 1 {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        // In the program alone: what this process has open, and whoever opened it, is as it was.
        let open = (try? FileAccess.names(in: "/proc/self/fd")) ?? []
        for descriptor in open.compactMap(Int32.init) where descriptor > 2 {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Signals as at first.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        let group = leadsGroup ? POSIX_SPAWN_SETPGROUP : 0
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | group))
        return withCStrings(program.words) { words in
            withCStrings(program.environment.map { "\($0.key)=\($0.value)" }) { variables in
                posix_spawnp(&child, name, &actions, &attributes, words, variables)
            }
        }
    }

    private static var hasTerminal: Bool {
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard terminal >= 0 else { return false }
        close(terminal)
        return true
    }

    private static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }
}

/// What a program has printed so far, in one place in memory.
struct ProgramOutput {
    private var buffer: [UInt8]
    private var count = 0
    /// Whether nothing more can come.
    private(set) var hasEnded = false

    /// A byte more than may be printed, to notice what is too much.
    init(limit: Int) { buffer = [UInt8](repeating: 0, count: limit + 1) }

    /// Reads what is there.
    mutating func take(from descriptor: Int32) throws(Program.Trouble) {
        while !hasEnded {
            let received = buffer.withUnsafeMutableBytes { bytes in
                read(descriptor, bytes.baseAddress.map { $0 + count }, bytes.count - count)
            }
            guard received >= 0 else {
                if errno == EINTR { continue }
                return
            }
            count += received
            guard count < buffer.count else { throw .printedTooMuch(limit: buffer.count - 1) }
            hasEnded = received == 0
        }
    }

    /// Hands over what was printed, shortened in place: the storage stays the only copy.
    mutating func hand() -> [UInt8] {
        var bytes: [UInt8] = []
        swap(&bytes, &buffer)
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    mutating func wipe() { LighterSecrets.wipe(&buffer) }
}
