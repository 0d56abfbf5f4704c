/// Sums of points by the digits they are multiplied with (N. Pippenger, "On the evaluation of powers and related problems",
/// 1976).
///
/// - Warning: Leaks the digits through timing: for public values only.
struct Buckets {
    private var points: [8 of CurvePoint] = .init(repeating: .neutral)

    /// Adds a point to the bucket of a digit in 1 ... 8, or its negative for one in −8 ... −1.
    @inline(always)
    mutating func add(_ point: AffineCurvePoint, times digit: Int) {
        points[abs(digit) - 1] += digit < 0 ? -point : point
    }

    /// The same for an odd digit in −15 ... 15.
    @inline(always)
    mutating func add(_ point: AffineCurvePoint, timesOdd digit: Int8) {
        points[Int(digit.magnitude >> 1)] += digit < 0 ? -point : point
    }

    @inline(always)
    mutating func add(_ point: CurvePoint, timesOdd digit: Int8) {
        points[Int(digit.magnitude >> 1)] += digit < 0 ? -point : point
    }

    /// Σ digit·point, for digits in −8 ... 8.
    var sum: CurvePoint { sums.weighted }

    /// Σ digit·point, for odd digits in −15 ... 15.
    var sumOfOdd: CurvePoint {
        let (plain, weighted) = sums
        return weighted.doubled - plain
    }

    /// Σ points[i], and Σ (i + 1)·points[i].
    private var sums: (plain: CurvePoint, weighted: CurvePoint) {
        var (plain, weighted) = (CurvePoint.neutral, CurvePoint.neutral)
        for index in points.indices.reversed() {
            plain += points[index]
            weighted += plain
        }
        return (plain, weighted)
    }
}
