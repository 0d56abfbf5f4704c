extension CurvePoint {
    /// scalar · self, by buckets: the points 2^i·self are summed by their digits, and each sum counts as its digit says.
    ///
    /// All doublings come first and all additions after them. In turns they took a sixth longer, as it seems because together
    /// they are more code than a processor keeps decoded.
    ///
    /// - Warning: Leaks its inputs through timing: for public values only.
    public func variableTimeMultiplied(by scalar: Scalar) -> CurvePoint {
        guard !isNeutral else { return .neutral }
        let form = scalar.variableTimeNonAdjacentForm
        let digits = form.span
        var power = JacobianCurvePoint(doubling: self)
        var summands: [64 of (point: JacobianCurvePoint, digit: Int8)] = .init(repeating: (.zero, 0))
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
        return buckets.sum
    }
}
