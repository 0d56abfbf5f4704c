import Glibc

/// SIGTERM and SIGINT, held back so that the process ends where it chooses to. To be made before any other thread.
struct StopSignals {
    private var signals = sigset_t()

    init() {
        sigemptyset(&signals)
        sigaddset(&signals, SIGTERM)
        sigaddset(&signals, SIGINT)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        signal(SIGPIPE, SIG_IGN)
    }

    /// Waits for one of them; false when none came in time.
    func wait(milliseconds: Int) -> Bool {
        var signals = signals
        var limit = timespec(tv_sec: milliseconds / 1_000, tv_nsec: milliseconds % 1_000 * 1_000_000)
        return sigtimedwait(&signals, nil, &limit) > 0
    }
}
