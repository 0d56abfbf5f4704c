import LighterTransactions

/// What kind of order it is: those that clients sign, and two that only the venue makes (api.md, section 4.3).
public enum OrderKind: Int64, Hashable, Sendable, CaseIterable {
    case limit = 0
    case market = 1
    case stopLoss = 2
    case stopLossLimit = 3
    case takeProfit = 4
    case takeProfitLimit = 5
    case twap = 6
    /// One of the market orders that a TWAP order is made of.
    case twapSlice = 7
    case liquidation = 8

    public init(_ type: OrderType) {
        self =
            switch type {
            case .limit: .limit
            case .market: .market
            case .stopLoss: .stopLoss
            case .stopLossLimit: .stopLossLimit
            case .takeProfit: .takeProfit
            case .takeProfitLimit: .takeProfitLimit
            case .twap: .twap
            }
    }

    /// Whether the order waits for a trigger price.
    public var isConditional: Bool {
        switch self {
        case .stopLoss, .stopLossLimit, .takeProfit, .takeProfitLimit: true
        case .limit, .market, .twap, .twapSlice, .liquidation: false
        }
    }

    /// Whether it waits to trade instead of trading as it comes.
    public var waits: Bool { isConditional || self == .twap }

    /// Whether it triggers when the price goes against the position it closes, and not in its favour.
    var isStopLoss: Bool { self == .stopLoss || self == .stopLossLimit }

    /// Whether its price bounds the average of its trades, and not each of them (the venue's circuits,
    /// `matching_engine`).
    var boundsAverage: Bool {
        switch self {
        case .market, .stopLoss, .takeProfit, .twapSlice: true
        case .limit, .stopLossLimit, .takeProfitLimit, .twap, .liquidation: false
        }
    }
}
