import Glibc

/// The time, as everything here asks for it.
public struct Clock: Sendable {
    /// Milliseconds since the Unix epoch.
    public let now: @Sendable () -> Int64
    /// Waits for this long.
    public let sleep: @Sendable (Duration) -> Void

    public init(now: @escaping @Sendable () -> Int64, sleep: @escaping @Sendable (Duration) -> Void) {
        self.now = now
        self.sleep = sleep
    }

    /// The host's.
    public static let system = Clock(
        now: {
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
        },
        sleep: { duration in
            let (seconds, attoseconds) = duration.components
            var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
            // An interrupt ends the wait early; whoever waits looks again.
            nanosleep(&time, nil)
        }
    )
}

/// Until when a command may take, on the monotonic clock.
public final class Deadline {
    public private(set) var instant: ContinuousClock.Instant
    /// How long it may take.
    public private(set) var span: Duration
    /// How long requests were held back for a limit so far: time that says nothing of how fast the venue is.
    private(set) var heldBack = Duration.zero
    private let interruption: @Sendable () -> Bool

    public init(in span: Duration, isInterrupted: @escaping @Sendable () -> Bool = { false }) {
        self.span = span
        instant = ContinuousClock.now + span
        interruption = isInterrupted
    }

    /// Leaves out of the count the time that a person took to answer.
    public func postpone(by time: Duration) { instant += time }

    /// Gives the next of many pieces of work as much time as the first one had.
    public func renew() { instant = ContinuousClock.now + span }

    /// Begins another piece of work, with a time of its own.
    func renew(in span: Duration) {
        self.span = span
        renew()
    }

    /// Counts time that passed while a request was held back for a limit.
    func holdBack(_ time: Duration) { heldBack += time }

    /// A deadline of the same span for another thread.
    public func another() -> Deadline { Deadline(in: span, isInterrupted: interruption) }

    /// Whether a person wants to stop.
    public var isInterrupted: Bool { interruption() }

    /// Whether there is no time left, or a person wants to stop.
    public var isOver: Bool { isInterrupted || ContinuousClock.now >= instant }

    /// The time left, never below zero.
    public var remaining: Duration { max(.zero, ContinuousClock.now.duration(to: instant)) }
}
