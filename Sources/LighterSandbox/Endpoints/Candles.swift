import LighterEngine
import LighterJSON

extension Router {
    /// Seconds of each resolution (api.md, section 7.9).
    private static let resolutions: [String: Int64] = [
        "1m": 60, "5m": 300, "15m": 900, "30m": 1_800, "1h": 3_600, "4h": 14_400, "12h": 43_200, "1d": 86_400,
        "1w": 604_800,
    ]
    private static let candleLimit: Int64 = 500

    /// Candles of the trades a market remembers. Intervals without trades have none.
    static func candles(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let state = engine.exchange.markets[try request.requiredMarket(engine)]
        let resolution = try request.query.requiredText("resolution")
        guard let seconds = resolutions[resolution] else { throw .invalidResolution }
        let start = try moment("start_timestamp", request)
        let end = try moment("end_timestamp", request)
        guard end > start else { throw .invalidTimestamps }
        let count = try request.query.requiredInteger("count_back", in: 0...Int64(Int32.max))
        let endsStamped = try request.query.flag("set_timestamp_to_end") ?? false
        var candles: [Candle] = []
        for trade in state.trades.newest(.max) where trade.time >= start && trade.time <= end {
            let interval = trade.time.seconds / seconds
            guard candles.last?.interval == interval else {
                guard candles.count < min(count, candleLimit) else { break }
                candles.append(Candle(interval: interval, last: trade))
                continue
            }
            candles[candles.count - 1].add(earlier: trade)
        }
        let rows = candles.reversed().map { candle in
            let number = endsStamped ? candle.interval + 1 : candle.interval
            return candle.json(state.market, milliseconds: number * seconds * 1_000)
        }
        return .success([("r", .string(resolution)), ("c", .array(rows))])
    }

    /// A time in seconds or milliseconds, told apart by its size.
    private static func moment(_ name: String, _ request: Request) throws(Refusal) -> Moment {
        _ = try request.query.requiredText(name)
        guard let value = try request.query.integer(name, in: .min ... .max), (0...5_000_000_000_000).contains(value)
        else { throw .invalidTimestamp }
        return Moment(milliseconds: value < 100_000_000_000 ? value * 1_000 : value)
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
