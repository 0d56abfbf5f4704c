import LighterTransactions

/// What a market's mark price was: by the minute for a day, by the hour for a month.
public struct MarkHistory: Sendable {
    /// The mark prices of one interval.
    public struct Candle: Hashable, IntervalCandle {
        /// Seconds since the epoch.
        public internal(set) var start: Int64
        public internal(set) var open: Ticks
        public internal(set) var high: Ticks
        public internal(set) var low: Ticks
        public internal(set) var close: Ticks
        /// How often the price was set.
        public internal(set) var samples: Int64

        mutating func add(_ price: Ticks) {
            (high, low, close) = (max(high, price), min(low, price), price)
            samples += 1
        }

        mutating func add(earlier candle: Candle) {
            (open, high, low) = (candle.open, max(high, candle.high), min(low, candle.low))
            samples += candle.samples
        }
    }

    private var history = CandleHistory<Candle>()

    /// Takes in the price set at a time. Times do not go back.
    mutating func add(_ price: Ticks, at time: Moment) {
        history.add(
            at: time,
            first: { Candle(start: $0, open: price, high: price, low: price, close: price, samples: 1) },
            next: { $0.add(price) }
        )
    }

    /// The newest candles that start at `times`, oldest first. Intervals in which the price was never set have none.
    ///
    /// - Parameter interval: Whole minutes below an hour, or whole hours, in seconds.
    public func candles(_ interval: Int64, startingIn times: ClosedRange<Int64>, limit: Int) -> [Candle] {
        history.candles(interval, startingIn: times, limit: limit)
    }

    /// What the price was at a time, to the minute or the hour; nil before it was ever set.
    public func price(at time: Moment) -> Ticks? { history.newest(startingBy: time)?.close }
}
