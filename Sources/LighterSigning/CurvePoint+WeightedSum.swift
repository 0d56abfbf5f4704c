extension CurvePoint {
    /// Σ w·P with weights of 40 random bits, by buckets in windows of five. Where two such sums agree, all of their terms do,
    /// but for a chance of 2^−40.
    ///
    /// - Warning: Leaks its inputs through timing: for public values only.
    static func variableTimeWeightedSum(of points: [AffineCurvePoint], weights: [RandomWeight]) -> CurvePoint {
        var result = CurvePoint.neutral
        for window in (0..<RandomWeight.windowCount).reversed() {
            for _ in 0..<RandomWeight.windowLength { result = result.doubled }
            var buckets = Buckets<16>()
            for (point, weight) in zip(points, weights) {
                let digit = weight.digit(window)
                guard digit != 0 else { continue }
                buckets.add(point, times: digit)
            }
            result += buckets.sum
        }
        return result
    }
}
