/// What a market traded in the last 24 hours, kept by the hour.
public struct DailyStatistics: Hashable, Sendable {
    public struct Hour: Hashable, Sendable {
        /// Hours since the epoch.
        public internal(set) var number: Int64
        public internal(set) var trades: Int64 = 0
        public internal(set) var base: Lots = 0
        public internal(set) var quote: QuoteUnits = 0
        var open: Ticks
        var high: Ticks
        var low: Ticks
        var close: Ticks
    }

    /// Oldest first, at most 25.
    public private(set) var hours: [Hour] = []

    /// Takes in one trade. Trades come in order of time.
    mutating func add(price: Ticks, size: Lots, quote: QuoteUnits, at time: Moment) {
        let number = time.seconds / 3_600
        if hours.last?.number != number {
            hours.append(Hour(number: number, open: price, high: price, low: price, close: price))
            if hours.count > 25 { hours.removeFirst() }
        }
        let last = hours.count - 1
        hours[last].trades += 1
        hours[last].base &+= size
        hours[last].quote &+= quote
        hours[last].high = max(hours[last].high, price)
        hours[last].low = min(hours[last].low, price)
        hours[last].close = price
    }

    /// The sums of the last 24 hours; nil without a trade in them.
    public func summary(at time: Moment) -> Summary? {
        let recent = hours.filter { $0.number > time.seconds / 3_600 - 24 }
        guard let first = recent.first, let last = recent.last else { return nil }
        return Summary(
            trades: recent.reduce(0) { $0 + $1.trades },
            base: recent.reduce(0) { $0 &+ $1.base },
            quote: recent.reduce(0) { $0 &+ $1.quote },
            open: first.open,
            high: recent.reduce(first.high) { max($0, $1.high) },
            low: recent.reduce(first.low) { min($0, $1.low) },
            close: last.close
        )
    }

    /// A day of trading.
    public struct Summary: Hashable, Sendable {
        public let trades: Int64
        public let base: Lots
        public let quote: QuoteUnits
        public let open: Ticks
        public let high: Ticks
        public let low: Ticks
        public let close: Ticks
    }
}
