/// The complete formulas of the ECgFp5 paper for a = 2, b = 263z, with x = b·X/Z.
extension CurvePoint {
    /// Adds a point. Ten products, no exceptions.
    public static func += (left: inout Self, right: Self) {
        let xx = left.x &* right.x
        let zz = left.z &* right.z
        let uu = left.u &* right.u
        let tt = left.t &* right.t
        let xz = QuinticElement.multiply(LooseQuinticElement(sumOf: left.x, left.z), right.x &+ right.z) &- xx &- zz
        let ut = QuinticElement.multiply(LooseQuinticElement(sumOf: left.u, left.t), right.u &+ right.t) &- uu &- tt
        left = combine(xx: xx, zz: zz, uu: uu, tt: tt, xz: xz, ut: ut)
    }

    /// The sum of the elements that two points of order n stand for. Seven products, no exceptions.
    init(_ left: OddOrderPoint, _ right: OddOrderPoint) {
        let xx = left.x &* right.x
        let yy = left.y &* right.y
        let xy = (left.x &+ left.y) &* (right.x &+ right.y) &- xx &- yy
        self = Self.combine(xx: .one, zz: xx, uu: xx, tt: yy, xz: left.x &+ right.x, ut: .zero &- xy)
    }

    public static func + (left: Self, right: Self) -> Self {
        var sum = left
        sum += right
        return sum
    }

    public static prefix func - (point: Self) -> Self { point.negated(where: .max) }

    /// The negative where `mask` is all ones, without a branch.
    @inline(always)
    func negated(where mask: UInt64) -> Self {
        Self(x: x, z: z, u: .select(mask, .zero &- u, u), t: t)
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
        let bxx = SmallMultipleSum(xx, timesZ: bOverZ).reduced
        let (sum, difference) = (zz &+ bxx, zz &- bxx)
        let twiceUU = uu.doubled
        let product = tt &* sum
        let cross = twiceUU &* SmallMultipleSum(sum).adding(xz, timesZ: bOverZ).reduced
        return Self(
            x: QuinticElement.multiply(LooseQuinticElement(sumOf: tt, twiceUU), xz &+ sum) &- product,
            z: product &- cross,
            u: ut &* difference,
            t: product &+ cross
        )
    }

    /// Twice the point: four products and five squares. The first half takes x to w².
    public var doubled: Self {
        let zt = z &* t
        let ztt = zt &* t
        let sum = SmallMultipleSum(z, times: 2).adding(x, timesZ: 2 * Self.bOverZ).reduced
        let (numerator, denominator) = (ztt &- sum &* u.squared, zt &* u)
        let (newZ, square) = (numerator.squared, denominator.squared)
        return Self(
            x: square.doubled.doubled,
            z: newZ,
            u: (numerator &+ denominator).squared &- square &- newZ,
            t: ztt.squared.doubled &- square.doubled.doubled &- newZ
        )
    }
}
