import LighterTransactions

/// An order as the venue keeps it.
public struct Order: Hashable, Sendable {
    /// The venue's number of it. The market is in it, see ``OrderNumbers``.
    public let index: Int64
    /// The client's number of it, or 0.
    public let clientIndex: Int64
    /// The account it belongs to.
    public let account: Int64
    /// The market it stands in.
    public let market: Int64
    public let side: Side
    public let kind: OrderKind
    public let timeInForce: TimeInForce
    public let reduceOnly: Bool
    /// Milliseconds since the Unix epoch at which it leaves the book; 0 for none.
    public let expiry: Int64
    public let createdAt: Moment

    /// The limit. On a market order the worst average price.
    public internal(set) var price: Ticks
    /// The size asked for, what is filled included.
    public internal(set) var initialSize: Lots
    /// The size still to fill.
    public internal(set) var remainingSize: Lots
    public internal(set) var filledSize: Lots = 0
    public internal(set) var filledQuote: QuoteUnits = 0
    public internal(set) var status: OrderStatus = .inProgress
    /// Its place in the sequence of everything that entered the books; a modified order gets a new one.
    public internal(set) var sequence: Int64
    /// How often it was modified.
    public internal(set) var version: Int64 = 0
    public internal(set) var selfTrade: SelfTradeRule
    public internal(set) var updatedAt: Moment
    public internal(set) var trigger = OrderTrigger()
    public internal(set) var group = OrderGroup()

    /// Whether the order goes when its owner's position does (the venue's circuits, `matching_engine`).
    var isTiedToPosition: Bool { reduceOnly && trigger.status != .parentOrder }

    /// The quote asset it takes to fill what remains at its limit.
    var remainingQuote: QuoteUnits { price &* remainingSize }
}

/// Where an order stands (api.md, section 4.2). The raw value is the number in `event_info`.
public enum OrderStatus: Int64, Hashable, Sendable {
    case inProgress = 0
    case pending = 1
    case open = 2
    case filled = 3
    case canceled = 4
    case canceledPostOnly = 5
    case canceledReduceOnly = 6
    case canceledPositionNotAllowed = 7
    case canceledMarginNotAllowed = 8
    case canceledTooMuchSlippage = 9
    case canceledNotEnoughLiquidity = 10
    case canceledSelfTrade = 11
    case canceledExpired = 12
    case canceledOCO = 13
    case canceledChild = 14
    case canceledLiquidation = 15
    case canceledInvalidBalance = 16

    /// Whether the order rests or waits.
    public var isLive: Bool { self == .open || self == .pending }

    /// The venue's word in order lists.
    public var word: String {
        switch self {
        case .inProgress: "in-progress"
        case .pending: "pending"
        case .open: "open"
        case .filled: "filled"
        case .canceled: "canceled"
        case .canceledPostOnly: "canceled-post-only"
        case .canceledReduceOnly: "canceled-reduce-only"
        case .canceledPositionNotAllowed: "canceled-position-not-allowed"
        case .canceledMarginNotAllowed: "canceled-margin-not-allowed"
        case .canceledTooMuchSlippage: "canceled-too-much-slippage"
        case .canceledNotEnoughLiquidity: "canceled-not-enough-liquidity"
        case .canceledSelfTrade: "canceled-self-trade"
        case .canceledExpired: "canceled-expired"
        case .canceledOCO: "canceled-oco"
        case .canceledChild: "canceled-child"
        case .canceledLiquidation: "canceled-liquidation"
        case .canceledInvalidBalance: "canceled-invalid-balance"
        }
    }
}

/// What happens when an order would trade with one of the same owner (signing.md, attributes 6 and 7).
public struct SelfTradeRule: Hashable, Sendable {
    public enum Scope: Int64, Sendable {
        case account = 0
        case masterAccount = 1
    }

    public var behaviour: TransactionAttributes.SelfTradeBehaviour
    public var scope: Scope

    public init(behaviour: TransactionAttributes.SelfTradeBehaviour = .expireMaker, scope: Scope = .account) {
        self.behaviour = behaviour
        self.scope = scope
    }
}
