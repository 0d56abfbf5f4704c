import Glibc
import LighterFiles
import LighterJSON
import LighterKeys
import LighterStatus
import LighterTransactions

/// The local venue as a client sees it: found where it runs, or started, for whoever uses the sandbox profile.
///
/// The sandbox holds a lock on a file in the state directory for as long as it lives: it inherits the open file from
/// the process that starts it, and the kernel lets the lock go with it. So a stale file is never taken for a venue, and
/// two commands at once start one.
public struct LocalSandbox: Sendable {
    /// What a client needs to trade there.
    public struct Access: Hashable, Sendable {
        public let url: String
        public let streamURL: String
        public let chainID: ChainID
        public let account: AccountIndex
        public let apiKey: APIKeyIndex
        public let processID: Int32
        /// The file that holds the first account's private key.
        public let keyFile: String
        /// The account's owner on layer 1, and the file that holds its private key, which registers API keys.
        public let owner: String
        public let ownerKeyFile: String
    }

    /// `POSIX_SPAWN_SETSID`, which glibc's header hides.
    private static let newSession: Int16 = 0x80

    /// The longest line a sandbox says when it is ready.
    private static let lineLimit = 1 << 16

    private let directory: String
    private let binaryDirectory: String

    /// - Parameters:
    ///   - stateDirectory: where its files are kept, below `sandbox`.
    ///   - binaryDirectory: where `lighter-sandbox` is.
    public init(stateDirectory: String, binaryDirectory: String) {
        directory = stateDirectory + "/sandbox"
        self.binaryDirectory = binaryDirectory
    }

    /// What the sandbox writes that is not asked for.
    public var logFile: String { directory + "/sandbox.log" }
    private var lockFile: String { directory + "/sandbox.lock" }
    private var readyFile: String { directory + "/sandbox.json" }
    private var keyFile: String { directory + "/account.key" }
    private var ownerKeyFile: String { directory + "/owner.key" }

    /// The sandbox that runs, or nil.
    ///
    /// - Throws: ``Failure``.
    public func running() throws(Failure) -> Access? {
        switch try lookUp(until: Deadline(in: .seconds(5))) {
        case .running(let access): return access
        case .none(let lock):
            close(lock)
            return nil
        }
    }

    /// The sandbox that was started last and not ended, as its file tells: nothing is looked after, and nothing written.
    public func lastStarted() -> Access? {
        guard let line = try? FileAccess.read(readyFile, limit: LocalSandbox.lineLimit, trouble: { $0 }) else {
            return nil
        }
        return try? read(line)
    }

    /// The sandbox that runs, or one that is started now.
    ///
    /// - Parameters:
    ///   - seed: what its prices and its key follow from; nil for chance.
    ///   - willStart: told before a start.
    /// - Throws: ``Failure``.
    public func ensureRunning(
        seed: UInt64? = nil,
        deadline: Deadline,
        willStart: () -> Void
    ) throws(Failure) -> Access {
        switch try lookUp(until: deadline) {
        case .running(let access): return access
        case .none(let lock):
            defer { close(lock) }
            unlink(readyFile)
            willStart()
            let line = try start(inheriting: lock, seed: seed, deadline: deadline)
            try store(line)
            return try read(line)
        }
    }

    /// Ends the sandbox that runs, and waits until it has ended.
    ///
    /// - Returns: whether one ran.
    /// - Throws: ``Failure``.
    public func stop(deadline: Deadline) throws(Failure) -> Bool {
        guard let access = try running() else { return false }
        kill(access.processID, SIGTERM)
        while true {
            if let lock = try lockUnlessHeld() {
                close(lock)
                unlink(readyFile)
                unlink(keyFile)
                unlink(ownerKeyFile)
                return true
            }
            guard !deadline.isOver else {
                throw Failure(
                    "sandbox.does_not_stop",
                    .temporary,
                    "the sandbox (process \(access.processID)) still runs"
                )
            }
            usleep(5_000)
        }
    }

    /// The open lock file, or nil when a sandbox holds it.
    private func lockUnlessHeld() throws(Failure) -> Int32? {
        try makeDirectories()
        // Not closed on exec: the sandbox inherits it.
        let descriptor = open(lockFile, O_RDWR | O_CREAT | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw cannotCreate(lockFile, .init(errorNumber: errno)) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            close(descriptor)
            guard reason == EWOULDBLOCK else { throw cannotCreate(lockFile, .init(errorNumber: reason)) }
            return nil
        }
        return descriptor
    }

    private enum LookUp {
        case running(Access)
        /// None runs, and none can be started by another while this lock is held.
        case none(lock: Int32)
    }

    /// Looks until a sandbox is ready or there is none. Others may hold the lock for a moment, to look or to start one.
    private func lookUp(until deadline: Deadline) throws(Failure) -> LookUp {
        while true {
            if let lock = try lockUnlessHeld() { return .none(lock: lock) }
            if let line = try? FileAccess.read(readyFile, limit: LocalSandbox.lineLimit, trouble: { $0 }) {
                let access = try read(line)
                // The file of one that was killed may still be there while the next one starts.
                if kill(access.processID, 0) == 0 { return .running(access) }
            }
            guard !deadline.isOver else {
                throw Failure(
                    "sandbox.not_ready",
                    .unavailable,
                    "a sandbox is starting, but not ready",
                    hint: "lighter sandbox logs"
                )
            }
            usleep(5_000)
        }
    }

