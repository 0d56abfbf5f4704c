/// How often an account traded, and for how much.
public struct TradedVolume: Hashable, Sendable {
    public struct Sum: Hashable, Sendable {
        public internal(set) var trades: Int64 = 0
        public internal(set) var quote: QuoteUnits = 0
    }

    private struct Hour: Hashable, Sendable {
        let number: Int64
        var sum = Sum()
    }

    /// Hours that are kept: thirty days.
    private static let limit = 720

    /// Since the account was opened.
    public private(set) var total = Sum()
    /// Oldest first.
    private var hours: [Hour] = []

    /// Takes in one trade. Trades come in order of time.
    mutating func add(_ quote: QuoteUnits, at time: Moment) {
        let number = time.seconds / 3_600
        if hours.last?.number != number {
            hours.append(Hour(number: number))
            if hours.count > TradedVolume.limit { hours.removeFirst() }
        }
        let last = hours.count - 1
        hours[last].sum.trades += 1
        hours[last].sum.quote &+= quote
        total.trades += 1
        total.quote &+= quote
    }

    /// The sum of the last days, to the hour; at most 30 of them.
    public func sum(ofDays days: Int64, at time: Moment) -> Sum {
        let first = time.seconds / 3_600 - 24 * days
        return hours.reduce(into: Sum()) { sum, hour in
            guard hour.number > first else { return }
            sum.trades += hour.sum.trades
            sum.quote &+= hour.sum.quote
        }
    }
}
