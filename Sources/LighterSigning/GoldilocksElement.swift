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
    @usableFromInline static let epsilon: UInt64 = 0xFFFF_FFFF

    public static let zero = GoldilocksElement(unchecked: 0)
    public static let one = GoldilocksElement(unchecked: 1)

    /// The caller vouches that `value` is below p.
    @inlinable @inline(always)
    init(unchecked value: UInt64) {
        self.value = value
    }

    /// `value` as it is, or nil when it is not below p.
    public init?(_ value: UInt64) {
        guard value < Self.modulus else { return nil }
        self.init(unchecked: value)
    }

    /// `value` modulo p.
    @inlinable @inline(always)
    public init(reducing value: UInt64) {
        let (difference, borrow) = value.subtractingReportingOverflow(Self.modulus)
        self.init(unchecked: borrow ? value : difference)
    }

    /// `value` modulo p: a negative value v is p − |v|.
    public init(reducing value: Int64) {
        let magnitude = GoldilocksElement(unchecked: value.magnitude)
        self = value < 0 ? -magnitude : magnitude
    }

    @inlinable @inline(always)
    public static func + (left: Self, right: Self) -> Self {
        let (sum, borrow) = left.value.subtractingReportingOverflow(modulus &- right.value)
        return Self(unchecked: borrow ? sum &+ modulus : sum)
    }

    @inlinable @inline(always)
    public static func - (left: Self, right: Self) -> Self {
        let (difference, borrow) = left.value.subtractingReportingOverflow(right.value)
        return Self(unchecked: borrow ? difference &+ modulus : difference)
    }

    @inlinable @inline(always)
    public static prefix func - (element: Self) -> Self {
        zero - element
    }

    @inlinable @inline(always)
    public static func * (left: Self, right: Self) -> Self {
        Self(reducing: UInt128(left.value) &* UInt128(right.value))
    }

    public static func += (left: inout Self, right: Self) { left = left + right }
    public static func -= (left: inout Self, right: Self) { left = left - right }
    public static func *= (left: inout Self, right: Self) { left = left * right }

    @inlinable @inline(always)
    var squared: Self { self * self }

    @inlinable @inline(always)
    var doubled: Self { self + self }

    @inlinable @inline(always)
    var tripled: Self { self + self + self }

    /// A 64-bit number congruent to twice this element, perhaps not below p: enough for a factor of a product.
    @inlinable @inline(always)
    var looselyDoubled: UInt64 { Self.looseSum(value, value) }

    /// A 64-bit number congruent to three times this element, perhaps not below p: enough for a factor of a product.
    @inlinable @inline(always)
    var looselyTripled: UInt64 { Self.looseSum(looselyDoubled, value) }

    /// A 64-bit number congruent to loose + canonical. One correction is enough because `canonical` is below p.
    @inlinable @inline(always)
    static func looseSum(_ loose: UInt64, _ canonical: UInt64) -> UInt64 {
        let (sum, carry) = loose.addingReportingOverflow(canonical)
        return carry ? sum &+ epsilon : sum
    }

    /// `value` modulo p.
    @inlinable @inline(always)
    init(reducing value: UInt128) {
        self.init(reducing: UInt64(truncatingIfNeeded: value), value >> 64)
    }

    /// `low + high · 2^64` modulo p, for `high` below 2^95.
    @inlinable @inline(always)
    init(reducing low: UInt64, _ high: UInt128) {
        self.init(reducing: Self.looselyReduced(low, high))
    }

    /// A 64-bit number congruent to `low + high · 2^64`, for `high` below 2^95.
    ///
    /// With 2^96 ≡ −1 and 2^64 ≡ 2^32 − 1: the number is l + m·2^64 + t·2^96, where l has 64 bits, m 32 and t the rest,
    /// and that is l − t + m·(2^32 − 1).
    @inlinable @inline(always)
    static func looselyReduced(_ low: UInt64, _ high: UInt128) -> UInt64 {
        let top = UInt64(truncatingIfNeeded: high >> 32)
        let middle = UInt64(truncatingIfNeeded: high) & epsilon

        let (difference, borrow) = low.subtractingReportingOverflow(top)
        let first = borrow ? difference &- epsilon : difference
        let (sum, carry) = first.addingReportingOverflow(middle << 32 &- middle)
        return carry ? sum &+ epsilon : sum
    }

    /// `a` when `mask` is all ones, `b` when it is all zeros, without a branch.
    @inlinable @inline(always)
    static func select(_ mask: UInt64, _ a: Self, _ b: Self) -> Self {
        Self(unchecked: b.value ^ (mask & (a.value ^ b.value)))
    }
}
