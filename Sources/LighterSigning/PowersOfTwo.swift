/// The points 2^i·P for i in 0 ... 319: what all multiples of P are sums of. 25 KiB.
struct PowersOfTwo: Sendable {
    private let points: [AffineCurvePoint]

    /// - Parameter point: not the neutral element.
    init(of point: CurvePoint) {
        var powers = [DoublingCurvePoint](repeating: .zero, count: 320)
        var power = DoublingCurvePoint(point)
        for index in powers.indices {
            powers[index] = power
            power = power.doubled
        }
        var inverses = powers.map { $0.denominator }
        QuinticElement.invert(&inverses)
        points = powers.indices.map { powers[$0].affine(inverse: inverses[$0]) }
    }

    /// scalar · P, by buckets, without a doubling.
    ///
    /// - Warning: Leaks the scalar through timing: for public values only.
    func variableTimeSum(times scalar: Scalar) -> CurvePoint {
        let form = scalar.variableTimeNonAdjacentForm
        let digits = form.span
        var buckets = Buckets<8>()
        for position in digits.indices where digits[position] != 0 {
            buckets.add(points[position], timesOdd: digits[position])
        }
        return buckets.sum
    }
}
