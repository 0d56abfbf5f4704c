import LighterJSON
import LighterTransactions

/// Prices and volumes of a market at the time it was asked about (api.md, section 7.5). For people to look at: the
/// venue writes most of them from floating point.
public struct MarketStatistics: Hashable, Sendable {
    public let lastPrice: Decimal?
    public let markPrice: Decimal?
    public let indexPrice: Decimal?
    /// Of the last 24 hours; the volumes in the base and the quote asset, the change in percent.
    public let dailyTrades: Int64?
    public let dailyBaseVolume: Decimal?
    public let dailyQuoteVolume: Decimal?
    public let dailyLow: Decimal?
    public let dailyHigh: Decimal?
    public let dailyChangePercent: Decimal?
    /// In the base asset.
    public let openInterest: Decimal?

    /// Nil where a market is listed without.
    init?(_ reader: JSONReader) throws(JSONError) {
        guard reader.value("last_trade_price") != nil || reader.value("daily_trades_count") != nil else { return nil }
        lastPrice = try reader.statistic("last_trade_price")
        markPrice = try reader.statistic("mark_price")
        indexPrice = try reader.statistic("index_price")
        dailyTrades = try reader.integer("daily_trades_count")
        dailyBaseVolume = try reader.statistic("daily_base_token_volume")
        dailyQuoteVolume = try reader.statistic("daily_quote_token_volume")
        dailyLow = try reader.statistic("daily_price_low")
        dailyHigh = try reader.statistic("daily_price_high")
        dailyChangePercent = try reader.statistic("daily_price_change")
        openInterest = try reader.statistic("open_interest")
    }
}
