/// What trading costs, in millionths of a trade's value (api.md, sections 5.4 and 8.3).
public struct TradingFees: Hashable, Sendable {
    public let maker: Int64
    public let taker: Int64

    static let none = TradingFees(maker: 0, taker: 0)
}

extension AccountTier {
    /// As far as no LIT is staked, and here none is.
    public var fees: TradingFees {
        switch self {
        case .standard, .builder: .none
        case .plus: TradingFees(maker: 50, taker: 50)
        case .premium: TradingFees(maker: 40, taker: 280)
        }
    }
}
