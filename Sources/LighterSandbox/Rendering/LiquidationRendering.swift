import LighterEngine
import LighterJSON
import LighterTransactions

/// Liquidations as an account's list shows them (api.md, section 7.22).
struct LiquidationRendering {
    let exchange: Exchange

    func json(_ liquidation: Liquidation) -> JSON {
        let trade = liquidation.trade
        return .object(
            JSONObject([
                ("id", .integer(trade.index)),
                ("market_id", .integer(trade.market)),
                ("type", trade.kind == .deleverage ? "deleverage" : "partial"),
                ("trade", self.trade(trade)),
                ("info", info(liquidation)),
                ("executed_at", .integer(trade.time.milliseconds)),
            ])
        )
    }

    private func trade(_ trade: Trade) -> JSON {
        guard let market = exchange.market(trade.market)?.market else { return .null }
        return .object(
            JSONObject([
                ("price", market.text(price: trade.price)),
                ("size", market.text(size: trade.size)),
                ("taker_fee", Amount.usdc(trade.fee(of: trade.makerSide.opposite))),
                ("maker_fee", Amount.usdc(trade.fee(of: trade.makerSide))),
                ("transaction_time", .moment(trade.time)),
                ("bid_account_id", .integer(trade.bid.account)),
                ("ask_account_id", .integer(trade.ask.account)),
            ])
        )
    }

    private func info(_ liquidation: Liquidation) -> JSON {
        let exposure = liquidation.exposure
        let markets = exchange.markets.indices.filter { exchange.markets[$0].market.isPerpetual }
        let positions = markets.filter { exposure.positions[$0].size != 0 }.map {
            exposure.positions[$0].json(exchange.markets[$0].market, mark: exposure.marks[$0], liquidationPrice: nil)
        }
        let marks = markets.filter { exposure.positions[$0].size != 0 }.map { place in
            let market = exchange.markets[place].market
            return ("\(market.index.value)", market.number(price: exposure.marks[place]))
        }
        let assets = Asset.all.map { asset in
            (exposure.balances[asset.index] ?? SpotBalance())
                .json(asset, margin: asset == .usdc ? exposure.collateral : 0)
        }
        return .object(
            JSONObject([
                ("positions", .array(positions)),
                ("risk_info_before", risk(exposure.risk)),
                ("risk_info_after", risk(liquidation.after)),
                ("mark_prices", .object(JSONObject(marks))),
                ("assets", .array(assets)),
                ("asset_index_prices", .object(JSONObject([("\(Asset.usdc.index)", "1.000000")]))),
            ])
        )
    }

    private func risk(_ risk: AccountRisk) -> JSON {
        .object(
            JSONObject([
                ("cross_risk_parameters", parameters(risk.cross)),
                ("isolated_risk_parameters", .array(risk.isolated.map(parameters))),
            ])
        )
    }

    /// USDC alone is collateral, so that all values of an account are its equity.
    private func parameters(_ pool: AccountRisk.Pool) -> JSON {
        .object(
            JSONObject([
                ("market_id", .integer(pool.market ?? Request.anyMarket)),
                ("collateral", Amount.usdc(pool.collateral)),
                ("total_account_value", Amount.usdc(pool.equity)),
                ("initial_margin_req", Amount.usdc(pool.initial)),
                ("maintenance_margin_req", Amount.usdc(pool.maintenance)),
                ("close_out_margin_req", Amount.usdc(pool.closeout)),
                ("total_account_liquidation_threshold", Amount.usdc(pool.equity)),
                ("usdc_collateral_with_funding", Amount.usdc(pool.collateral)),
                ("usdc_portfolio_value", Amount.usdc(pool.equity)),
                ("total_portfolio_value", Amount.usdc(pool.equity)),
            ])
        )
    }
}
