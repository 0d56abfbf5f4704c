/// The venue's own word for where an order stands: `status` of an order (API reference, Order).
public enum OrderStatus: String, Sendable, CaseIterable {
    case inProgress = "in-progress"
    case pending = "pending"
    case open = "open"
    case filled = "filled"
    case canceled = "canceled"
    case canceledPostOnly = "canceled-post-only"
    case canceledReduceOnly = "canceled-reduce-only"
    case canceledPositionNotAllowed = "canceled-position-not-allowed"
    case canceledMarginNotAllowed = "canceled-margin-not-allowed"
    case canceledTooMuchSlippage = "canceled-too-much-slippage"
    case canceledNotEnoughLiquidity = "canceled-not-enough-liquidity"
    case canceledSelfTrade = "canceled-self-trade"
    case canceledExpired = "canceled-expired"
    case canceledOCO = "canceled-oco"
    case canceledChild = "canceled-child"
    case canceledLiquidation = "canceled-liquidation"
    case canceledInvalidBalance = "canceled-invalid-balance"

    /// Also takes `active`, which the table of numbers uses for `open`. Nothing for a word this version does not know.
    public init?(venueWord: String) {
        if venueWord == "active" {
            self = .open
            return
        }
        self.init(rawValue: venueWord)
    }

    /// From `st` of an `event_info` document. Prefer the word: published tables of these numbers disagree.
    public init?(number: Int) {
        guard let status = OrderStatus.allCases.first(where: { $0.number == number }) else { return nil }
        self = status
    }

    /// The number in `st` of an `event_info` document.
    public var number: Int { row.number }

    /// The state with nothing filled and no trigger fired; `OrderState` has the whole rule.
    public var state: OrderState { row.state }

    public var isFinal: Bool { row.state.isFinal }

    /// Why the order stands there, as a clause for people.
    public var reason: String { row.reason }

    /// What to do about it; a runnable command when it starts with `lighter `.
    public var hint: String? { row.hint }

    private struct Row {
        let number: Int
        let state: OrderState
        let reason: String
        let hint: String?

        init(_ number: Int, _ state: OrderState, _ reason: String, hint: String? = nil) {
            self.number = number
            self.state = state
            self.reason = reason
            self.hint = hint
        }
    }

    // swift-format-ignore
    private var row: Row {
        switch self {
        case .inProgress:
            Row(0, .submitted, "the venue is processing it")
        case .pending:
            Row(1, .pending, "it waits for its trigger, its next slice or its parent order")
        case .open:
            Row(2, .accepted, "it rests on the book")
        case .filled:
            Row(3, .filled, "it is completely filled")
        case .canceled:
            Row(4, .canceled, "it was cancelled on request: a cancel, a cancel-all or the venue's operators")
        case .canceledPostOnly:
            Row(5, .canceled, "it was post-only and would have taken liquidity at its price",
                hint: "lighter book <market>")
        case .canceledReduceOnly:
            Row(6, .canceled, "it was reduce-only and there was nothing left to reduce on that side",
                hint: "lighter positions")
        case .canceledPositionNotAllowed:
            Row(7, .canceled, "the venue does not allow this change of position now, as in a market that only reduces",
                hint: "lighter markets <market>")
        case .canceledMarginNotAllowed:
            Row(8, .canceled, "the account had too little margin when it was to execute",
                hint: "lighter account")
        case .canceledTooMuchSlippage:
            Row(9, .canceled, "the book had moved past its worst acceptable price",
                hint: "lighter book <market>")
        case .canceledNotEnoughLiquidity:
            Row(10, .canceled, "nothing, or nothing more, was there to match it",
                hint: "lighter book <market>")
        case .canceledSelfTrade:
            Row(11, .canceled, "it would have traded with another order of the same owner",
                hint: "lighter orders")
        case .canceledExpired:
            Row(12, .expired, "its expiry was reached")
        case .canceledOCO:
            Row(13, .canceled, "the other order of its one-cancels-other pair executed",
                hint: "lighter orders --history")
        case .canceledChild:
            Row(14, .canceled, "its parent order ended, and took it along",
                hint: "lighter orders --history")
        case .canceledLiquidation:
            Row(15, .canceled, "a liquidation of the account removed it",
                hint: "lighter positions")
        case .canceledInvalidBalance:
            Row(16, .canceled, "the spot balance it needed was not there",
                hint: "lighter account")
        }
    }
}
