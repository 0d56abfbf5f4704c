/// The life of an order in ten words, the same for every venue word, order type and stream.
public enum OrderState: String, Sendable, CaseIterable {
    /// Sent, and being processed.
    case submitted = "SUBMITTED"
    /// Accepted, and waiting for a trigger, a time slice or its parent.
    case pending = "PENDING"
    /// Resting on the book.
    case accepted = "ACCEPTED"
    /// Its trigger has fired; it is on its way to the book.
    case triggered = "TRIGGERED"
    /// Some filled, the rest still working.
    case partiallyFilled = "PARTIALLY_FILLED"
    case filled = "FILLED"
    /// Cancelled by its owner or by the venue; some of it may have been filled before.
    case canceled = "CANCELED"
    /// Refused, at the door or by the sequencer; it never became an order.
    case rejected = "REJECTED"
    /// Its time ran out; some of it may have been filled before.
    case expired = "EXPIRED"
    /// The venue used a word this version does not know, or no answer tells.
    case unknown = "UNKNOWN"

    /// What the state says, as a clause for people.
    public var meaning: String {
        switch self {
        case .submitted: "the order was sent, and the venue is processing it"
        case .pending: "the order was accepted, and waits for its trigger, its next slice or its parent order"
        case .accepted: "the order rests on the book"
        case .triggered: "the order's trigger has fired, and it is on its way to the book"
        case .partiallyFilled: "some of the order is filled, and the rest is still working"
        case .filled: "the order is completely filled"
        case .canceled: "the order was cancelled by its owner or by the venue; some of it may have been filled before"
        case .rejected: "the venue refused the order; it never became one"
        case .expired: "the order's time ran out; some of it may have been filled before"
        case .unknown: "no answer tells where the order stands, or the venue used a word this version does not know"
        }
    }

    /// Where to look next.
    public var hint: String {
        switch self {
        case .submitted, .pending, .accepted, .triggered: "lighter orders"
        case .partiallyFilled, .filled: "lighter positions"
        case .canceled, .rejected, .expired: "lighter orders --history"
        case .unknown: "lighter orders --ledger"
        }
    }

    /// Whether nothing more can happen to the order. An unknown state is not final: the order may live.
    public var isFinal: Bool {
        switch self {
        case .filled, .canceled, .rejected, .expired: true
        case .submitted, .pending, .accepted, .triggered, .partiallyFilled, .unknown: false
        }
    }

    /// The state behind the venue's words.
    ///
    /// - Parameters:
    ///   - venueWord: `status` of an order.
    ///   - triggerStatus: `trigger_status` of the order; none or `na` when it is not conditional.
    ///   - anythingFilled: whether `filled_base_amount` is above zero. A cancelled order keeps its state whatever was
    ///     filled; see `exitClass(anythingFilled:)`.
    public init(venueWord: String, triggerStatus: String? = nil, anythingFilled: Bool) {
        guard let status = OrderStatus(venueWord: venueWord) else {
            self = .unknown
            return
        }
        if anythingFilled && !status.isFinal {
            self = .partiallyFilled
            return
        }
        let hasFired = triggerStatus.flatMap(VenueWord.TriggerStatus.init) == .ready
        self = status == .pending && hasFired ? .triggered : status.state
    }

    /// How a command ends that stops looking while the order is in this state.
    ///
    /// Cancelled or expired is `dead` with nothing filled and `partial` otherwise, whoever asked for the cancellation
    /// and for whatever reason: the money is in the same place. A live order is `pending`.
    public func exitClass(anythingFilled: Bool) -> ExitClass {
        switch self {
        case .filled: .ok
        case .canceled, .expired: anythingFilled ? .partial : .dead
        case .rejected: .rejected
        case .unknown: .unknown
        case .submitted, .pending, .accepted, .triggered, .partiallyFilled: .pending
        }
    }
}
