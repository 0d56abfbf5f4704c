import LighterEngine
import LighterJSON
import LighterTransactions

extension AccountRendering {
    /// `stats` of `user_stats` (api.md, section 10.5).
    var statistics: JSON {
        let (cross, total) = (marginStatistics(isTotal: false), marginStatistics(isTotal: true))
        return .object(
            JSONObject(
                total + [
                    ("account_trading_mode", 0),
                    ("cross_stats", .object(JSONObject(cross))),
                    ("total_stats", .object(JSONObject(total))),
                ]
            )
        )
    }

    /// Of the cross positions, or of the isolated ones too. The recorded payload has a buying power of 0 beside a
    /// balance, and so has this one.
    private func marginStatistics(isTotal: Bool) -> [(String, JSON)] {
        let account = exchange.accounts[place]
        let margin = exchange.margin(ofAccount: place)
        var (collateral, initial, notional) = (account.collateral, margin.initial, Int128(0))
        for (market, position) in account.positions.enumerated() where isTotal || position.marginMode == .cross {
            let mark = exchange.markets[market].markPrice
            notional += Int128(position.value(at: mark))
            guard position.marginMode == .isolated else { continue }
            collateral += position.allocatedMargin
            initial += position.initialMargin(at: mark)
        }
        let equity = isTotal ? exchange.totalEquity(ofAccount: place) : margin.equity
        return [
            ("collateral", Amount.usdc(collateral)),
            ("portfolio_value", Amount.usdc(equity)),
            ("leverage", ratio(notional, of: equity)),
            ("available_balance", Amount.usdc(margin.available)),
            ("margin_usage", ratio(Int128(initial) * 100, of: equity)),
            ("buying_power", "0"),
        ]
    }

    /// With two digits behind the point, towards zero; 0 of nothing.
    private func ratio(_ value: Int128, of whole: QuoteUnits) -> JSON {
        guard whole > 0, let hundredths = Int64(exactly: value * 100 / Int128(whole)) else { return "0.00" }
        return .string(Amount.text(hundredths, decimals: 2))
    }
}
