extension CurvePoint {
    /// Σ w·P with weights of 40 random bits: where two such sums agree, all of their terms do, but for a chance of 2^−40. By buckets, in windows of four
    /// bits.
    ///
    /// - Warning: Leaks its inputs through timing: for public values only.
    static func variableTimeWeightedSum(of points: [AffineCurvePoint], weights: [RandomWeight]) -> CurvePoint {
        var result = CurvePoint.neutral
        for window in (0..<RandomWeight.windowCount).reversed() {
            for _ in 0..<RandomWeight.windowLength { result = result.doubled }
            var buckets = Buckets()
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

/// One of 2^40 numbers: the sums of d·16^i over ten digits d in −8 ... 7.
struct RandomWeight: Sendable {
    private let bits: UInt64

    static let windowCount = 10
    static let windowLength = 4

    init(using generator: inout some RandomNumberGenerator) {
        bits = generator.next() >> 24
    }

    /// The digit of 16^window.
    func digit(_ window: Int) -> Int {
        Int(bits >> UInt64(window * Self.windowLength) & 15) - 8
    }

    /// The number, modulo n.
    var scalar: Scalar { Scalar(bits) - Scalar(0x88_8888_8888) }
}
