import LighterJSON
import LighterTransactions

/// Funding that an account paid or got (api.md, section 7.23).
public struct FundingPayment: Hashable, Sendable {
    /// Milliseconds since the Unix epoch.
    public let time: Int64
    public let market: MarketIndex
    public let id: Int64?
    /// In USDC: above zero it was got, below zero paid.
    public let change: Decimal
    /// In USDC.
    public let discount: Decimal?
    /// Percent for the interval, in the venue's sign.
    public let ratePercent: Decimal?
    public let size: Decimal
    /// Whose: `long` or `short`, in the venue's word.
    public let side: String

    init(_ reader: JSONReader) throws(JSONError) {
        time = try reader.required("timestamp", reader.time("timestamp"))
        market = try reader.requiredBounded("market_id")
        id = try reader.integer("funding_id")
        change = try reader.requiredDecimal("change")
        discount = try reader.decimal("discount")
        ratePercent = try reader.decimal("rate")
        size = try reader.requiredDecimal("position_size")
        side = try reader.requiredWord("position_side")
    }
}
