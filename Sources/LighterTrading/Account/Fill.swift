import LighterTransactions
import LighterVenue

/// A trade as one of its two accounts sees it.
public struct Fill: Hashable, Sendable {
    public enum Role: String, Sendable {
        /// Its order rested, and another took.
        case maker
        case taker
        /// The account traded with itself.
        case both
    }

    public let trade: Trade
    /// Bought or sold; nil where the account did both.
    public let side: Side?
    public let role: Role

    public init(_ trade: Trade, of account: AccountIndex) {
        self.trade = trade
        side = trade.side(of: account.value)
        role = side.map { $0 == trade.takerSide ? .taker : .maker } ?? .both
    }

    /// In the quote asset.
    public var notional: Decimal? { trade.notional ?? (try? trade.price.multiplied(by: trade.size)) }

    /// What the account paid, in millionths of the notional (api.md, section 5.4).
    public var feeRate: Int64 {
        switch role {
        case .maker: trade.makerFee
        case .taker: trade.takerFee
        case .both: trade.makerFee + trade.takerFee
        }
    }

    /// What the account paid, valued in the quote asset: the exact product of rate and notional, of which the venue takes
    /// whole units of an asset. Nil where it has more digits than a number here.
    public var fee: Decimal? {
        guard feeRate != 0 else { return .zero }
        return notional.flatMap { try? $0.multiplied(by: Decimal(feeRate)).shifted(by: -6) }
    }

    /// Profit or loss that the trade made real; nil where the venue does not tell, and where the account stood on both sides.
    public var realizedPnL: Decimal? { side.flatMap { trade.party($0).realizedPnL } }
}
