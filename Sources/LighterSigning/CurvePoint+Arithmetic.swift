/// The complete formulas of the ECgFp5 paper for a = 2, b = 263z, with x = b·X/Z.
extension CurvePoint {
    /// The sum. Ten products, no exceptions.
    public static func + (left: Self, right: Self) -> Self {
        let xx = left.x &* right.x
        let zz = left.z &* right.z
        let uu = left.u &* right.u
        let tt = left.t &* right.t
        let xz = (left.x &+ left.z) &* (right.x &+ right.z) &- xx &- zz
        let ut = (left.u &+ left.t) &* (right.u &+ right.t) &- uu &- tt
        return combine(xx: xx, zz: zz, uu: uu, tt: tt, xz: xz, ut: ut)
    }

    /// The sum with an affine point. Eight products, no exceptions.
    static func + (left: Self, right: AffineCurvePoint) -> Self {
        let xx = left.x &* right.x
        let uu = left.u &* right.u
        let xz = QuinticElement.multiply(left.z, right.x, adding: left.x)
        let ut = QuinticElement.multiply(left.t, right.u, adding: left.u)
        return combine(xx: xx, zz: left.z, uu: uu, tt: left.t, xz: xz, ut: ut)
    }

    public static func += (left: inout Self, right: Self) { left = left + right }
    static func += (left: inout Self, right: AffineCurvePoint) { left = left + right }

    public static prefix func - (point: Self) -> Self {
        Self(x: point.x, z: point.z, u: .zero &- point.u, t: point.t)
    }

    public static func - (left: Self, right: Self) -> Self { left + -right }

    /// What both sums share, from X1X2, Z1Z2, U1U2, T1T2, X1Z2 + Z1X2 and U1T2 + T1U2.
    @inline(always)
    private static func combine(
        xx: QuinticElement,
        zz: QuinticElement,
        uu: QuinticElement,
        tt: QuinticElement,
        xz: QuinticElement,
        ut: QuinticElement
    ) -> Self {
        let sum = SmallMultipleSum(zz).adding(xx, timesZ: bOverZ).reduced
        let difference = SmallMultipleSum(zz).adding(xx, timesZ: -bOverZ).reduced
        let twiceUU = uu.doubled
        let product = tt &* sum
        let cross = twiceUU &* SmallMultipleSum(sum).adding(xz, timesZ: bOverZ).reduced
        return Self(
            x: (tt &+ twiceUU) &* (xz &+ sum) &- product,
            z: product &- cross,
            u: ut &* difference,
            t: product &+ cross
        )
    }

    /// Twice the point: four products and five squares.
    public var doubled: Self {
        let half = HalfDoubling(self)
        let z = half.numerator.squared
        let square = half.denominator.squared
        return Self(
            x: square.doubled.doubled,
            z: z,
            u: (half.numerator &+ half.denominator).squared &- square &- z,
            t: half.fourth.doubled &- square.doubled.doubled &- z
        )
    }

    /// The point doubled `count` times, with `count` at least one: in a long run by 2 products and 5 squares each.
    func doubled(times count: Int) -> Self {
        guard count > 4 else { return (1..<count).reduce(doubled) { point, _ in point.doubled } }
        var point = JacobianCurvePoint(doubling: self)
        for _ in 2..<count { point = point.doubled }
        return point.doubledIntoFractions
    }
}

/// The first half of a doubling, x ↦ w², from fractional coordinates.
private struct HalfDoubling {
    let numerator, denominator, fourth: QuinticElement

    @inline(always)
    init(_ point: CurvePoint) {
        let zt = point.z &* point.t
        let ztt = zt &* point.t
        denominator = zt &* point.u
        let sum = SmallMultipleSum(point.z, times: 2).adding(point.x, timesZ: 2 * CurvePoint.bOverZ).reduced
        numerator = ztt &- sum &* point.u.squared
        fourth = ztt.squared
    }
}

/// A point in the coordinates x = 16b·X/Z², w = y/x = W/Z, in which a run of doublings is cheapest.
private struct JacobianCurvePoint {
    let x, w, z: QuinticElement

    @inline(always)
    init(x: QuinticElement, w: QuinticElement, z: QuinticElement) {
        self.x = x
        self.w = w
        self.z = z
    }

    /// Twice the point.
    init(doubling point: CurvePoint) {
        let half = HalfDoubling(point)
        let numeratorSquare = half.numerator.squared
        let square = half.denominator.squared
        x = square.squared
        w = half.fourth.doubled &- square.doubled.doubled &- numeratorSquare
        z = (half.numerator &+ half.denominator).squared &- numeratorSquare &- square
    }

    /// Twice the point: two products and five squares.
    var doubled: Self {
        let zSquare = z.squared
        let zFourth = zSquare.squared
        let wSquare = w.squared
        let wFourth = wSquare.squared
        let wz = (w &+ z).squared &- zSquare &- wSquare
        return Self(
            x: zFourth &* wFourth,
            w: SmallMultipleSum(zFourth, times: 4).adding(zFourth, timesZ: -4 * CurvePoint.bOverZ)
                .adding(wFourth, times: -1).reduced,
            z: wz &* numerator(zSquare, wSquare)
        )
    }

    /// Twice the point, in fractional coordinates: two products and five squares.
    var doubledIntoFractions: CurvePoint {
        let zSquare = z.squared
        let wSquare = w.squared
        let wz = (w &+ z).squared &- zSquare &- wSquare
        let numerator = numerator(zSquare, wSquare)
        let numeratorSquare = numerator.squared
        return CurvePoint(
            x: wz.squared,
            z: numeratorSquare,
            u: .zero &- wz &* numerator,
            t: wSquare.doubled &* (wSquare &- zSquare.doubled) &- numeratorSquare
        )
    }

    /// 2(16b·X + Z²) − W².
    @inline(always)
    private func numerator(_ zSquare: QuinticElement, _ wSquare: QuinticElement) -> QuinticElement {
        SmallMultipleSum(zSquare, times: 2).adding(x, timesZ: 32 * CurvePoint.bOverZ).adding(wSquare, times: -1).reduced
    }
}
