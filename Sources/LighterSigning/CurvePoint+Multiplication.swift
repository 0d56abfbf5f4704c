extension CurvePoint {
    /// scalar · self, by buckets: the points 2^i·self are summed by their digits, and each sum counts as its digit says.
    ///
    /// All doublings come first and all additions after them. In turns they would take a fifth longer: together they are more
    /// code than a processor keeps decoded.
    ///
    /// - Warning: Leaks its inputs through timing: for public values only.
    public func variableTimeMultiplied(by scalar: Scalar) -> CurvePoint {
        guard !isNeutral else { return .neutral }
        let digits = scalar.variableTimeNonAdjacentForm
        var power = JacobianCurvePoint(doubling: self)
        var summands: [64 of (point: JacobianCurvePoint, digit: Int8)] = .init(repeating: (power, 0))
        var count = 0
        for position in 1..<digits.count {
            if position > 1 { power = power.doubled }
            guard digits[position] != 0 else { continue }
            summands[count] = (power, digits[position])
            count += 1
        }
        var buckets = Buckets<8>()
        if digits[0] != 0 { buckets.add(self, timesOdd: digits[0]) }
        for index in 0..<count { buckets.add(summands[index].point.inFractions, timesOdd: summands[index].digit) }
        return buckets.sumOfOdd
    }
}

/// The points 2^i·P for i in 0 ... 319: what all multiples of P are sums of. 25 KiB.
struct PowersOfTwo: Sendable {
    private let points: [AffineCurvePoint]

    /// - Parameter point: not the neutral element.
    init(of point: CurvePoint) {
        let powers = Array(sequence(first: JacobianCurvePoint(doubling: point)) { $0.doubled }.prefix(319))
        var inverses = powers.map { $0.w &* $0.z }
        var products = inverses
        var span = inverses.mutableSpan
        var productSpan = products.mutableSpan
        QuinticElement.invert(first: powers.count, of: &span, products: &productSpan)
        let first = point.affine(inverse: (point.z &* point.t).inverse)
        points = [first] + zip(powers, inverses).map { $0.affine(inverse: $1) }
    }

    /// scalar · P, by buckets, without a doubling.
    ///
    /// - Warning: Leaks the scalar through timing: for public values only.
    func variableTimeSum(times scalar: Scalar) -> CurvePoint {
        let digits = scalar.variableTimeNonAdjacentForm
        var buckets = Buckets<8>()
        for position in digits.indices where digits[position] != 0 {
            buckets.add(points[position], timesOdd: digits[position])
        }
        return buckets.sumOfOdd
    }
}
