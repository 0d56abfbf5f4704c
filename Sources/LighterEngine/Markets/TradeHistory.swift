/// What was traded in a market: by the minute for a day, by the hour for a month, however many trades that were.
public struct TradeHistory: Sendable {
    /// The trades of one interval.
    public struct Candle: Hashable, IntervalCandle {
        /// Seconds since the epoch.
        public internal(set) var start: Int64
        public internal(set) var open: Ticks
        public internal(set) var high: Ticks
        public internal(set) var low: Ticks
        public internal(set) var close: Ticks
        public internal(set) var base: Lots
        public internal(set) var quote: QuoteUnits
        /// The number of the last trade.
        public internal(set) var lastTrade: Int64

        fileprivate init(start: Int64, _ trade: Trade) {
            self.start = start
            (open, high, low, close) = (trade.price, trade.price, trade.price, trade.price)
            (base, quote, lastTrade) = (trade.size, trade.quote, trade.index)
        }

        mutating func add(_ trade: Trade) {
            (high, low, close) = (max(high, trade.price), min(low, trade.price), trade.price)
            (base, quote, lastTrade) = (base &+ trade.size, quote &+ trade.quote, trade.index)
        }

        mutating func add(earlier candle: Candle) {
            (open, high, low) = (candle.open, max(high, candle.high), min(low, candle.low))
            (base, quote) = (base &+ candle.base, quote &+ candle.quote)
        }
    }

    private var history = CandleHistory<Candle>()

    /// Takes in a trade. Trades come in order of time.
    mutating func add(_ trade: Trade) {
        history.add(at: trade.time, first: { Candle(start: $0, trade) }, next: { $0.add(trade) })
    }

    /// The newest candles that start at `times`, oldest first. Intervals without trades have none.
    ///
    /// - Parameter interval: Whole minutes below an hour, or whole hours, in seconds.
    public func candles(_ interval: Int64, startingIn times: ClosedRange<Int64>, limit: Int) -> [Candle] {
        history.candles(interval, startingIn: times, limit: limit)
    }
}
