/// Inversion, roots and the Legendre symbol through the norm: with r = 1 + p + p² + p³ + p⁴, a^r lies in GF(p).
extension QuinticElement {
    /// The image under x ↦ x^p: coordinate i times ζ^i, ζ = 3^((p−1)/5).
    var frobenius: Self {
        Self(
            c0: c0,
            c1: c1 &* GoldilocksElement(unchecked: 1_041_288_259_238_279_555),
            c2: c2 &* GoldilocksElement(unchecked: 15_820_824_984_080_659_046),
            c3: c3 &* GoldilocksElement(unchecked: 211_587_555_138_949_697),
            c4: c4 &* GoldilocksElement(unchecked: 1_373_043_270_956_696_022)
        )
    }

    /// The image under x ↦ x^(p²).
    var frobeniusTwice: Self {
        Self(
            c0: c0,
            c1: c1 &* GoldilocksElement(unchecked: 15_820_824_984_080_659_046),
            c2: c2 &* GoldilocksElement(unchecked: 1_373_043_270_956_696_022),
            c3: c3 &* GoldilocksElement(unchecked: 1_041_288_259_238_279_555),
            c4: c4 &* GoldilocksElement(unchecked: 211_587_555_138_949_697)
        )
    }

    /// a^(p + p² + p³ + p⁴) = a^(r−1), and the norm a^r.
    private var conjugatesAndNorm: (conjugates: Self, norm: GoldilocksElement) {
        let first = frobenius
        let pair = first &* first.frobenius
        let conjugates = pair &* pair.frobeniusTwice
        let crossed = c1 &* conjugates.c4 &+ c2 &* conjugates.c3 &+ c3 &* conjugates.c2 &+ c4 &* conjugates.c1
        return (conjugates, c0 &* conjugates.c0 &+ crossed.tripled)
    }

    /// 1/self; zero for zero.
    public var inverse: Self {
        let (conjugates, norm) = conjugatesAndNorm
        return conjugates.scaled(by: norm.inverse)
    }

    /// 1 for a square, −1 for a non-square, 0 for zero.
    public var legendre: Int { conjugatesAndNorm.norm.legendre }

    /// A square root, nil for a non-square: a^((r+1)/2) / √(a^r), where (r+1)/2 = 1 + p(1+p²)(p+1)/2.
    ///
    /// - Warning: Leaks its input through timing.
    public var variableTimeSquareRoot: Self? {
        guard self != .zero else { return .zero }
        guard let normRoot = conjugatesAndNorm.norm.variableTimeSquareRoot else { return nil }
        let power = raisedToHalfOfModulusPlusOne
        let root = self &* (power &* power.frobeniusTwice).frobenius
        return root.scaled(by: normRoot.inverse)
    }

    /// self^((p+1)/2), with (p+1)/2 = (2^32 − 1)·2^31 + 1.
    private var raisedToHalfOfModulusPlusOne: Self {
        let ones2 = squared &* self
        let ones4 = ones2.squared(times: 2) &* ones2
        let ones8 = ones4.squared(times: 4) &* ones4
        let ones16 = ones8.squared(times: 8) &* ones8
        let ones32 = ones16.squared(times: 16) &* ones16
        return ones32.squared(times: 31) &* self
    }
}
