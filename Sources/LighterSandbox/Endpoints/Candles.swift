import LighterEngine
import LighterJSON

extension Router {
    private static let candleLimit = 500

    /// Candles of the trades a market remembers. Intervals without trades have none.
    static func candles(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let state = engine.exchange.markets[try request.requiredMarket(engine)]
        let resolution = try request.requiredResolution(Resolution.ofCandles)
        let times = try request.requiredTimes()
        let limit = try request.requiredCount(Router.candleLimit)
        let endsStamped = try request.query.flag("set_timestamp_to_end") ?? false
        let candles = state.candles(resolution, of: times, limit: limit)
        let rows = candles.map { candle in
            let number = endsStamped ? candle.interval + 1 : candle.interval
            return candle.json(state.market, milliseconds: number * resolution.seconds * 1_000)
        }
        return .success([("r", .string(resolution.word)), ("c", .array(rows))])
    }
}
