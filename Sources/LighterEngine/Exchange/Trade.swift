import LighterTransactions

/// One match of two orders.
public struct Trade: Hashable, Sendable {
    /// What the trade did to one of its sides.
    public struct Party: Hashable, Sendable {
        public let account: Int64
        public let orderIndex: Int64
        public let clientIndex: Int64
        public let orderVersion: Int64
        /// Lots held before, long above zero.
        public let positionBefore: Lots
        public let entryQuoteBefore: QuoteUnits
        public let initialMarginFraction: Int64
        /// Whether the position came into being or changed its side.
        public let positionSignChanged: Bool
        /// The collateral of an isolated position, 0 for a cross one.
        public let allocatedMarginBefore: QuoteUnits
        public let allocatedMarginAfter: QuoteUnits
        public let realisedProfit: QuoteUnits
    }

    /// Why two accounts traded (api.md, section 4.3).
    public enum Kind: String, Sendable {
        case trade
        case liquidation
        /// The insurance fund took a position over.
        case deleverage
    }

    public let index: Int64
    public let kind: Kind
    public let market: Int64
    public let price: Ticks
    public let size: Lots
    public let quote: QuoteUnits
    /// The side of the order that was resting.
    public let makerSide: Side
    public let maker: Party
    public let taker: Party
    /// What the maker paid, in millionths of the value.
    public let makerFee: Int64
    /// What the taker paid, in millionths of the value: to the insurance fund when it was liquidated.
    public let takerFee: Int64
    public let block: Int64
    public let time: Moment
    /// The hash of the transaction that made the trade.
    public let transactionHash: String

    public var ask: Party { makerSide.isAsk ? maker : taker }
    public var bid: Party { makerSide.isAsk ? taker : maker }
}
