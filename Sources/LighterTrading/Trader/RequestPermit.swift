import LighterLedger
import LighterProfile
import LighterStatus

/// Leave to send a request, given so that all processes of a user stay under the limit their profile states for a venue
/// together.
final class RequestPermit {
    private let venue: String
    private let limit: Int64
    private let clock: Clock
    private let deadline: Deadline
    private let waiting: Waiting
    private let directory: String
    private var budget: RequestBudget?
    /// Whether to wait for leave however long it takes, and to leave that out of the command's time.
    var isPatient = false
    /// Whether a request is sent whatever was sent before: one that is to end an order must not wait.
    var isUrgent = false
    /// Whether leave was taken ahead for the next request.
    private var isAhead = false

    init(
        _ profile: Profile,
        _ access: VenueAccess,
        _ clock: Clock,
        _ deadline: Deadline,
        _ waiting: Waiting,
        directory: String
    ) {
        venue = access.identity
        limit = profile.requestsPerMinute
        self.clock = clock
        self.deadline = deadline
        self.waiting = waiting
        self.directory = directory
    }

    /// Takes leave for the next request ahead, so that nothing holds that one back.
    ///
    /// - Throws: ``Failure``, as ``take()``.
    func takeAhead() throws(Failure) {
        guard !isAhead else { return }
        try take()
        isAhead = true
    }

    /// Waits until so many requests may be sent one after the other, or a person wants to stop.
    ///
    /// - Parameter willWait: told for how many milliseconds, before it waits.
    func awaitRoom(for count: Int64, willWait: (Int64) -> Void) {
        guard limit > 0, let budget = openBudget() else { return }
        var isTold = false
        while !deadline.isInterrupted,
            let wait = (try? budget.wait(for: count, to: venue, limit: limit, at: clock.now())) ?? nil
        {
            if !isTold { willWait(wait) }
            isTold = true
            deadline.postpone(by: sleep(.milliseconds(wait)))
        }
    }

    /// Waits until a request may be sent.
    ///
    /// - Throws: ``Failure`` of class temporary where that is after the deadline.
    func take() throws(Failure) {
        guard !isAhead else { return isAhead = false }
        guard limit > 0 else { return }
        waiting.begin("waiting, as \(limit) requests a minute are allowed")
        defer { waiting.end() }
        while let wait = wait(), !isUrgent {
            let time = Duration.milliseconds(wait)
            if isPatient, !deadline.isInterrupted {
                let pause = sleep(time)
                deadline.postpone(by: pause)
                continue
            }
            guard time < deadline.remaining, !deadline.isOver else {
                throw deadline.unlessInterrupted(
                    Failure(
                        "limit.requests",
                        .temporary,
                        "\(limit) requests were sent in the last minute, all that the profile allows",
                        hint: "lighter profile show --sources",
                        retryAfterMilliseconds: wait
                    )
                )
            }
            sleep(time)
        }
    }

    /// Sleeps for a time, or for as long as nothing needs to be looked at again.
    @discardableResult
    private func sleep(_ time: Duration) -> Duration {
        let pause = min(time, RequestPermit.pause)
        clock.sleep(pause)
        deadline.holdBack(pause)
        return pause
    }

    /// Waits until the venue takes requests again, after a limit that it did not take one for.
    ///
    /// - Throws: ``Failure``: the refusal itself where it is none of a limit, or where that is after the deadline.
    func waitOut(_ refusal: Failure) throws(Failure) {
        guard refusal.isRequestLimit, let wait = refusal.retryAfterMilliseconds,
            .milliseconds(wait) < deadline.remaining
        else { throw refusal }
        waiting.begin("waiting until the venue takes requests again")
        defer { waiting.end() }
        let end = ContinuousClock.now + .milliseconds(wait)
        while ContinuousClock.now < end {
            guard !deadline.isInterrupted else { throw .interrupted }
            sleep(ContinuousClock.now.duration(to: end))
        }
    }

    /// After so long, whether the wait has become shorter or is over is looked at again.
    private static let pause = Duration.milliseconds(500)

    /// For how many milliseconds; nil for none. What cannot be counted is not held back: whoever sends orders cannot
    /// write to the ledger either, and reading harms nobody.
    private func wait() -> Int64? {
        guard let budget = openBudget() else { return nil }
        return (try? budget.take(venue, limit: limit, at: clock.now())) ?? nil
    }

    private func openBudget() -> RequestBudget? {
        budget = budget ?? (try? RequestBudget(directory: directory))
        return budget
    }
}
