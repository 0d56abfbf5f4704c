extension QuinticElement {
    public static func + (left: Self, right: Self) -> Self { left &+ right }
    public static func - (left: Self, right: Self) -> Self { left &- right }
    public static func * (left: Self, right: Self) -> Self { left &* right }
    public static prefix func - (element: Self) -> Self { .zero &- element }
}

/// As in `GoldilocksElement`: the same operations, always inlined.
extension QuinticElement {
    @inline(always)
    static func &+ (left: Self, right: Self) -> Self {
        Self(
            c0: left.c0 &+ right.c0,
            c1: left.c1 &+ right.c1,
            c2: left.c2 &+ right.c2,
            c3: left.c3 &+ right.c3,
            c4: left.c4 &+ right.c4
        )
    }

    @inline(always)
    static func &- (left: Self, right: Self) -> Self {
        Self(
            c0: left.c0 &- right.c0,
            c1: left.c1 &- right.c1,
            c2: left.c2 &- right.c2,
            c3: left.c3 &- right.c3,
            c4: left.c4 &- right.c4
        )
    }

    @inline(always)
    static func &* (left: Self, right: Self) -> Self {
        multiply(left, right, adding: .zero)
    }

    /// left · right + addend.
    @inline(always)
    static func multiply(_ left: Self, _ right: Self, adding addend: Self) -> Self {
        multiply(LooseQuinticElement(left), right, adding: addend)
    }

    /// left · right + addend. Each coordinate is a sum of five products, reduced once; the 3 of z^5 = 3 goes into `right`
    /// first.
    @inline(always)
    static func multiply(_ left: LooseQuinticElement, _ right: Self, adding addend: Self = .zero) -> Self {
        let (a0, a1, a2, a3, a4) = (left.c0, left.c1, left.c2, left.c3, left.c4)
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

        return Self(c0: d0.reduced, c1: d1.reduced, c2: d2.reduced, c3: d3.reduced, c4: d4.reduced)
    }

    /// The square: fifteen products instead of twenty-five.
    @inline(always)
    var squared: Self {
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

        return Self(c0: d0.reduced, c1: d1.reduced, c2: d2.reduced, c3: d3.reduced, c4: d4.reduced)
    }

    @inline(always)
    var doubled: Self { self &+ self }

    /// Half of this element.
    var halved: Self { scaled(by: GoldilocksElement(unchecked: (GoldilocksElement.modulus + 1) / 2)) }

    /// Every coordinate times `factor`.
    @inline(always)
    func scaled(by factor: GoldilocksElement) -> Self {
        Self(c0: c0 &* factor, c1: c1 &* factor, c2: c2 &* factor, c3: c3 &* factor, c4: c4 &* factor)
    }

    /// This element squared `count` times.
    func squared(times count: Int) -> Self {
        var result = self
        for _ in 0..<count { result = result.squared }
        return result
    }
}
