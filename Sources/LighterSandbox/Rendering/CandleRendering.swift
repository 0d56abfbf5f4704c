import LighterEngine
import LighterJSON
import LighterTransactions

extension MarketState {
    /// Candles of the trades the market remembers, oldest first, the newest ones up to the limit. Intervals without trades
    /// have none.
    func candles(_ resolution: Resolution, of times: ClosedRange<Moment>, limit: Int = .max) -> [Candle] {
        var candles: [Candle] = []
        for trade in trades.newest(.max, where: { times.contains($0.time) }) {
            let interval = trade.time.seconds / resolution.seconds
            guard candles.last?.interval == interval else {
                guard candles.count < limit else { break }
                candles.append(Candle(interval: interval, last: trade))
                continue
            }
            candles[candles.count - 1].add(earlier: trade)
        }
        return candles.reversed()
    }

    /// The candles that start at a time in seconds since the epoch, or later.
    func candles(_ resolution: Resolution, since start: Int64) -> [JSON] {
        candles(resolution, of: Moment(milliseconds: start * 1_000)...Moment(microseconds: .max)).map { candle in
            candle.json(market, milliseconds: candle.interval * resolution.seconds * 1_000)
        }
    }
}

/// One interval's trades, taken in from the newest to the oldest.
struct Candle {
    let interval: Int64
    private let close: Ticks
    private let lastTrade: Int64
    private var open: Ticks
    private var high: Ticks
    private var low: Ticks
    private var base: Lots
    private var quote: QuoteUnits

    fileprivate init(interval: Int64, last trade: Trade) {
        self.interval = interval
        lastTrade = trade.index
        close = trade.price
        (open, high, low) = (trade.price, trade.price, trade.price)
        (base, quote) = (trade.size, trade.quote)
    }

    fileprivate mutating func add(earlier trade: Trade) {
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
