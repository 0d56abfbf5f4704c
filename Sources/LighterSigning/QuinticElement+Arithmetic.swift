extension QuinticElement {
    @inlinable @inline(always)
    public static func + (left: Self, right: Self) -> Self {
        Self(left.c0 + right.c0, left.c1 + right.c1, left.c2 + right.c2, left.c3 + right.c3, left.c4 + right.c4)
    }

    @inlinable @inline(always)
    public static func - (left: Self, right: Self) -> Self {
        Self(left.c0 - right.c0, left.c1 - right.c1, left.c2 - right.c2, left.c3 - right.c3, left.c4 - right.c4)
    }

    @inlinable @inline(always)
    public static prefix func - (element: Self) -> Self {
        zero - element
    }

    /// Every coordinate times `factor`.
    @inlinable @inline(always)
    public static func * (left: Self, factor: GoldilocksElement) -> Self {
        Self(left.c0 * factor, left.c1 * factor, left.c2 * factor, left.c3 * factor, left.c4 * factor)
    }

    /// The product. Each coordinate is a sum of five products, reduced once; the 3 of z^5 = 3 goes into `right` first.
    @inlinable @inline(always)
    public static func * (left: Self, right: Self) -> Self {
        multiply(left, right, adding: .zero)
    }

    /// left · right + addend, for the price of the product.
    @inlinable @inline(always)
    static func multiply(_ left: Self, _ right: Self, adding addend: Self) -> Self {
        let (a0, a1, a2, a3, a4) = (left.c0.value, left.c1.value, left.c2.value, left.c3.value, left.c4.value)
        let (b0, b1, b2, b3, b4) = (right.c0.value, right.c1.value, right.c2.value, right.c3.value, right.c4.value)
        let (t1, t2) = (right.c1.looselyTripled, right.c2.looselyTripled)
        let (t3, t4) = (right.c3.looselyTripled, right.c4.looselyTripled)

        var d0 = ProductSum(a0, b0, adding: addend.c0)
        d0.add(a1, t4)
        d0.add(a2, t3)
        d0.add(a3, t2)
        d0.add(a4, t1)

        var d1 = ProductSum(a0, b1, adding: addend.c1)
        d1.add(a1, b0)
        d1.add(a2, t4)
        d1.add(a3, t3)
        d1.add(a4, t2)

        var d2 = ProductSum(a0, b2, adding: addend.c2)
        d2.add(a1, b1)
        d2.add(a2, b0)
        d2.add(a3, t4)
        d2.add(a4, t3)

        var d3 = ProductSum(a0, b3, adding: addend.c3)
        d3.add(a1, b2)
        d3.add(a2, b1)
        d3.add(a3, b0)
        d3.add(a4, t4)

        var d4 = ProductSum(a0, b4, adding: addend.c4)
        d4.add(a1, b3)
        d4.add(a2, b2)
        d4.add(a3, b1)
        d4.add(a4, b0)

        return Self(d0.reduced, d1.reduced, d2.reduced, d3.reduced, d4.reduced)
    }

    /// The square: fifteen products instead of twenty-five.
    @inlinable @inline(always)
    public var squared: Self {
        let (a0, a1, a2, a3, a4) = (c0.value, c1.value, c2.value, c3.value, c4.value)
        let (twoA0, twoA1, twoA2, twoA3) = (c0.looselyDoubled, c1.looselyDoubled, c2.looselyDoubled, c3.looselyDoubled)
        let (threeA3, threeA4) = (c3.looselyTripled, c4.looselyTripled)

        var d0 = ProductSum(a0, a0)
        d0.add(twoA1, threeA4)
        d0.add(twoA2, threeA3)

        var d1 = ProductSum(twoA0, a1)
        d1.add(twoA2, threeA4)
        d1.add(a3, threeA3)

        var d2 = ProductSum(twoA0, a2)
        d2.add(a1, a1)
        d2.add(twoA3, threeA4)

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

    @inlinable @inline(always)
    var doubled: Self { self + self }

    /// Half of this element.
    @inlinable @inline(always)
    var halved: Self { self * GoldilocksElement(unchecked: (GoldilocksElement.modulus + 1) / 2) }

    /// This element squared `count` times.
    func squared(times count: Int) -> Self {
        var result = self
        for _ in 0..<count { result = result.squared }
        return result
    }
}
