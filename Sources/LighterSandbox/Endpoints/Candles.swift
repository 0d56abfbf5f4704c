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
        var candles: [Candle] = []
        for trade in state.trades.newest(.max) where times.contains(trade.time) {
            let interval = trade.time.seconds / resolution.seconds
            guard candles.last?.interval == interval else {
                guard candles.count < limit else { break }
                candles.append(Candle(interval: interval, last: trade))
                continue
            }
            candles[candles.count - 1].add(earlier: trade)
        }
        let rows = candles.reversed().map { candle in
            let number = endsStamped ? candle.interval + 1 : candle.interval
            return candle.json(state.market, milliseconds: number * resolution.seconds * 1_000)
        }
        return .success([("r", .string(resolution.word)), ("c", .array(rows))])
    }
}

/// One interval's trades, taken in from the newest to the oldest.
private struct Candle {
    let interval: Int64
    private let close: Ticks
    private let lastTrade: Int64
    private var open: Ticks
    private var high: Ticks
    private var low: Ticks
    private var base: Lots
    private var quote: QuoteUnits

    init(interval: Int64, last trade: Trade) {
        self.interval = interval
        lastTrade = trade.index
        close = trade.price
        (open, high, low) = (trade.price, trade.price, trade.price)
        (base, quote) = (trade.size, trade.quote)
    }

    mutating func add(earlier trade: Trade) {
        open = trade.price
        high = max(high, trade.price)
        low = min(low, trade.price)
        base &+= trade.size
        quote &+= trade.quote
    }

    func json(_ market: Market, milliseconds: Int64) -> JSON {
        .object(
            JSONObject([
                ("t", .integer(milliseconds)),
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
