import Glibc
import LighterJSON
import LighterSigning

/// The real program, started for this measurement and ended with it.
struct SandboxProcess {
    struct CannotStart: Error {}

    let processID: pid_t
    let port: Int
    let key: PrivateKey
    /// Seconds from starting the program to its saying that it is ready.
    let startTime: Double

    /// Starts a sandbox that has one core.
    init(_ program: String, core: Int) throws {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw CannotStart() }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        for end in ends { posix_spawn_file_actions_addclose(&actions, end) }
        defer { posix_spawn_file_actions_destroy(&actions) }
        let words = ["/usr/bin/taskset", "-c", String(core), program, "--seed", "1", "--quiet-market"]
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { word in strdup(word) } + [nil]
        defer { for argument in arguments { free(argument) } }

        let start = seconds()
        var processID = pid_t()
        let result = posix_spawn(&processID, words[0], &actions, nil, &arguments, environ)
        close(ends[1])
        defer { close(ends[0]) }
        guard result == 0 else { throw CannotStart() }
        self.processID = processID

        var line: [UInt8] = []
        var byte: UInt8 = 0
        while read(ends[0], &byte, 1) == 1, byte != UInt8(ascii: "\n") { line.append(byte) }
        startTime = seconds() - start
        let announcement = try JSON.decode(line)
        guard let port = announcement["url"]?.string?.split(separator: ":").last.flatMap({ Int($0) }),
            let key = announcement["private_key"]?.string
        else { throw CannotStart() }
        self.port = port
        self.key = try PrivateKey(hex: key)
    }

    /// Seconds of processor time it took so far.
    var processorTime: Double {
        var clock = clockid_t()
        return clock_getcpuclockid(processID, &clock) == 0 ? seconds(clock) : .nan
    }

    /// Resident memory in MiB.
    var memory: Double {
        guard let file = fopen("/proc/\(processID)/statm", "r") else { return .nan }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        guard fgets(&line, 256, file) != nil else { return .nan }
        let fields = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            .split(separator: " ")
        return fields.dropFirst().first.flatMap { Double($0) }.map { $0 * 4_096 / 1_048_576 } ?? .nan
    }

    func end() {
        kill(processID, SIGTERM)
        waitpid(processID, nil, 0)
    }
}
