/// A point in the coordinates x = 16b·X/Z², w = y/x = W/Z, in which doublings are cheapest: the ECgFp5 paper's section on
/// sequences of them.
struct JacobianCurvePoint: Sendable {
    let x, w, z: QuinticElement

    /// What a place holds before its point: no point.
    static let zero = JacobianCurvePoint(x: .zero, w: .zero, z: .zero)

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

    /// Twice the point: three products and four squares. What depends on another stands apart from it, where that can be.
    @inline(always)
    var doubled: Self {
        let zSquare = z.squared
        let wSquare = w.squared
        let wz = w &* z
        let zFourth = zSquare.squared
        let wFourth = wSquare.squared
        // 2(2(16b·X + Z²) − W²)
        let numerator = SmallMultipleSum(zSquare, times: 4).adding(x, timesZ: 64 * CurvePoint.bOverZ)
            .adding(wSquare, times: -2).reduced
        let newW = SmallMultipleSum(zFourth, times: 4).adding(zFourth, timesZ: -4 * CurvePoint.bOverZ)
            .adding(wFourth, times: -1).reduced
        return Self(x: zFourth &* wFourth, w: newW, z: wz &* numerator)
    }

    /// The point in fractional coordinates. Not for the neutral element.
    var inFractions: CurvePoint {
        CurvePoint(x: SmallMultipleSum(x, times: 16).reduced, z: z.squared, u: z, t: w)
    }

    /// The point with Z = T = 1, from 1/WZ. Not for the neutral element.
    func affine(inverse: QuinticElement) -> AffineCurvePoint {
        let inverseZ = inverse &* w
        return AffineCurvePoint(
            x: SmallMultipleSum(x &* inverseZ.squared, times: 16).reduced,
            u: z.squared &* inverse
        )
    }
}

/// The first half of a doubling, x ↦ w², from fractional coordinates.
struct HalfDoubling {
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
