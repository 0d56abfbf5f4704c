import LighterLedger
import LighterStatus
import LighterTransactions
import LighterVenue

/// One order of the canary, through its whole life.
public struct CanaryAttempt: Sendable {
    /// What was done to end the order.
    public enum CancelAction: String, Hashable, Sendable {
        case none
        case requested
        /// A cancel came too late: the order was over.
        case alreadyTerminal = "already_terminal"
        /// More than one cancel was needed.
        case retried
        /// All orders of the market were cancelled.
        case cancelAll = "cancel_all"
    }

    /// How long the steps took, in microseconds on the monotonic clock, time left out in which requests were held back for
    /// a limit.
    public struct Timings: Hashable, Sendable {
        /// From sending the order to the venue's answer.
        public var submitAcknowledgement: Int64?
        /// From sending the order until it was seen resting; of an order at market until it was seen at all.
        public var accepted: Int64?
        /// From asking for another price until the order was seen with it.
        public var modify: Int64?
        /// From sending the cancel to the venue's answer.
        public var cancelAcknowledgement: Int64?
        /// From asking for the cancel, or of an order at market from sending it, until the order was seen over.
        public var terminal: Int64?
    }

    /// A state the order was seen in.
    public struct Sighting: Hashable, Sendable {
        public let state: OrderState
        /// The venue's own word, where it has said one.
        public let word: String?
        /// Why, where the venue says.
        public let reason: String?
        /// When it was first seen, milliseconds since the Unix epoch.
        public let at: Int64
    }

    /// From 1.
    public let number: Int
    /// Milliseconds since the Unix epoch.
    public let startedAt: Int64
    public internal(set) var finishedAt: Int64
    /// The client id, which names the run and the attempt; nil where none was made.
    public internal(set) var clientID: String?
    public internal(set) var clientIndex: ClientOrderIndex?
    public internal(set) var orderIndex: OrderIndex?
    /// Of all transactions the venue took, oldest first.
    public internal(set) var transactionHashes: [String] = []
    /// Whether the venue took the order's transaction.
    public internal(set) var isSubmitted = false
    /// Whether the order was seen on the book, or filled.
    public internal(set) var isAccepted = false
    /// Whether its new price was seen; nil where none was asked for.
    public internal(set) var isModified: Bool?
    public internal(set) var cancelAction = CancelAction.none
    /// Whether the venue refused a cancel, and why.
    public internal(set) var isCancelRejected = false
    public internal(set) var cancelReason: String?
    public internal(set) var filledSize = Decimal.zero
    public internal(set) var sightings: [Sighting] = []
    public internal(set) var timings = Timings()
    public internal(set) var notes: [CanaryNote] = []
    /// Whether the order lives, or may live.
    public internal(set) var isLeft = false

    init(number: Int, at now: Int64) {
        self.number = number
        startedAt = now
        finishedAt = now
    }

    /// The state it was seen in last; nil where nothing was sent.
    public var terminalState: OrderState? { sightings.last?.state }

    /// Whether nothing went wrong.
    public var isPassed: Bool { !notes.contains(where: \.isFatal) }

    /// Keeps a state that the order was not in when it was looked at last.
    mutating func see(_ state: OrderState, word: String? = nil, reason: String? = nil, at now: Int64) {
        guard sightings.last?.state != state else { return }
        sightings.append(Sighting(state: state, word: word, reason: reason, at: now))
    }

    mutating func see(_ order: Order, at now: Int64) {
        orderIndex = order.index
        filledSize = max(filledSize, order.filledSize)
        let word = sanitized(order.status, limit: 60)
        see(order.state, word: word, reason: OrderStatus(venueWord: order.status)?.reason, at: now)
    }
}
