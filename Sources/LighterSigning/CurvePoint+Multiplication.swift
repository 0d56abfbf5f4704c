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
        let end = 1 + (digits.indices.last { digits[$0] != 0 } ?? -1)
        var summands: [64 of (point: DoublingCurvePoint, digit: Int8)] = .init(repeating: (.zero, 0))
        var count = 0
        var power = DoublingCurvePoint(self)
        for position in 0..<end {
            if digits[position] != 0 {
                summands[count] = (power, digits[position])
                count += 1
            }
            power = power.doubled
        }
        var buckets = Buckets<8>()
        for index in 0..<count { buckets.add(summands[index].point.element, timesOdd: summands[index].digit) }
        return buckets.sum
    }
}
