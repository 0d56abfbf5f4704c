extension QuinticElement {
    @inline(__always)
    public static func + (left: Self, right: Self) -> Self {
        Self(left.c0 + right.c0, left.c1 + right.c1, left.c2 + right.c2, left.c3 + right.c3, left.c4 + right.c4)
    }

    @inline(__always)
    public static func - (left: Self, right: Self) -> Self {
        Self(left.c0 - right.c0, left.c1 - right.c1, left.c2 - right.c2, left.c3 - right.c3, left.c4 - right.c4)
    }

    @inline(__always)
    public static prefix func - (element: Self) -> Self {
        zero - element
    }

    /// Every coordinate times `factor`.
    @inline(__always)
    public static func * (left: Self, factor: GoldilocksElement) -> Self {
        Self(left.c0 * factor, left.c1 * factor, left.c2 * factor, left.c3 * factor, left.c4 * factor)
    }

    /// The product. Each coordinate is a sum of five products, reduced once; the 3 of z^5 = 3 goes into `right` first.
    public static func * (left: Self, right: Self) -> Self {
        let (a0, a1, a2, a3, a4) = (left.c0, left.c1, left.c2, left.c3, left.c4)
        let (b0, b1, b2, b3, b4) = (right.c0, right.c1, right.c2, right.c3, right.c4)
        let (t1, t2, t3, t4) = (b1.tripled, b2.tripled, b3.tripled, b4.tripled)

        var d0 = ProductSum(a0, b0)
        d0.add(a1, t4)
        d0.add(a2, t3)
        d0.add(a3, t2)
        d0.add(a4, t1)

        var d1 = ProductSum(a0, b1)
        d1.add(a1, b0)
        d1.add(a2, t4)
        d1.add(a3, t3)
        d1.add(a4, t2)

        var d2 = ProductSum(a0, b2)
        d2.add(a1, b1)
        d2.add(a2, b0)
        d2.add(a3, t4)
        d2.add(a4, t3)

        var d3 = ProductSum(a0, b3)
        d3.add(a1, b2)
        d3.add(a2, b1)
        d3.add(a3, b0)
        d3.add(a4, t4)

        var d4 = ProductSum(a0, b4)
        d4.add(a1, b3)
        d4.add(a2, b2)
        d4.add(a3, b1)
        d4.add(a4, b0)

        return Self(d0.reduced, d1.reduced, d2.reduced, d3.reduced, d4.reduced)
    }

    /// The square: fifteen products instead of twenty-five.
    public var squared: Self {
        let (a0, a1, a2, a3, a4) = (c0, c1, c2, c3, c4)
        let (twoA0, twoA1) = (a0.doubled, a1.doubled)
        let (threeA3, threeA4) = (a3.tripled, a4.tripled)
        let (sixA3, sixA4) = (threeA3.doubled, threeA4.doubled)

        var d0 = ProductSum(a0, a0)
        d0.add(a1, sixA4)
        d0.add(a2, sixA3)

        var d1 = ProductSum(twoA0, a1)
        d1.add(a2, sixA4)
        d1.add(a3, threeA3)

        var d2 = ProductSum(twoA0, a2)
        d2.add(a1, a1)
        d2.add(a3, sixA4)

        var d3 = ProductSum(twoA0, a3)
        d3.add(twoA1, a2)
        d3.add(a4, threeA4)

        var d4 = ProductSum(twoA0, a4)
        d4.add(twoA1, a3)
        d4.add(a2, a2)

        return Self(d0.reduced, d1.reduced, d2.reduced, d3.reduced, d4.reduced)
    }

    public static func += (left: inout Self, right: Self) { left = left + right }
    public static func -= (left: inout Self, right: Self) { left = left - right }
    public static func *= (left: inout Self, right: Self) { left = left * right }

    @inline(__always)
    var doubled: Self { self + self }

    /// Half of this element.
    @inline(__always)
    var halved: Self { self * GoldilocksElement(unchecked: (GoldilocksElement.modulus + 1) / 2) }

    /// This element times `factor`·z, without a full product.
    @inline(__always)
    func timesZ(_ factor: UInt32) -> Self {
        let factor = GoldilocksElement(unchecked: UInt64(factor))
        return Self(c4 * (factor.tripled), c0 * factor, c1 * factor, c2 * factor, c3 * factor)
    }

    /// This element squared `count` times.
    func squared(times count: Int) -> Self {
        var result = self
        for _ in 0..<count { result = result.squared }
        return result
    }
}

/// A sum of products of field elements, reduced once at the end.
private struct ProductSum {
    private var sum: UInt128
    private var wraps: UInt64 = 0

    @inline(__always)
    init(_ left: GoldilocksElement, _ right: GoldilocksElement) {
        sum = UInt128(left.value) &* UInt128(right.value)
    }

    @inline(__always)
    mutating func add(_ left: GoldilocksElement, _ right: GoldilocksElement) {
        let (total, carry) = sum.addingReportingOverflow(UInt128(left.value) &* UInt128(right.value))
        sum = total
        wraps &+= carry ? 1 : 0
    }

    @inline(__always)
    var reduced: GoldilocksElement { GoldilocksElement(reducing: sum, wraps: wraps) }
}
