import LighterEngine
import LighterJSON
import LighterTransactions

extension TradeHistory.Candle {
    /// A candle of trades (api.md, section 7.9).
    ///
    /// - Parameter time: What it is stamped with, in seconds since the epoch.
    func json(_ market: Market, at time: Int64) -> JSON {
        .object(
            JSONObject([
                ("t", .integer(time * 1_000)),
                ("o", market.number(price: open)),
                ("h", market.number(price: high)),
                ("l", market.number(price: low)),
                ("c", market.number(price: close)),
                ("v", market.number(size: base)),
                ("V", market.number(quote: quote)),
                ("i", .integer(lastTrade)),
            ])
        )
    }
}

extension MarkHistory.Candle {
    /// A candle of mark prices (api.md, section 7.34).
    func json(_ market: Market) -> JSON {
        .object(
            JSONObject([
                ("t", .integer(start * 1_000)),
                ("o", market.number(price: open)),
                ("h", market.number(price: high)),
                ("l", market.number(price: low)),
                ("c", market.number(price: close)),
                ("sc", .integer(samples)),
            ])
        )
    }
}
