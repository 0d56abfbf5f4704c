import LighterJSON
import LighterTransactions

/// What a market did in one interval (api.md, section 7.9). For people to look at: the venue writes these numbers from
/// floating point, and leaves out what is zero.
public struct Candle: Hashable, Sendable {
    /// When the interval began, milliseconds since the Unix epoch.
    public let time: Int64
    public let open: Decimal?
    public let high: Decimal?
    public let low: Decimal?
    public let close: Decimal?
    public let baseVolume: Decimal
    public let quoteVolume: Decimal
    public let lastTrade: Int64?

    init(_ reader: JSONReader) throws(JSONError) {
        time = try reader.required("t", reader.time("t"))
        open = try reader.statistic("o")
        high = try reader.statistic("h")
        low = try reader.statistic("l")
        close = try reader.statistic("c")
        baseVolume = try reader.statistic("v") ?? .zero
        quoteVolume = try reader.statistic("V") ?? .zero
        lastTrade = try reader.nonzero("i")
        // Unadjusted prices.
        reader.passOver(["O", "H", "L", "C"])
    }
}
