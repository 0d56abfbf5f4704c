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
