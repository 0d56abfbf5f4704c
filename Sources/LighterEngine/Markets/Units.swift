/// A price in ticks of its market.
public typealias Ticks = Int64
/// A size in lots of its market; signed where it is a position, long above zero.
public typealias Lots = Int64
/// An amount of the quote asset in its least units: USDC in millionths. On every market listed here one tick times
/// one lot is one such unit.
public typealias QuoteUnits = Int64

/// A point in time, in microseconds since the Unix epoch.
public struct Moment: Hashable, Comparable, Sendable {
    public let microseconds: Int64

    public init(microseconds: Int64) { self.microseconds = microseconds }

    public init(milliseconds: Int64) { microseconds = milliseconds * 1_000 }

    public var milliseconds: Int64 { microseconds / 1_000 }
    public var seconds: Int64 { microseconds / 1_000_000 }

    public static func < (left: Self, right: Self) -> Bool { left.microseconds < right.microseconds }

    /// The moment this many microseconds later, or the last one there is.
    public func advanced(microseconds: Int64) -> Moment {
        let (sum, overflowed) = self.microseconds.addingReportingOverflow(microseconds)
        return Moment(microseconds: overflowed ? .max : sum)
    }
}
