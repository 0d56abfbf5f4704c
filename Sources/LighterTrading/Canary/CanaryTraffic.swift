import LighterVenue

/// What a canary asks of the venue: how many requests, how many limits, and how long the answer to what was sent took.
final class CanaryTraffic {
    private(set) var requests = 0
    private(set) var rateLimits = 0
    /// How long the venue took to answer that it took the last transaction, in microseconds; nil where no answer came.
    private(set) var acknowledgement: Int64?
    /// Told when the venue has answered that it took a transaction.
    var onAcknowledgement: () -> Void = {}

    /// Forgets the last answer: another transaction is going to be sent.
    func expectAcknowledgement() { acknowledgement = nil }

    func count(_ exchange: Venue.Exchange) {
        requests += 1
        guard case .success(let status) = exchange.outcome else { return }
        if CanaryTraffic.limitStatuses.contains(status) { rateLimits += 1 }
        guard exchange.endpoint.isSend, (200..<300).contains(status) else { return }
        acknowledgement = exchange.timings?.total
        onAcknowledgement()
    }

    /// Of the venue and of the firewall before it.
    private static let limitStatuses = [429, 405]
}

/// How long something takes on the monotonic clock, time left out in which requests were held back for a limit.
struct Stopwatch {
    private let start: ContinuousClock.Instant
    private let deadline: Deadline
    private let heldBack: Duration

    /// - Parameter microseconds: how long it has been going on.
    init(_ deadline: Deadline, runningFor microseconds: Int64 = 0) {
        start = .now - .microseconds(microseconds)
        self.deadline = deadline
        heldBack = deadline.heldBack
    }

    var microseconds: Int64 {
        let time = start.duration(to: .now) - (deadline.heldBack - heldBack)
        let (seconds, attoseconds) = time.components
        return max(0, seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
    }
}
