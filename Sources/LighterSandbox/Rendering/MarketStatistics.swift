import LighterEngine
import LighterJSON
import LighterTransactions

extension MarketState {
    /// `market_stats` of a perpetual, `spot_market_stats` of a spot market (api.md, section 10.4).
    func statistics(at time: Moment) -> JSON {
        let day = statistics.summary(at: time)
        let prices: [(String, JSON)] = [
            ("symbol", .string(market.symbol)),
            ("market_id", .integer(market.index.value)),
            ("index_price", market.text(price: indexPrice)),
            ("mid_price", market.text(price: midPrice)),
            ("last_trade_price", market.text(price: lastPrice ?? 0)),
        ]
        let daily: [(String, JSON)] = [
            ("daily_base_token_volume", market.number(size: day?.base ?? 0)),
            ("daily_quote_token_volume", market.number(quote: day?.quote ?? 0)),
            ("daily_price_low", market.number(price: day?.low ?? 0)),
            ("daily_price_high", market.number(price: day?.high ?? 0)),
            ("daily_price_change", dailyChange(day)),
        ]
        return .object(JSONObject(prices + (market.isPerpetual ? perpetualStatistics(at: time) : []) + daily))
    }

    /// The open interest counts in the quote asset. Nothing is limited, and no funding is settled.
    private func perpetualStatistics(at time: Moment) -> [(String, JSON)] {
        [
            ("mark_price", market.text(price: markPrice)),
            ("open_interest", market.text(quote: market.quote(markPrice, openInterest) ?? 0)),
            ("open_interest_limit", market.text(quote: 1 << 56)),
            ("funding_clamp_small", "0.0500"),
            ("funding_clamp_big", "4.0000"),
            ("base_interest_rate", "0.0100"),
            ("current_funding_rate", "0.0000"),
            ("funding_rate", "0.0000"),
            ("funding_timestamp", .integer(time.seconds / 3_600 * 3_600_000)),
        ]
    }

    /// Between the best prices, down to a tick; the mark price unless both sides have one.
    private var midPrice: Ticks {
        guard let bid = book.bestPrice(.buy), let ask = book.bestPrice(.sell) else { return markPrice }
        return (bid + ask) / 2
    }
}
