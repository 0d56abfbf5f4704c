import LighterEngine
import LighterJSON
import LighterTransactions

extension MarketState {
    /// A row of `orderBooks` (api.md, section 7.4).
    var summary: [(String, JSON)] {
        [
            ("symbol", .string(market.symbol)),
            ("market_id", .integer(market.index.value)),
            ("market_type", .string(market.typeWord)),
            ("base_asset_id", .integer(assets.base)),
            ("quote_asset_id", .integer(assets.quote)),
            ("status", .string(market.status.rawValue)),
            ("taker_fee", "0.0000"),
            ("is_taker_fee_enabled", true),
            ("maker_fee", "0.0000"),
            ("is_maker_fee_enabled", true),
            ("liquidation_fee", "1.0000"),
            ("min_base_amount", market.text(size: market.minimumSize)),
            ("min_quote_amount", market.text(quote: market.minimumQuote)),
            ("order_quote_limit", market.text(quote: Market.quoteLimit)),
            ("supported_size_decimals", .integer(Int64(market.precision.sizeDecimals))),
            ("supported_price_decimals", .integer(Int64(market.precision.priceDecimals))),
            ("supported_quote_decimals", .integer(Int64(market.precision.quoteDecimals))),
            ("multiplier", "1"),
            ("created_at", "1737100000"),
            ("start_timestamp", 0),
            ("end_timestamp", 0),
            ("settlement_type", 0),
            ("settlement_price", 0),
            ("settlement_cap", 0),
            ("outcome", 0),
            ("default_price", 0),
            ("operator_account_index", 0),
            ("is_frozen", false),
        ]
    }

    var orderBook: JSON { .object(JSONObject(summary + [("open_interest", market.text(size: openInterest))])) }

    /// A row of `orderBookDetails` (api.md, section 7.5).
    func details(at time: Moment) -> JSON {
        let day = statistics.summary(at: time)
        let common: [(String, JSON)] = [
            ("size_decimals", .integer(Int64(market.precision.sizeDecimals))),
            ("price_decimals", .integer(Int64(market.precision.priceDecimals))),
            ("last_trade_price", market.number(price: lastPrice ?? 0)),
            ("daily_trades_count", .integer(day?.trades ?? 0)),
            ("daily_base_token_volume", market.number(size: day?.base ?? 0)),
            ("daily_quote_token_volume", market.number(quote: day?.quote ?? 0)),
            ("daily_price_low", market.number(price: day?.low ?? 0)),
            ("daily_price_high", market.number(price: day?.high ?? 0)),
            ("daily_price_change", dailyChange(day)),
            ("daily_chart", .object(JSONObject())),
        ]
        guard let fractions = market.marginFractions else {
            return .object(JSONObject(summary + common + [("open_interest", market.text(size: openInterest))]))
        }
        return .object(JSONObject(summary + common + riskDetails(fractions)))
    }

    /// The change of a day in per cent, four digits behind the point.
    func dailyChange(_ day: DailyStatistics.Summary?) -> JSON {
        guard let day, day.open > 0 else { return 0 }
        return Amount.number((day.close - day.open) * 1_000_000 / day.open, decimals: 4)
    }

    private func riskDetails(_ fractions: MarginFractions) -> [(String, JSON)] {
        [
            ("quote_multiplier", 1),
            ("default_initial_margin_fraction", .integer(fractions.defaultInitial)),
            ("min_initial_margin_fraction", .integer(fractions.minimumInitial)),
            ("maintenance_margin_fraction", .integer(fractions.maintenance)),
            ("closeout_margin_fraction", .integer(fractions.closeout)),
            ("open_interest", market.number(size: openInterest)),
            ("market_config", marketConfig),
            ("strategy_index", 2),
            ("mark_price", market.text(price: markPrice)),
            ("index_price", market.text(price: indexPrice)),
            ("funding_clamp_small", "0.0500"),
            ("funding_clamp_big", "4.0000"),
            ("base_interest_rate", "0.0100"),
            ("funding_premium_multiplier", 1),
            ("market_flags", 0),
        ]
    }

    private var marketConfig: JSON {
        .object(
            JSONObject([
                ("market_margin_mode", 0),
                ("insurance_fund_account_index", .integer(Exchange.insuranceFund)),
                ("liquidation_mode", 0),
                ("force_reduce_only", .bool(market.isReduceOnly)),
                ("funding_fee_discounts_enabled", false),
                ("trading_hours", ""),
                ("hidden", false),
                ("rfq_enabled", false),
            ])
        )
    }

    private var assets: (base: Int64, quote: Int64) {
        guard case .spot(let base, let quote) = market.kind else { return (0, 0) }
        return (base.index, quote.index)
    }
}

extension Order {
    /// A row of `orderBookOrders` (api.md, section 7.6).
    func bookEntry(_ market: Market) -> JSON {
        .object(
            JSONObject([
                ("order_index", .integer(index)),
                ("order_id", .text(index)),
                ("owner_account_index", .integer(account)),
                ("initial_base_amount", market.text(size: initialSize)),
                ("remaining_base_amount", market.text(size: remainingSize)),
                ("price", market.text(price: price)),
                ("order_expiry", .integer(expiry)),
                ("transaction_time", .moment(updatedAt)),
            ])
        )
    }
}