    private func start(inheriting lock: Int32, seed: UInt64?, deadline: Deadline) throws(Failure) -> [UInt8] {
        var pipes: [Int32] = [0, 0]
        guard pipe(&pipes) == 0 else { throw cannotStart(errno) }
        for descriptor in pipes { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        defer { close(pipes[0]) }
        let failure = spawn(inheriting: lock, output: pipes[1], seed: seed)
        close(pipes[1])
        if failure != 0 { throw cannotStart(failure) }
        return try readLine(pipes[0], deadline)
    }

    private func spawn(inheriting lock: Int32, output: Int32, seed: UInt64?) -> Int32 {
        // Of the files this process has open, whoever opened them, the sandbox gets the lock alone.
        for descriptor in Int32(3)..<1024 where descriptor != lock { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, logFile, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A session of its own: an interrupt at the terminal is for the command alone. Signals as at first.
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, LocalSandbox.newSession | Int16(POSIX_SPAWN_SETSIGDEF))
        var arguments = ["lighter-sandbox", "--port", "0", "--idle", "1h"]
        if let seed { arguments += ["--seed", String(seed)] }
        return CStrings.lend(arguments) { words in
            CStrings.lend(environmentOfSandbox) { variables in
                var child = pid_t()
                let path = binaryDirectory + "/lighter-sandbox"
                return access(path, X_OK) == 0
                    ? posix_spawn(&child, path, &actions, &attributes, words, variables)
                    : posix_spawnp(&child, "lighter-sandbox", &actions, &attributes, words, variables)
            }
        }
    }

    /// What the sandbox gets of the environment: no variable that might hold a key.
    private var environmentOfSandbox: [String] {
        ["PATH", "HOME", "LANG", "TZ"].compactMap { (name: String) in
            getenv(name).map { "\(name)=\(String(cString: $0))" }
        }
    }

    private func readLine(_ descriptor: Int32, _ deadline: Deadline) throws(Failure) -> [UInt8] {
        var line: [UInt8] = []
        while line.last != UInt8(ascii: "\n") {
            var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&watched, 1, 50)
            guard !deadline.isOver else { throw didNotStart("it took too long") }
            guard ready > 0 else { continue }
            var byte: UInt8 = 0
            guard Glibc.read(descriptor, &byte, 1) == 1, line.count < LocalSandbox.lineLimit else {
                throw didNotStart("it ended at once")
            }
            line.append(byte)
        }
        return line
    }

    /// Keeps what the sandbox said for the commands to come: the keys in files of their own, the rest beside them.
    private func store(_ line: [UInt8]) throws(Failure) {
        do {
            var ready = try JSONReader(JSON.decode(line)).object
            for (name, file) in [("private_key", keyFile), ("l1_private_key", ownerKeyFile)] {
                guard let key = ready[name]?.string else { throw didNotStart("it named no \(name)") }
                ready[name] = nil
                try write(key + "\n", to: file)
            }
            try write(JSON.object(ready).encoded() + "\n", to: readyFile)
        } catch { throw Failure.from(error) }
    }

    private func read(_ line: [UInt8]) throws(Failure) -> Access {
        do {
            let reader = try JSONReader(JSON.decode(line))
            // A signal to 0 or below would reach whole groups of processes.
            guard let processID = try reader.integer("pid").flatMap(Int32.init(exactly:)), processID > 1 else {
                throw JSONError.missing(path: "pid")
            }
            return Access(
                url: try reader.required("url", reader.string("url")),
                streamURL: try reader.required("stream_url", reader.string("stream_url")),
                chainID: try ChainID(reader.required("chain_id", reader.integer("chain_id"))),
                account: try AccountIndex(reader.required("account_index", reader.integer("account_index"))),
                apiKey: try APIKeyIndex(reader.required("api_key_index", reader.integer("api_key_index"))),
                processID: processID,
                keyFile: keyFile,
                owner: try reader.required("l1_address", reader.string("l1_address")),
                ownerKeyFile: ownerKeyFile
            )
        } catch { throw didNotStart("what it said was not understood: \(error)") }
    }

    private func write(_ text: String, to path: String) throws(Failure) {
        do { try FileAccess.replace(path, with: text) } catch { throw cannotCreate(path, error) }
    }

    private func makeDirectories() throws(Failure) {
        do { try FileAccess.createDirectory(directory) } catch { throw cannotCreate(directory, error) }
    }

    private func cannotCreate(_ path: String, _ trouble: FileAccess.Trouble) -> Failure {
        Failure("sandbox.cannot_create", .cannotCreate, "cannot write \(path): \(trouble)")
    }

    private func cannotStart(_ reason: Int32) -> Failure {
        Failure(
            "sandbox.cannot_start",
            .unavailable,
            "cannot start lighter-sandbox: \(String(cString: strerror(reason)))",
            hint: "put lighter-sandbox beside lighter or on the PATH"
        )
    }

    private func didNotStart(_ reason: String) -> Failure {
        Failure(
            "sandbox.did_not_start",
            .unavailable,
            "the sandbox did not start: \(reason)",
            hint: "lighter sandbox logs"
        )
    }
}
