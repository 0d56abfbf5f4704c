import LighterEngine
import LighterJSON
import LighterTransactions

extension Position {
    /// A row of `positions` (api.md, section 7.13).
    func json(_ market: Market, mark: Ticks, liquidationPrice: Ticks?) -> JSON {
        .object(
            JSONObject([
                ("market_id", .integer(market.index.value)),
                ("symbol", .string(market.symbol)),
                ("initial_margin_fraction", Amount.percent(initialMarginFraction)),
                ("open_order_count", .integer(Int64(openOrderCount))),
                ("pending_order_count", .integer(Int64(waitingOrderCount))),
                ("position_tied_order_count", .integer(Int64(tiedOrderCount))),
                ("sign", size < 0 ? -1 : 1),
                ("position", market.text(size: abs(size))),
                ("avg_entry_price", market.text(price: averageEntryPrice)),
                ("position_value", Amount.usdc(value(at: mark))),
                ("unrealized_pnl", Amount.usdc(unrealisedProfit(at: mark))),
                ("realized_pnl", Amount.usdc(realisedProfit)),
                ("liquidation_price", liquidationPrice.map { market.text(price: $0) } ?? "0"),
                ("total_funding_paid_out", Amount.usdc(fundingPaid)),
                ("margin_mode", .integer(marginMode.rawValue)),
                ("allocated_margin", Amount.usdc(allocatedMargin)),
                ("total_discount", "0.000000"),
                ("margin_set_flag", .integer(isMarginSet ? 1 : 0)),
            ])
        )
    }
}

extension SpotBalance {
    /// A row of `assets` (api.md, section 7.13).
    ///
    /// - Parameter margin: What of the asset is collateral, in least units.
    func json(_ asset: Asset, margin: Int64) -> JSON {
        .object(
            JSONObject([
                ("symbol", .string(asset.symbol)),
                ("asset_id", .integer(asset.index)),
                ("balance", .string(Amount.text(total, decimals: asset.decimals))),
                ("locked_balance", .string(Amount.text(locked, decimals: asset.decimals))),
                ("margin_balance", .string(Amount.text(margin, decimals: asset.decimals))),
                ("margin_mode", "disabled"),
                ("multiplier", "1"),
            ])
        )
    }
}
