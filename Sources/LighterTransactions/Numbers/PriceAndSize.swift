/// A price in ticks of its market, 1 … 2^32 − 1.
public typealias Price = Bounded<PriceKind>
/// A size in lots of its market, 0 … 2^48 − 1. Zero only where the venue takes it: on reduce-only orders, which
/// the children of a group then have to be, and on a modify.
public typealias Size = Bounded<SizeKind>

public enum PriceKind: BoundedKind {
    public static let name = "Price"
    public static let bounds: ClosedRange<Int64> = 1...((1 << 32) - 1)
}

public enum SizeKind: BoundedKind {
    public static let name = "BaseAmount"
    public static let bounds: ClosedRange<Int64> = 0...((1 << 48) - 1)
}

extension Bounded<PriceKind> {
    /// The price in ticks.
    public var ticks: Int64 { value }
}

extension Bounded<SizeKind> {
    /// The size in lots.
    public var lots: Int64 { value }
}

/// Buy or sell; on the wire `IsAsk` 0 or 1.
public enum Side: String, Hashable, Sendable, CaseIterable {
    case buy
    case sell

    /// Whether an order of this side rests among the asks.
    public var isAsk: Bool { self == .sell }

    public init(isAsk: Bool) { self = isAsk ? .sell : .buy }

    /// The side that closes a position of this one.
    public var opposite: Side { self == .buy ? .sell : .buy }
}
