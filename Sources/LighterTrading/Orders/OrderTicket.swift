import LighterProfile
import LighterTransactions
import LighterVenue

/// What a person or a script asks for, in their words, before the market says what it means.
public struct OrderTicket: Sendable {
    /// At what price.
    public enum Pricing: Sendable {
        /// At this one or better.
        case limit(String)
        /// At what the book has, but no worse than the best price there moved by this much, or than a price given. An
        /// order that waits for a trigger price counts from that. Without slippage the profile's holds.
        case market(slippage: Percentage?, worst: String?)
    }

    /// When it trades.
    public enum Timing: Sendable {
        /// As it comes; what is attached closes the position it opens.
        case atOnce(attached: AttachedTriggers)
        /// Once the mark price has come to this one.
        case triggered(TriggerKind, at: String)
        /// In slices, until this time is over.
        case sliced(over: TimeSpan)
    }

    public var side: Side
    public var size: String
    public var pricing: Pricing
    public var timing: Timing
    /// Nil for what the profile says, or for the one that the kind of order has.
    public var timeInForce: TimeInForce?
    /// How long the order, or what is attached to it, may stand; nil for what the profile says.
    public var expires: TimeSpan?
    public var reduceOnly: Bool
    /// Whether it is for the whole of a position, whatever its size.
    public var closesPosition: Bool
    public var identifier: OrderIdentifier?
    /// How a price or size between two ticks or lots is taken; nil refuses it.
    public var rounding: MarketPrecision.Rounding?

    public init(
        side: Side,
        size: String,
        pricing: Pricing,
        timing: Timing = .atOnce(attached: .none),
        timeInForce: TimeInForce? = nil,
        expires: TimeSpan? = nil,
        reduceOnly: Bool = false,
        closesPosition: Bool = false,
        identifier: OrderIdentifier? = nil,
        rounding: MarketPrecision.Rounding? = nil
    ) {
        self.side = side
        self.size = size
        self.pricing = pricing
        self.timing = timing
        self.timeInForce = timeInForce
        self.expires = expires
        self.reduceOnly = reduceOnly
        self.closesPosition = closesPosition
        self.identifier = identifier
        self.rounding = rounding
    }

    /// Whether the book has to be asked: for a price, or for whether a trigger price is still ahead.
    public var needsBook: Bool {
        switch (timing, pricing) {
        case (.triggered, _): true
        case (.atOnce(let attached), _) where !attached.isEmpty: true
        case (_, .market(_, nil)): true
        case (_, .market), (_, .limit): false
        }
    }
}

/// The orders that are to close the position another one opens, each at its trigger price.
public struct AttachedTriggers: Sendable {
    public var stopLoss: String?
    public var takeProfit: String?
    /// How much worse than its trigger price each of them may fill; nil for what the profile says.
    public var slippage: Percentage?

    public init(stopLoss: String? = nil, takeProfit: String? = nil, slippage: Percentage? = nil) {
        self.stopLoss = stopLoss
        self.takeProfit = takeProfit
        self.slippage = slippage
    }

    /// Nothing is attached.
    public static let none = AttachedTriggers()

    public var isEmpty: Bool { stopLoss == nil && takeProfit == nil }

    /// In the order in which a group has them.
    var prices: [(kind: TriggerKind, trigger: String)] {
        [(.stopLoss, stopLoss), (.takeProfit, takeProfit)].compactMap { kind, trigger in
            trigger.map { (kind, $0) }
        }
    }
}
