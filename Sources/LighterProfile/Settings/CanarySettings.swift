import LighterTransactions

/// What `lighter canary` does (canary.md, "Configuration").
public struct CanarySettings: Hashable, Sendable {
    /// The market of the order; nil until a profile names one.
    public let market: String?
    public let type: OrderType
    public let attempts: Int64
    /// Between two attempts.
    public let interval: TimeSpan
    /// How far from the mid the order rests.
    public let offset: Percentage
    public let size: Size
    /// Whether the order is modified before it is cancelled.
    public let modifies: Bool
    /// For one attempt.
    public let deadline: TimeSpan
    /// A submit answered more slowly is a failure.
    public let maximumAcknowledgement: TimeSpan
    /// A cancel that takes longer is a failure.
    public let maximumCancel: TimeSpan
    /// Whether the order attempt is made where real money moves.
    public let allowsLiveOrders: Bool
    /// Whether an order that cannot be cancelled may be swept away with all others of its market.
    public let allowsCancelAll: Bool
    public let probes: [CanaryProbe]

    /// What kind of order an attempt takes through its life.
    public enum OrderType: String, Hashable, Sendable, CaseIterable {
        /// Post-only and far from the touch, cancelled as soon as it rests.
        case limit
        /// Filled at once, and undone by an opposite one.
        case market
    }

    /// How much the order is for.
    public enum Size: Hashable, Sendable, CustomStringConvertible {
        /// The smallest the market takes.
        case minimum
        /// In the base asset, above 0.
        case exactly(Decimal)

        public var description: String {
            switch self {
            case .minimum: "min"
            case .exactly(let size): size.description
            }
        }
    }
}

/// A read that must hold besides.
public struct CanaryProbe: Hashable, Sendable {
    public let kind: Kind
    /// Nil for the canary's own.
    public let market: String?
    /// For a book alone.
    public let maximumSpread: Percentage?
    public let maximumLatency: TimeSpan?

    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case book
        case markets
        case account
        case stream
        case signer
    }
}
