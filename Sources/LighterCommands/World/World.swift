import Glibc
import LighterProfile
import LighterTrading
import Synchronization

/// Everything a command needs from outside, in one value, so that tests run real commands in a throw-away world.
public struct World: Sendable {
    /// Variables and working directory.
    public var environment: ProfileEnvironment
    public var output: TextStream
    public var diagnostics: TextStream
    /// Says what is waited for. Both streams make it give way.
    public var progress: Progress
    /// The file descriptor of standard input.
    public var input: Int32
    public var clock: Clock
    /// The path of the binary.
    public var executable: String
    /// Whether a person wants the command to stop.
    public var isInterrupted: @Sendable () -> Bool

    public init(
        environment: ProfileEnvironment,
        output: TextStream,
        diagnostics: TextStream,
        progress: Progress,
        input: Int32,
        clock: Clock,
        executable: String,
        isInterrupted: @escaping @Sendable () -> Bool
    ) {
        self.environment = environment
        self.output = output
        self.diagnostics = diagnostics
        self.progress = progress
        self.input = input
        self.clock = clock
        self.executable = executable
        self.isInterrupted = isInterrupted
    }

    /// Where the binary's companions are looked for.
    var executableDirectory: String { executable.lastIndex(of: "/").map { String(executable[..<$0]) } ?? "." }

    /// A path as a person gave it, from the working directory on.
    func absolutePath(_ path: String) -> String {
        path.hasPrefix("/") ? path : "\(environment.workingDirectory)/\(path)"
    }

    /// The process's own.
    public static func process() -> World {
        ProcessMemory.keepPrivate()
        Interruption.listen()
        let environment = ProfileEnvironment.current()
        let diagnostics = TextStream.descriptor(2)
        let progress = Progress(on: diagnostics, variables: environment.variables)
        return World(
            environment: environment,
            output: progress.givingWay(to: .descriptor(1)),
            diagnostics: progress.givingWay(to: diagnostics),
            progress: progress,
            input: 0,
            clock: .system,
            executable: executablePath(),
            isInterrupted: { Interruption.isRequested }
        )
    }

    private static func executablePath() -> String {
        var path = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &path, path.count - 1)
        guard count > 0 else { return "lighter" }
        return String(decoding: path[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

/// SIGINT, SIGTERM and SIGHUP, kept until a command looks.
enum Interruption {
    private static let requested = Atomic<Bool>(false)
    /// The signals that were ignored when this process was started, each by its bit.
    private static let ignored = Atomic<UInt64>(0)
    private static let signals = [SIGPIPE, SIGCHLD, SIGINT, SIGTERM, SIGHUP]

    static var isRequested: Bool { requested.load(ordering: .relaxed) }

    /// From now on the first signal asks the command to stop, and the second one ends the process. A reader that goes
    /// away shows as a write that fails, not as a signal.
    static func listen() {
        let bits = signals.reduce(into: UInt64(0)) { bits, number in
            if isIgnored(number) { bits |= 1 << UInt64(number) }
        }
        ignored.store(bits, ordering: .relaxed)
        signal(SIGPIPE, SIG_IGN)
        // Whoever started us may ignore how programs end; of ours we have to know.
        signal(SIGCHLD, SIG_DFL)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            // `nohup` wants a command to go on when its terminal is gone.
            if number == SIGHUP, isIgnored(number) { continue }
            // Without SA_RESTART: a read that waits for a person ends too.
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { number in
                if Interruption.isRequested {
                    TakenTerminal.leave()
                    Progress.eraseAtEnd()
                    signal(number, SIG_DFL)
                    raise(number)
                }
                Interruption.requested.store(true, ordering: .relaxed)
            }
            sigaction(number, &action, nil)
        }
    }

    /// Treats signals as this process was told to when it was started, for the program that it becomes.
    static func stopListening() {
        let bits = ignored.load(ordering: .relaxed)
        for number in signals { signal(number, bits & 1 << UInt64(number) == 0 ? SIG_DFL : SIG_IGN) }
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        let (handler, ignored) = (action.__sigaction_handler.sa_handler, SIG_IGN)
        return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(ignored, to: Int.self)
    }
}
