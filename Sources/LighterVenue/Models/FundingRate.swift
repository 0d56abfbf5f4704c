import LighterJSON
import LighterTransactions

/// The funding rate of a market as it stands (api.md, section 7.11).
public struct FundingRate: Hashable, Sendable {
    /// The market here that it is about.
    public let market: MarketIndex
    /// `lighter` for this venue, or another venue's name.
    public let exchange: String
    /// A fraction for eight hours; above zero longs pay shorts. The venue writes it from floating point.
    public let rate: Decimal

    /// This venue's own name.
    public static let here = "lighter"

    init(_ reader: JSONReader) throws(JSONError) {
        market = try reader.requiredBounded("market_id")
        exchange = try reader.requiredWord("exchange")
        rate = try reader.required("rate", reader.statistic("rate"))
    }
}
