import LighterEngine
import LighterJSON
import LighterTransactions

extension Trade {
    /// What an account hears of it when its own position was liquidated or taken over (api.md, section 10.5).
    ///
    /// - Parameter acknowledgement: When its owner took note of it.
    func notification(_ market: Market, acknowledgedAt acknowledgement: Moment?) -> JSON {
        let time = JSON.string(self.time.rfc3339)
        let isDeleverage = kind == .deleverage
        let content: [(String, JSON)] = [
            ("id", .text(index)),
            ("is_ask", .bool(!makerSide.isAsk)),
            ("usdc_amount", market.text(quote: quote)),
            ("size", market.text(size: size)),
            ("market_index", .integer(self.market)),
            (isDeleverage ? "settlement_price" : "price", market.text(price: price)),
            ("avg_price", market.text(price: price)),
            ("timestamp", .integer(self.time.seconds)),
        ]
        return .object(
            JSONObject([
                ("id", .text(index)),
                ("created_at", time),
                ("updated_at", acknowledgement.map { .string($0.rfc3339) } ?? time),
                ("kind", .string(isDeleverage ? "deleverage" : "liquidation")),
                ("account_index", .integer(taker.account)),
                ("content", .object(JSONObject(content))),
                ("ack", .bool(acknowledgement != nil)),
                ("acked_at", acknowledgement.map { .string($0.rfc3339) } ?? .null),
            ])
        )
    }
}
