import LighterEngine
import LighterJSON
import LighterLayerOne
import LighterTransactions

/// An account as the account endpoints show it (api.md, sections 7.13 and 7.14).
struct AccountRendering {
    let exchange: Exchange
    let place: Int

    private var account: Account { exchange.accounts[place] }

    /// An element of `accounts`.
    func detailed(activeOnly: Bool) -> JSON {
        let margin = exchange.margin(ofAccount: place)
        return .object(
            JSONObject(
                summary(margin) + [
                    ("account_index", .integer(account.index)),
                    ("name", ""),
                    ("description", ""),
                    ("can_invite", false),
                    ("referral_points_percentage", ""),
                    ("can_rfq", false),
                    ("can_rfq_market_ids", .null),
                    ("agent_enabled", false),
                    ("created_at", 0),
                    ("metadata", .object(JSONObject([("color", "")]))),
                    ("positions", .array(shownMarkets(activeOnly: activeOnly).map(position))),
                    ("assets", .array(Asset.all.map(asset))),
                    ("total_asset_value", Amount.usdc(exchange.totalEquity(ofAccount: place))),
                    ("cross_asset_value", Amount.usdc(margin.equity)),
                    ("cross_initial_margin_requirement", Amount.usdc(margin.initial)),
                    ("cross_maintenance_margin_requirement", Amount.usdc(margin.maintenance)),
                    ("pool_info", poolInfo),
                    ("shares", .array([])),
                    ("pending_unlocks", .array([])),
                    ("approved_integrators", .array([])),
                ]
            )
        )
    }

    /// An element of `sub_accounts`.
    var brief: JSON { .object(JSONObject(summary(exchange.margin(ofAccount: place)))) }

    private func summary(_ margin: MarginState) -> [(String, JSON)] {
        [
            ("code", 0),
            ("account_type", account.isMaster ? 0 : 1),
            ("account_trading_mode", 0),
            ("index", .integer(account.index)),
            ("l1_address", .string(account.owner.description)),
            ("cancel_all_time", .integer(account.cancelAllAt?.milliseconds ?? 0)),
            ("total_order_count", .integer(Int64(account.openOrders.count + account.waitingOrders.count))),
            ("total_isolated_order_count", .integer(isolatedOrderCount)),
            ("pending_order_count", .integer(Int64(account.waitingOrders.count))),
            ("available_balance", Amount.usdc(margin.available)),
            ("status", 1),
            ("collateral", Amount.usdc(account.collateral)),
            ("transaction_time", .moment(account.changedAt)),
        ]
    }

    private var isolatedOrderCount: Int64 {
        account.positions.reduce(0) { sum, position in
            guard position.marginMode == .isolated else { return sum }
            return sum + Int64(position.openOrderCount + position.waitingOrderCount)
        }
    }

    /// The places of the markets with a row: those with a position and, unless only these are wanted, those in which the
    /// account has something set, resting or realised.
    func shownMarkets(activeOnly: Bool = false) -> [Int] {
        account.positions.indices.filter { market in
            let position = account.positions[market]
            let hasTraces =
                position.openOrderCount + position.waitingOrderCount > 0 || position.isMarginSet
                || position.realisedProfit != 0
            return exchange.markets[market].market.isPerpetual && (position.size != 0 || (hasTraces && !activeOnly))
        }
    }

    /// A row of `positions`.
    func position(_ market: Int) -> JSON {
        let state = exchange.markets[market]
        return account.positions[market].json(
            state.market,
            mark: state.markPrice,
            liquidationPrice: exchange.liquidationPrice(ofAccount: place, place: market)
        )
    }

    /// A row of `assets`.
    func asset(_ asset: Asset) -> JSON {
        account.balance(of: asset).json(asset, margin: asset == .usdc ? account.collateral : 0)
    }

    private var poolInfo: JSON {
        .object(
            JSONObject([
                ("status", 0),
                ("operator_fee", "0"),
                ("min_operator_share_rate", "0"),
                ("total_shares", 0),
                ("operator_shares", 0),
                ("annual_percentage_yield", 0),
                ("daily_returns", .array([])),
                ("share_prices", .array([])),
                ("sharpe_ratio", 0),
                ("strategies", .array([])),
            ])
        )
    }
}
