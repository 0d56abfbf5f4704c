import LighterEngine
import LighterJSON
import LighterTransactions

extension Router {
    /// What mark prices were and are (api.md, section 7.34).
    static let markPriceEndpoints: [(String, Route)] = [
        get("/api/v1/markPriceCandles", markPriceCandles),
        get("/api/v1/marketPriceCharts", marketPriceCharts),
        get("/api/v1/priceOracleInfo", priceOracleInfo),
    ]

    private static let candleLimit = 500
    private static let markets = 0...Int64(Int16.max)

    private static func markPriceCandles(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let state = engine.exchange.markets[try request.requiredMarket(engine)]
        guard state.market.isPerpetual else { throw .invalidPerpetualMarketIndex }
        let resolution = try request.requiredResolution(Resolution.ofCandles)
        let times = try request.requiredTimes()
        let candles = state.marks.candles(
            resolution.seconds,
            startingIn: times.lowerBound.seconds...times.upperBound.seconds,
            limit: try request.requiredCount(candleLimit)
        )
        let rows = candles.map { $0.json(state.market) }
        return .success([("r", .string(resolution.word)), ("c", .array(rows))])
    }

    /// By the hour, the last day, as far as it is known.
    private static func marketPriceCharts(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let wanted = Set(try request.query.integers("market_ids", in: markets))
        for index in wanted where engine.exchange.place(ofMarket: index) == nil { throw .invalidMarketIndex }
        let hour = engine.clock.seconds / 3_600
        let charts = engine.exchange.markets.compactMap { state -> JSON? in
            guard wanted.isEmpty || wanted.contains(state.market.index.value) else { return nil }
            let prices = (hour - 23...hour).compactMap { hour in
                state.marks.price(at: Moment(milliseconds: hour * 3_600_000)).map { state.market.text(price: $0) }
            }
            let now = state.market.text(price: state.markPrice)
            return .object(
                JSONObject([("market_id", .integer(state.market.index.value)), ("prices", .array(prices + [now]))])
            )
        }
        return .success([("resolution", "1h"), ("price_charts", .array(charts))])
    }

    /// Every price here is the venue's own.
    private static func priceOracleInfo(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let symbol = request.query.text("symbol")
        let price = JSON.object(
            JSONObject([
                ("source", "internal"),
                ("using_median", false),
                ("using_internal_price", true),
                ("median_sources", .array([])),
                ("price_cap_bps", 0),
                ("price_cap_reference_price", 0),
            ])
        )
        let states = engine.exchange.markets.filter {
            $0.market.isPerpetual && (symbol == nil || $0.market.symbol == symbol)
        }
        if let symbol, states.isEmpty { throw .invalidParameter.detailed("no market \"\(symbol.prefix(40))\"") }
        let rows = states.map { state in
            JSON.object(JSONObject([("symbol", .string(state.market.symbol)), ("index", price), ("mark", price)]))
        }
        return .success([("computed_at_ms", .integer(engine.clock.milliseconds)), ("markets", .array(rows))])
    }
}
