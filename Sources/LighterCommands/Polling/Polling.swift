import LighterProfile
import LighterStatus
import LighterTrading

extension Invocation {
    /// Writes what the command finds: once, or with `--watch` again and again.
    ///
    /// - Throws: ``Failure``, ``TextStreamError``; ``BatchOutcome`` where a person ends it.
    func emit(_ options: PollingOptions, _ trader: Trader, _ report: () throws -> Report) throws {
        guard options.watch else { return try emit(report()) }
        let isLive = format == .table && world.output.isTerminal && !self.options.quiet
        let display: any PollingDisplay = isLive ? LiveDisplay(self, options) : LineDisplay(self)
        try Polling(trader: trader, options: options, display: display).run(report)
    }
}

/// Where answers are shown.
protocol PollingDisplay {
    /// Shows an answer that came at a time, in milliseconds since the Unix epoch.
    func show(_ report: Report, at time: Int64) throws
    /// Says what keeps the next answer from coming.
    func tell(_ trouble: String) throws
    /// Shows again what was shown, where it has to be.
    func refresh() throws
    /// Nothing more will be shown.
    func end() throws
}

/// Asks again and again. Between two questions nothing is sent; each has the command's time for itself.
struct Polling {
    let trader: Trader
    let options: PollingOptions
    let display: any PollingDisplay

    /// The longest sleep, as a signal may come just before it.
    private static let pause = Duration.milliseconds(200)

    /// - Throws: what a question throws, but for what a later one may not meet again, once there was an answer.
    func run(_ report: () throws -> Report) throws {
        let ending = Result { try poll(report) }
        try display.end()
        try ending.get()
    }

    private func poll(_ report: () throws -> Report) throws {
        var answers = 0
        while options.count.map({ answers < $0 }) ?? true {
            let begun = ContinuousClock.now
            var pause = Duration.milliseconds(options.interval.milliseconds)
            do {
                trader.awaitRoomToWatch { milliseconds in
                    try? display.tell("waiting \((milliseconds + 999) / 1000) s for the profile's requests_per_minute")
                }
                trader.deadline.renew()
                try display.show(report(), at: trader.clock.now())
                answers += 1
            } catch let failure as Failure where failure.exit == .interrupted {
                throw interrupted
            } catch let failure as Failure where failure.retry == .safe && answers > 0 {
                try display.tell(failure.message)
                pause = max(pause, .milliseconds(failure.retryAfterMilliseconds ?? 0))
            }
            if answers != options.count { try wait(until: begun + pause) }
        }
    }

    private func wait(until end: ContinuousClock.Instant) throws {
        while ContinuousClock.now < end {
            guard !trader.deadline.isInterrupted else { throw interrupted }
            try display.refresh()
            trader.clock.sleep(min(ContinuousClock.now.duration(to: end), Polling.pause))
        }
    }

    /// Whoever ends a watch knows that it is over.
    private var interrupted: BatchOutcome { BatchOutcome(exit: .interrupted) }
}
