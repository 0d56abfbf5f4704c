/// What a market did in an interval of time.
protocol IntervalCandle: Sendable {
    /// Seconds since the epoch.
    var start: Int64 { get set }

    /// Puts what came before into the same candle.
    mutating func add(earlier candle: Self)
}

/// Candles by the minute for a day, by the hour for a month.
struct CandleHistory<Candle: IntervalCandle>: Sendable {
    private var minutes = History<Int64, Candle>(limit: 1_500)
    private var hours = History<Int64, Candle>(limit: 750)

    /// Takes in what happened at a time. Times do not go back.
    ///
    /// - Parameters:
    ///   - first: The candle that begins with it, given its start.
    ///   - next: Puts it into a candle that began before.
    mutating func add(at time: Moment, first: (Int64) -> Candle, next: (inout Candle) -> Void) {
        CandleHistory.add(time.seconds - time.seconds % 60, to: &minutes, first, next)
        CandleHistory.add(time.seconds - time.seconds % 3_600, to: &hours, first, next)
    }

    private static func add(
        _ start: Int64,
        to candles: inout History<Int64, Candle>,
        _ first: (Int64) -> Candle,
        _ next: (inout Candle) -> Void
    ) {
        if candles[start] == nil { candles.append(first(start), for: start) } else { candles.update(start, next) }
    }

    /// The newest candles that start at `times`, oldest first. Intervals in which nothing happened have none.
    ///
    /// - Parameter interval: Whole minutes below an hour, or whole hours, in seconds.
    func candles(_ interval: Int64, startingIn times: ClosedRange<Int64>, limit: Int) -> [Candle] {
        var candles: [Candle] = []
        let parts = (interval < 3_600 ? minutes : hours).newest(.max) { times.contains($0.start - $0.start % interval) }
        for var candle in parts {
            candle.start -= candle.start % interval
            if candles.last?.start == candle.start {
                candles[candles.count - 1].add(earlier: candle)
            } else {
                guard candles.count < limit else { break }
                candles.append(candle)
            }
        }
        return candles.reversed()
    }

    /// The newest candle that starts at a time or before it.
    func newest(startingBy time: Moment) -> Candle? {
        let isPast = { (candle: Candle) in candle.start <= time.seconds }
        return minutes.newest(1, where: isPast).first ?? hours.newest(1, where: isPast).first
    }
}
