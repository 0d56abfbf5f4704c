import LighterStatus
import LighterTransactions

/// What an order that waits for a trigger price is for.
public enum TriggerKind: String, Hashable, Sendable, CaseIterable {
    case stopLoss = "stop-loss"
    case takeProfit = "take-profit"

    /// The venue's type of such an order: with a limit of its own, or taking what the book has.
    func type(isLimit: Bool) -> OrderType {
        switch self {
        case .stopLoss: isLimit ? .stopLossLimit : .stopLoss
        case .takeProfit: isLimit ? .takeProfitLimit : .takeProfit
        }
    }

    /// Whether the price has to rise to the trigger of an order of this side; otherwise it has to fall to it.
    func awaitsRise(_ side: Side) -> Bool { (self == .takeProfit) == (side == .sell) }
}

extension OrderType {
    /// The venue's word: `stop-loss-limit`.
    public var word: String { VenueWord.OrderType(number: Int(rawValue))?.rawValue ?? "\(self)" }

    /// What its trigger price is for; nil for orders without one.
    public var triggerKind: TriggerKind? {
        switch self {
        case .stopLoss, .stopLossLimit: .stopLoss
        case .takeProfit, .takeProfitLimit: .takeProfit
        case .limit, .market, .twap: nil
        }
    }
}
