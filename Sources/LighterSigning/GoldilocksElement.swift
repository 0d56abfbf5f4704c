/// An element of the Goldilocks field GF(p), p = 2^64 − 2^32 + 1.
///
/// Always canonical: `value` is below p. Every operation here takes the same time whatever the values are, unless its
/// name says otherwise.
@frozen
public struct GoldilocksElement: Hashable, Sendable {
    /// The integer in 0 ..< p this element stands for.
    public let value: UInt64

    /// p = 2^64 − 2^32 + 1.
    public static let modulus: UInt64 = 0xFFFF_FFFF_0000_0001

    /// 2^64 mod p = 2^32 − 1. Adding it corrects a sum that wrapped, subtracting it a difference that did.
    static let epsilon: UInt64 = 0xFFFF_FFFF

    public static let zero = GoldilocksElement(unchecked: 0)
    public static let one = GoldilocksElement(unchecked: 1)

    /// The caller vouches that `value` is below p.
    @inline(__always)
    init(unchecked value: UInt64) {
        self.value = value
    }

    /// `value` as it is, or nil when it is not below p.
    public init?(_ value: UInt64) {
        guard value < Self.modulus else { return nil }
        self.init(unchecked: value)
    }

    /// `value` modulo p.
    @inline(__always)
    public init(reducing value: UInt64) {
        let (difference, borrow) = value.subtractingReportingOverflow(Self.modulus)
        self.init(unchecked: borrow ? value : difference)
    }

    /// `value` modulo p: a negative value v is p − |v|.
    public init(reducing value: Int64) {
        let magnitude = GoldilocksElement(unchecked: value.magnitude)
        self = value < 0 ? -magnitude : magnitude
    }

    @inline(__always)
    public static func + (left: Self, right: Self) -> Self {
        let (sum, borrow) = left.value.subtractingReportingOverflow(modulus &- right.value)
        return Self(unchecked: borrow ? sum &+ modulus : sum)
    }

    @inline(__always)
    public static func - (left: Self, right: Self) -> Self {
        let (difference, borrow) = left.value.subtractingReportingOverflow(right.value)
        return Self(unchecked: borrow ? difference &+ modulus : difference)
    }

    @inline(__always)
    public static prefix func - (element: Self) -> Self {
        zero - element
    }

    @inline(__always)
    public static func * (left: Self, right: Self) -> Self {
        Self(reducing: UInt128(left.value) &* UInt128(right.value))
    }

    public static func += (left: inout Self, right: Self) { left = left + right }
    public static func -= (left: inout Self, right: Self) { left = left - right }
    public static func *= (left: inout Self, right: Self) { left = left * right }

    @inline(__always)
    var squared: Self { self * self }

    @inline(__always)
    var doubled: Self { self + self }

    @inline(__always)
    var tripled: Self { self + self + self }

    /// `value` modulo p.
    @inline(__always)
    init(reducing value: UInt128) {
        self.init(reducing: value, wraps: 0)
    }

    /// `value + wraps · 2^128` modulo p, for fewer than 2^31 wraps.
    ///
    /// With 2^96 ≡ −1 and 2^64 ≡ 2^32 − 1: the number is l + m·2^64 + t·2^96, where l has 64 bits, m 32 and t the rest,
    /// and that is l − t + m·(2^32 − 1).
    @inline(__always)
    init(reducing value: UInt128, wraps: UInt64) {
        let low = UInt64(truncatingIfNeeded: value)
        let high = UInt64(truncatingIfNeeded: value >> 64)
        let top = high >> 32 | wraps << 32
        let middle = high & Self.epsilon

        let (difference, borrow) = low.subtractingReportingOverflow(top)
        let first = borrow ? difference &- Self.epsilon : difference
        let (sum, carry) = first.addingReportingOverflow(middle << 32 &- middle)
        self.init(reducing: carry ? sum &+ Self.epsilon : sum)
    }

    /// `a` when `mask` is all ones, `b` when it is all zeros, without a branch.
    @inline(__always)
    static func select(_ mask: UInt64, _ a: Self, _ b: Self) -> Self {
        Self(unchecked: b.value ^ (mask & (a.value ^ b.value)))
    }
}
