/// The multiples 1, 3, 5 and 7 of a point, what a multiplication by signed windows looks up.
struct OddMultiples: Sendable {
    private let multiples: [4 of AffineCurvePoint]

    init(of point: CurvePoint) {
        let twice = point.doubled
        multiples = CurvePoint.affine(InlineArray(first: point) { $0 + twice })
    }

    /// digit · point, for an odd digit in −7 ... 7.
    ///
    /// - Warning: Leaks the digit through timing.
    @inline(always)
    func variableTimeMultiple(_ digit: Int8) -> AffineCurvePoint {
        let multiple = multiples[Int(digit.magnitude >> 1)]
        return digit < 0 ? -multiple : multiple
    }
}

extension CurvePoint {
    /// The points with Z = T = 1, by one inversion. No Z or T of the group is zero.
    static func affine<let count: Int>(_ points: [count of CurvePoint]) -> [count of AffineCurvePoint] {
        let denominators: [count of QuinticElement] = InlineArray { points[$0].z &* points[$0].t }
        let inverses = QuinticElement.inverses(of: denominators)
        return InlineArray { points[$0].affine(inverse: inverses[$0]) }
    }

    /// The point with Z = T = 1, from 1/ZT.
    @inline(always)
    func affine(inverse: QuinticElement) -> AffineCurvePoint {
        AffineCurvePoint(x: x &* (inverse &* t), u: u &* (inverse &* z))
    }

    /// scalar · P from the odd multiples of P, 2^m·P, 2^2m·P ... with m times their number 320: m doublings, and an
    /// addition for each signed window.
    ///
    /// - Warning: Leaks the scalar through timing: for public values only.
    static func variableTimeSum(of parts: Span<OddMultiples>, times scalar: Scalar) -> CurvePoint {
        let digits = scalar.variableTimeNonAdjacentForm
        let partLength = digits.count / parts.count
        var result = CurvePoint.neutral
        var pendingDoublings = 0
        for position in (0..<partLength).reversed() {
            pendingDoublings += 1
            for part in parts.indices {
                let digit = digits[part * partLength + position]
                guard digit != 0 else { continue }
                if pendingDoublings > 0, !result.isNeutral { result = result.doubled(times: pendingDoublings) }
                pendingDoublings = 0
                result += parts[part].variableTimeMultiple(digit)
            }
        }
        return pendingDoublings > 0 ? result.doubled(times: pendingDoublings) : result
    }

    /// scalar · self.
    ///
    /// - Warning: Leaks its inputs through timing: for public values only.
    public func variableTimeMultiplied(by scalar: Scalar) -> CurvePoint {
        let parts: [1 of OddMultiples] = [OddMultiples(of: self)]
        return CurvePoint.variableTimeSum(of: parts.span, times: scalar)
    }
}
