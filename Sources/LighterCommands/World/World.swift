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
    /// The file descriptor of standard input.
    public var input: Int32
    public var clock: Clock
    /// Where the binary is; its companions are looked for beside it.
    public var executableDirectory: String
    /// Whether a person wants the command to stop.
    public var isInterrupted: @Sendable () -> Bool

    public init(
        environment: ProfileEnvironment,
        output: TextStream,
        diagnostics: TextStream,
        input: Int32,
        clock: Clock,
        executableDirectory: String,
        isInterrupted: @escaping @Sendable () -> Bool
    ) {
        self.environment = environment
        self.output = output
        self.diagnostics = diagnostics
        self.input = input
        self.clock = clock
        self.executableDirectory = executableDirectory
        self.isInterrupted = isInterrupted
    }

    /// A path as a person gave it, from the working directory on.
    func absolutePath(_ path: String) -> String {
        path.hasPrefix("/") ? path : "\(environment.workingDirectory)/\(path)"
    }

    /// The process's own.
    public static func process() -> World {
        ProcessMemory.keepPrivate()
        Interruption.listen()
        return World(
            environment: .current(),
            output: .descriptor(1),
            diagnostics: .descriptor(2),
            input: 0,
            clock: .system,
            executableDirectory: executableDirectory(),
            isInterrupted: { Interruption.isRequested }
        )
    }

    private static func executableDirectory() -> String {
        var path = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &path, path.count - 1)
        guard count > 0 else { return "." }
        let text = String(decoding: path[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
        return text.lastIndex(of: "/").map { String(text[..<$0]) } ?? "."
    }
}

/// SIGINT, SIGTERM and SIGHUP, kept until a command looks.
enum Interruption {
    private static let requested = Atomic<Bool>(false)

    static var isRequested: Bool { requested.load(ordering: .relaxed) }

    /// From now on the first signal asks the command to stop, and the second one ends the process. A reader that goes
    /// away shows as a write that fails, not as a signal.
    static func listen() {
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
                    signal(number, SIG_DFL)
                    raise(number)
                }
                Interruption.requested.store(true, ordering: .relaxed)
            }
            sigaction(number, &action, nil)
        }
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        let (handler, ignored) = (action.__sigaction_handler.sa_handler, SIG_IGN)
        return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(ignored, to: Int.self)
    }
}
