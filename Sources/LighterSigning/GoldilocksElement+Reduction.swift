/// Reduction modulo p. A number is called loose when it fits in 64 bits but need not be below p: that is enough for a
/// factor of a product.
extension GoldilocksElement {
    @inline(always)
    init(loose value: UInt64) {
        let (difference, borrow) = value.subtractingReportingOverflow(Self.modulus)
        self.init(unchecked: borrow ? value : difference)
    }

    /// `value` modulo p.
    @inline(always)
    init(reducing value: UInt128) {
        self.init(reducing: UInt64(truncatingIfNeeded: value), value >> 64)
    }

    /// `low + high · 2^64` modulo p, for `high` below 2^95.
    @inline(always)
    init(reducing low: UInt64, _ high: UInt128) {
        self.init(loose: Self.looselyReduced(low, high))
    }

    /// A loose number congruent to `low + high · 2^64`, for `high` below 2^95.
    ///
    /// With 2^96 ≡ −1 and 2^64 ≡ 2^32 − 1: the number is l + m·2^64 + t·2^96, where l has 64 bits, m 32 and t the rest,
    /// and that is l − t + m·(2^32 − 1).
    @inline(always)
    static func looselyReduced(_ low: UInt64, _ high: UInt128) -> UInt64 {
        let top = UInt64(truncatingIfNeeded: high >> 32)
        let middle = UInt64(truncatingIfNeeded: high) & epsilon

        let (difference, borrow) = low.subtractingReportingOverflow(top)
        let first = borrow ? difference &- epsilon : difference
        let (sum, carry) = first.addingReportingOverflow(middle << 32 &- middle)
        return carry ? sum &+ epsilon : sum
    }

    /// A loose number congruent to left · right + addend. The sum must be below 2^128.
    @inline(always)
    static func looseProduct(_ left: UInt64, _ right: UInt64, plus addend: UInt128 = 0) -> UInt64 {
        let value = left.widened &* right.widened &+ addend
        return looselyReduced(UInt64(truncatingIfNeeded: value), value >> 64)
    }

    /// A loose number congruent to loose + canonical. One correction is enough because `canonical` is below p.
    @inline(always)
    static func looseSum(_ loose: UInt64, _ canonical: UInt64) -> UInt64 {
        let (sum, carry) = loose.addingReportingOverflow(canonical)
        return carry ? sum &+ epsilon : sum
    }

    /// A loose number congruent to twice this element.
    @inline(always)
    var looselyDoubled: UInt64 { Self.looseSum(value, value) }

    /// A loose number congruent to three times this element.
    @inline(always)
    var looselyTripled: UInt64 { Self.looseSum(looselyDoubled, value) }
}
