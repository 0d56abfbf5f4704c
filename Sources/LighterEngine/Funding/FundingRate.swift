import LighterTransactions

/// What holders of a position paid each other for an hour (api.md, sections 7.5 and 7.10).
public struct FundingRate: Hashable, Sendable {
    public let index: Int64
    /// The hour's end.
    public let time: Moment
    /// The part of a position's value, in millionths; above zero longs paid shorts.
    public let rate: Int64
    /// The mark price it was taken of.
    public let markPrice: Ticks

    /// What a whole of one is: a million.
    public static let one: Int64 = 1_000_000
    /// Milliseconds between two fundings.
    public static let interval: Int64 = 3_600_000

    /// The venue's rule: the hour's mean premium of the mark price over the index price, and a base rate of 0.01 %, which
    /// gives way to the premium by up to 0.05 %; all of it for eight hours, at most 4 %, and an eighth of it each hour.
    ///
    /// - Parameter premium: in billionths.
    static func rate(premium: Int64) -> Int64 {
        let (base, smallClamp, bigClamp): (Int64, Int64, Int64) = (100_000, 500_000, 40_000_000)
        let whole = premium + min(max(base - premium, -smallClamp), smallClamp)
        return min(max(whole, -bigClamp), bigClamp) / 8 / 1_000
    }
}

/// What an account paid or got as funding.
public struct FundingPayment: Hashable, Sendable {
    public let rate: FundingRate
    public let market: Int64
    /// Lots held, long above zero.
    public let positionSize: Lots
    /// What the account got; below zero where it paid.
    public let change: QuoteUnits
}

/// The premium of a market's mark price over its index price, sampled each minute of the present hour.
struct PremiumMeter: Hashable, Sendable {
    /// In billionths.
    private var sum: Int128 = 0
    private var count: Int64 = 0
    private var lastMinute: Int64?

    /// Takes the minutes that passed since the last call at the premium there was in them.
    mutating func advance(to time: Moment, mark: Ticks, index: Ticks) {
        let minute = time.seconds / 60
        defer { lastMinute = minute }
        let minutes = minute - (lastMinute ?? minute - 1)
        guard minutes > 0, index > 0 else { return }
        sum += Int128(minutes) * Int128(mark - index) * 1_000_000_000 / Int128(index)
        count += minutes
    }

    /// The mean so far, in billionths.
    var mean: Int64 { count == 0 ? 0 : Int64(clamping: sum / Int128(count)) }

    mutating func startHour() { (sum, count) = (0, 0) }
}
