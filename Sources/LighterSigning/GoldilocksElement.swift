/// An element of the Goldilocks field GF(p), p = 2^64 − 2^32 + 1.
///
/// Always canonical: `value` is below p. Every operation takes the same time whatever the values are, unless its name says
/// otherwise: where the code chooses between two numbers, the processor moves conditionally and does not branch.
public struct GoldilocksElement: Hashable, BitwiseCopyable, Sendable {
    /// The integer in 0 ..< p this element stands for.
    public let value: UInt64

    /// p = 2^64 − 2^32 + 1.
    public static let modulus: UInt64 = 0xFFFF_FFFF_0000_0001

    /// 2^64 mod p = 2^32 − 1. Adding it corrects a sum that wrapped, subtracting it a difference that did.
    static let epsilon: UInt64 = 0xFFFF_FFFF

    public static let zero = GoldilocksElement(unchecked: 0)
    public static let one = GoldilocksElement(unchecked: 1)

    /// The caller vouches that `value` is below p.
    @inline(always)
    init(unchecked value: UInt64) {
        self.value = value
    }

    /// `value` as it is, or nil when it is not below p.
    public init?(_ value: UInt64) {
        guard value < Self.modulus else { return nil }
        self.init(unchecked: value)
    }

    /// `value` modulo p.
    public init(reducing value: UInt64) {
        self.init(loose: value)
    }

    public static func + (left: Self, right: Self) -> Self { left &+ right }
    public static func - (left: Self, right: Self) -> Self { left &- right }
    public static func * (left: Self, right: Self) -> Self { left &* right }
    public static prefix func - (element: Self) -> Self { .zero &- element }
}

/// Inside this module arithmetic is written `&+`, `&-` and `&*`: the same operations, always inlined. Of a public function
/// that would put the code into every module that calls it.
extension GoldilocksElement {
    @inline(always)
    static func &+ (left: Self, right: Self) -> Self {
        let (sum, borrow) = left.value.subtractingReportingOverflow(modulus &- right.value)
        return Self(unchecked: borrow ? sum &+ modulus : sum)
    }

    @inline(always)
    static func &- (left: Self, right: Self) -> Self {
        let (difference, borrow) = left.value.subtractingReportingOverflow(right.value)
        return Self(unchecked: borrow ? difference &+ modulus : difference)
    }

    @inline(always)
    static func &* (left: Self, right: Self) -> Self {
        Self(reducing: left.value.widened &* right.value.widened)
    }

    @inline(always)
    var squared: Self { self &* self }

    @inline(always)
    var tripled: Self { self &+ self &+ self }

    /// `a` when `mask` is all ones, `b` when it is all zeros, without a branch.
    @inline(always)
    static func select(_ mask: UInt64, _ a: Self, _ b: Self) -> Self {
        Self(unchecked: b.value ^ (mask & (a.value ^ b.value)))
    }
}
