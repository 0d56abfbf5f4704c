import LighterJSON
import LighterStatus
import LighterTransactions

extension Venue {
    /// The venue's sign of life and its clock.
    public func status() throws(Failure) -> ServerStatus {
        try ask(.status, ServerStatus.init)
    }

    /// All markets, or one, without details.
    public func orderBooks(_ market: MarketIndex? = nil) throws(Failure) -> [Market] {
        try ask(.orderBooks(market)) { (reader) throws(JSONError) in try Market.list(reader, ["order_books"]) }
    }

    /// All markets, or one, with margins and the statistics of the day.
    public func orderBookDetails(_ market: MarketIndex? = nil) throws(Failure) -> [Market] {
        try ask(.orderBookDetails(market)) { (reader) throws(JSONError) in
            try Market.list(reader, ["order_book_details", "spot_order_book_details"])
        }
    }

    /// The best orders of a market, at most `limit` on each side, 1 … 250.
    public func orderBook(_ market: MarketIndex, limit: Int) throws(Failure) -> OrderBook {
        try ask(.orderBookOrders(market, limit: limit), OrderBook.init)
    }

    /// The latest trades of a market, newest first, at most `limit`, 1 … 100.
    public func recentTrades(_ market: MarketIndex, limit: Int) throws(Failure) -> [Trade] {
        let trades = try ask(.recentTrades(market, limit: limit)) { (reader) throws(JSONError) in
            try reader.list("trades", Trade.init)
        }
        return trades.sorted { $0.id > $1.id }
    }

    /// The candles of a stretch of time, oldest first.
    public func candles(_ market: MarketIndex, _ interval: Endpoint.Interval) throws(Failure) -> [Candle] {
        try ask(.candles(market, interval)) { (reader) throws(JSONError) in
            reader.passOver(["r"])
            return try reader.list("c", Candle.init)
        }
    }

    /// The funding a market settled in a stretch of time.
    public func fundings(_ market: MarketIndex, _ interval: Endpoint.Interval) throws(Failure) -> [Funding] {
        try ask(.fundings(market, interval)) { (reader) throws(JSONError) in
            reader.passOver(["resolution"])
            return try reader.list("fundings", Funding.init)
        }
    }

    /// The funding rates of all markets as they stand, here and on other venues.
    public func fundingRates() throws(Failure) -> [FundingRate] {
        try ask(.fundingRates) { (reader) throws(JSONError) in
            try reader.list("funding_rates", FundingRate.init)
        }
    }
}

extension Market {
    /// The markets in some lists of an answer. A perp or spot market that cannot be read is an error; one of a kind
    /// unknown here is passed over, as it could not be traded either.
    static func list(_ reader: JSONReader, _ keys: [String]) throws(JSONError) -> [Market] {
        var markets: [Market] = []
        for key in keys {
            for row in try reader.objects(key) {
                let kind = Kind(word: try row.word("market_type"))
                let market: Market
                do {
                    market = try Market(row)
                } catch {
                    if case .other(let word) = kind, !word.isEmpty { continue }
                    throw error
                }
                guard !markets.contains(where: { $0.index == market.index }) else {
                    throw .mismatch(
                        path: row.path(of: "market_id"),
                        expected: "a new one",
                        found: "\(market.index) again"
                    )
                }
                markets.append(market)
            }
        }
        return markets
    }
}
