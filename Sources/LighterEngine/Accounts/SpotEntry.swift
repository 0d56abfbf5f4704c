import LighterTransactions

/// What an account paid for the base asset it bought in a spot market and still has; what it came by otherwise is not in
/// it.
public struct SpotEntry: Hashable, Sendable {
    public private(set) var size: Lots = 0
    public private(set) var quote: QuoteUnits = 0
    public private(set) var lastTrade: Int64 = 0

    /// What a lot cost on average, down to a tick; 0 of nothing.
    public var averagePrice: Ticks { size > 0 ? quote / size : 0 }

    mutating func take(_ trade: Trade, as side: Side) {
        lastTrade = trade.index
        if side == .buy {
            size += trade.size
            quote += trade.quote
        } else if size > 0 {
            let sold = min(trade.size, size)
            quote -= QuoteUnits(Int128(quote) * Int128(sold) / Int128(size))
            size -= sold
        }
    }
}
