import LighterTransactions

/// What is checked before anything is signed. Nothing is sent past a guard.
public struct Guards: Hashable, Sendable {
    /// Whether every mutation is refused.
    public let isReadOnly: Bool
    public let confirm: Confirmation
    /// The only markets that may be traded; nil for all of them.
    public let markets: [String]?
    /// The most one order may be worth, in the quote asset.
    public let maximumNotional: Decimal?
    /// The most all orders of a day may be worth together, in the quote asset.
    public let maximumDayNotional: Decimal?
    /// How far from the mid a price may be.
    public let maximumDeviation: Percentage?
    /// The most orders that may rest at once.
    public let maximumOpenOrders: Int64?
}

/// When a mutation needs a yes: on a terminal it asks, elsewhere it needs `-y`.
public enum Confirmation: String, Hashable, Sendable, CaseIterable {
    case never
    /// Wherever real money moves.
    case mainnet
    case always

    /// Whether a mutation on `network` needs a yes.
    public func isNeeded(on network: Network) -> Bool {
        switch self {
        case .never: false
        case .mainnet: network.movesRealMoney
        case .always: true
        }
    }
}
