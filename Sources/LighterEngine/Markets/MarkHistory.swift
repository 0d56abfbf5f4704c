/// What a market's mark price was: by the minute for a day, by the hour for a month.
public struct MarkHistory: Sendable {
    /// The mark prices of one interval.
    public struct Candle: Hashable, Sendable {
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

    private var minutes = History<Int64, Candle>(limit: 1_500)
    private var hours = History<Int64, Candle>(limit: 750)

    /// Takes in the price set at a time. Times do not go back.
    mutating func add(_ price: Ticks, at time: Moment) {
        MarkHistory.add(price, at: time.seconds, to: &minutes, interval: 60)
        MarkHistory.add(price, at: time.seconds, to: &hours, interval: 3_600)
    }

    private static func add(
        _ price: Ticks,
        at time: Int64,
        to candles: inout History<Int64, Candle>,
        interval: Int64
    ) {
        let start = time - time % interval
        guard candles[start] == nil else {
            candles.update(start) { $0.add(price) }
            return
        }
        let candle = Candle(start: start, open: price, high: price, low: price, close: price, samples: 1)
        candles.append(candle, for: start)
    }

    /// The newest candles that start at `times`, oldest first. Intervals in which the price was never set have none.
    ///
    /// - Parameter interval: Whole minutes below an hour, or whole hours, in seconds.
    public func candles(_ interval: Int64, startingIn times: ClosedRange<Int64>, limit: Int) -> [Candle] {
        var candles: [Candle] = []
        for var candle in (interval < 3_600 ? minutes : hours).newest(.max) {
            candle.start -= candle.start % interval
            guard times.contains(candle.start) else { continue }
            if candles.last?.start == candle.start {
                candles[candles.count - 1].add(earlier: candle)
            } else {
                guard candles.count < limit else { break }
                candles.append(candle)
            }
        }
        return candles.reversed()
    }

    /// What the price was at a time, to the minute or the hour; nil before it was ever set.
    public func price(at time: Moment) -> Ticks? {
        let past = { (candle: Candle) in candle.start <= time.seconds }
        return (minutes.newest(1, where: past).first ?? hours.newest(1, where: past).first)?.close
    }
}
