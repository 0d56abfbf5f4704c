import LighterJSON
import LighterTransactions

extension Market {
    /// What lasts of a market, in the venue's own words, for the cache. Prices and volumes are left out, and what is
    /// read as the same when it is missing.
    var json: JSON {
        var object = JSONObject([
            ("symbol", .string(symbol)), ("market_id", .integer(index.value)), ("market_type", .string(kind.word)),
            ("status", .string(status)),
            ("supported_price_decimals", JSON(precision.priceDecimals)),
            ("supported_size_decimals", JSON(precision.sizeDecimals)),
        ])
        object["base_asset_id"] = baseAsset.map(JSON.integer)
        object["quote_asset_id"] = quoteAsset.map(JSON.integer)
        object["min_base_amount"] = minimumSize.map { .string($0.description) }
        object["min_quote_amount"] = minimumNotional.map { .string($0.description) }
        object["order_quote_limit"] = maximumNotional.map { .string($0.description) }
        object["maker_fee"] = makerFeePercent.map { .string($0.description) }
        object["taker_fee"] = takerFeePercent.map { .string($0.description) }
        object["liquidation_fee"] = liquidationFeePercent.map { .string($0.description) }
        object["min_initial_margin_fraction"] = (margin?.minimumInitial).map(JSON.integer)
        object["default_initial_margin_fraction"] = (margin?.defaultInitial).map(JSON.integer)
        object["maintenance_margin_fraction"] = (margin?.maintenance).map(JSON.integer)
        object["closeout_margin_fraction"] = (margin?.closeOut).map(JSON.integer)
        if isReduceOnly || !tradingHours.isEmpty {
            let hours = JSON.string(tradingHours)
            object["market_config"] = ["force_reduce_only": .bool(isReduceOnly), "trading_hours": hours]
        }
        if isFrozen { object["is_frozen"] = true }
        return .object(object)
    }
}
