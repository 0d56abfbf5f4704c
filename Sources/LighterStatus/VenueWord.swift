/// The venue's exact words, and the integers it signs for them, outside order status (API reference, data structures
/// and constants). A word this version does not know makes no value; callers keep the text and go on.
public enum VenueWord {
    /// `trigger_status` of an order.
    public enum TriggerStatus: String, Sendable, CaseIterable {
        /// The order is not conditional.
        case notConditional = "na"
        /// The trigger has fired.
        case ready
        /// Waiting for the mark price to reach the trigger.
        case markPrice = "mark-price"
        /// Waiting for the next slice of a TWAP.
        case twap
        /// Waiting for the parent order.
        case parentOrder = "parent-order"
    }

    /// `type` of an order.
    public enum OrderType: String, Sendable, CaseIterable {
        case limit
        case market
        case stopLoss = "stop-loss"
        case stopLossLimit = "stop-loss-limit"
        case takeProfit = "take-profit"
        case takeProfitLimit = "take-profit-limit"
        case twap
        /// One slice of a TWAP; made by the venue, never signed.
        case twapSub = "twap-sub"
        /// Made by the venue, never signed.
        case liquidation

        /// The integer in a transaction.
        public var number: Int {
            switch self {
            case .limit: 0
            case .market: 1
            case .stopLoss: 2
            case .stopLossLimit: 3
            case .takeProfit: 4
            case .takeProfitLimit: 5
            case .twap: 6
            case .twapSub: 7
            case .liquidation: 8
            }
        }

        public init?(number: Int) {
            guard let type = OrderType.allCases.first(where: { $0.number == number }) else { return nil }
            self = type
        }
    }

    /// `time_in_force` of an order.
    public enum TimeInForce: String, Sendable, CaseIterable {
        case immediateOrCancel = "immediate-or-cancel"
        case goodTillTime = "good-till-time"
        case postOnly = "post-only"
        /// The venue's own word for not knowing.
        case unknown = "Unknown"

        /// The integer in a transaction; `unknown` has none.
        public var number: Int? {
            switch self {
            case .immediateOrCancel: 0
            case .goodTillTime: 1
            case .postOnly: 2
            case .unknown: nil
            }
        }

        public init?(number: Int) {
            guard let timeInForce = TimeInForce.allCases.first(where: { $0.number == number }) else { return nil }
            self = timeInForce
        }
    }

    /// `status` of a market.
    public enum MarketStatus: String, Sendable, CaseIterable {
        case inactive
        case active
        case inSettlement = "in-settlement"
        case waitingForSettlement = "waiting-for-settlement"
        case settled
    }

    /// `type` of a trade.
    public enum TradeType: String, Sendable, CaseIterable {
        case trade
        case liquidation
        case deleverage
        case marketSettlement = "market-settlement"
    }
}
