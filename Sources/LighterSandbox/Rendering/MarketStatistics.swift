import LighterEngine
import LighterJSON
import LighterTransactions

extension Exchange {
    /// `market_stats` of a perpetual, `spot_market_stats` of a spot market (api.md, section 10.4).
    func statistics(_ place: Int, at time: Moment) -> JSON {
        let (state, market) = (markets[place], markets[place].market)
        let day = state.statistics.summary(at: time)
        let prices: [(String, JSON)] = [
            ("symbol", .string(market.symbol)),
            ("market_id", .integer(market.index.value)),
            ("index_price", market.text(price: state.indexPrice)),
            ("mid_price", market.text(price: state.midPrice)),
            ("last_trade_price", market.text(price: state.lastPrice ?? 0)),
        ]
        let daily: [(String, JSON)] = [
            ("daily_base_token_volume", market.number(size: day?.base ?? 0)),
            ("daily_quote_token_volume", market.number(quote: day?.quote ?? 0)),
            ("daily_price_low", market.number(price: day?.low ?? 0)),
            ("daily_price_high", market.number(price: day?.high ?? 0)),
            ("daily_price_change", state.dailyChange(day)),
        ]
        return .object(JSONObject(prices + (market.isPerpetual ? perpetualStatistics(place) : []) + daily))
    }

    /// The open interest counts in the quote asset, and nothing limits it.
    private func perpetualStatistics(_ place: Int) -> [(String, JSON)] {
        let (state, market) = (markets[place], markets[place].market)
        let settled = state.fundings.newest(1).first
        return [
            ("mark_price", market.text(price: state.markPrice)),
            ("open_interest", market.text(quote: market.quote(state.markPrice, state.openInterest) ?? 0)),
            ("open_interest_limit", market.text(quote: 1 << 56)),
            ("funding_clamp_small", "0.0500"),
            ("funding_clamp_big", "4.0000"),
            ("base_interest_rate", "0.0100"),
            ("current_funding_rate", FundingRate.percent(currentFundingRate(place))),
            ("funding_rate", FundingRate.percent(settled?.rate ?? 0)),
            ("funding_timestamp", .integer(settled?.time.milliseconds ?? 0)),
        ]
    }
}

extension MarketState {
    /// Between the best prices, down to a tick; the mark price unless both sides have one.
    fileprivate var midPrice: Ticks {
        guard let bid = book.bestPrice(.buy), let ask = book.bestPrice(.sell) else { return markPrice }
        return (bid + ask) / 2
    }
}
