import LighterEngine
import LighterJSON

extension Router {
    private static let candleLimit = 500

    /// Candles of trades. Intervals without trades have none.
    static func candles(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let state = engine.exchange.markets[try request.requiredMarket(engine)]
        let resolution = try request.requiredResolution(Resolution.ofCandles)
        let times = try request.requiredTimes()
        let limit = try request.requiredCount(Router.candleLimit)
        let endsStamped = try request.query.flag("set_timestamp_to_end") ?? false
        let candles = state.tradeHistory.candles(
            resolution.seconds,
            startingIn: times.lowerBound.seconds...times.upperBound.seconds,
            limit: limit
        )
        let rows = candles.map { candle in
            candle.json(state.market, at: endsStamped ? candle.start + resolution.seconds : candle.start)
        }
        return .success([("r", .string(resolution.word)), ("c", .array(rows))])
    }
}
