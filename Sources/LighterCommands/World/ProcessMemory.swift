import CProcess
import Glibc
import Synchronization

/// The memory of this process, where a private key may be.
enum ProcessMemory {
    /// The soft limit on core dumps that this process was started with.
    private static let allowedDump = Mutex<rlim_t?>(nil)
    private static let crashSignals = [SIGQUIT, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP]

    /// From now on it is nobody else's, not even when the process crashes: no core dump is written, no other process of the
    /// user may look into it, and no report shows parts of it. Programs that are started from here have their own.
    static func keepPrivate() {
        _ = cprocess_set_dumpable(0)
        // The soft limit: a program that is started from here may want its own dumps, and can have them.
        var limit = rlimit()
        if getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit) == 0 {
            allowedDump.withLock { [size = limit.rlim_cur] in $0 = size }
            limit.rlim_cur = 0
            setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
        }
        // Swift's runtime may have set a handler, as SWIFT_BACKTRACE says, that writes down what registers point at.
        for number in crashSignals {
            var action = sigaction()
            sigaction(number, nil, &action)
            if action.sa_flags & SA_SIGINFO != 0 { signal(number, SIG_DFL) }
        }
    }

    /// Gives the program that this process becomes the limit back; its memory is a new one.
    static func allowDumps() {
        var limit = rlimit()
        guard let size = allowedDump.withLock({ $0 }),
            getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit) == 0
        else { return }
        limit.rlim_cur = size
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
    }
}
