/// Sums of points by the digits they are multiplied with (N. Pippenger, "On the evaluation of powers and related problems",
/// 1976).
///
/// - Warning: Leaks the digits through timing: for public values only.
struct Buckets<let count: Int> {
    private var points: [count of CurvePoint] = .init(repeating: .neutral)
    /// A bit for each bucket that holds a point: the first one is put there and not added.
    private var filled: UInt64 = 0

    /// Adds a point to the bucket of a digit in 1 ... count, or its negative for one in −count ... −1.
    @inline(always)
    mutating func add(_ point: AffineCurvePoint, times digit: Int) {
        add(digit < 0 ? -point : point, to: abs(digit) - 1)
    }

    /// The same for an odd digit below 2·count in magnitude.
    @inline(always)
    mutating func add(_ point: AffineCurvePoint, timesOdd digit: Int8) {
        add(digit < 0 ? -point : point, to: Int(digit.magnitude >> 1))
    }

    @inline(always)
    mutating func add(_ point: CurvePoint, timesOdd digit: Int8) {
        let bucket = Int(digit.magnitude >> 1)
        let summand = digit < 0 ? -point : point
        points[bucket] = isFilled(bucket) ? points[bucket] + summand : summand
    }

    /// Σ digit·point, for digits added as they are.
    var sum: CurvePoint { sums.weighted }

    /// Σ digit·point, for digits added as odd ones.
    var sumOfOdd: CurvePoint {
        let (plain, weighted) = sums
        return weighted.doubled - plain
    }

    @inline(always)
    private mutating func add(_ point: AffineCurvePoint, to bucket: Int) {
        points[bucket] = isFilled(bucket) ? points[bucket] + point : CurvePoint(point)
    }

    /// Whether a bucket holds a point already; from now on it does.
    @inline(always)
    private mutating func isFilled(_ bucket: Int) -> Bool {
        defer { filled |= 1 << UInt64(bucket) }
        return filled >> UInt64(bucket) & 1 == 1
    }

    /// Σ points[i], and Σ (i + 1)·points[i].
    private var sums: (plain: CurvePoint, weighted: CurvePoint) {
        var plain = points[points.count - 1]
        var weighted = plain
        for index in (0..<points.count - 1).reversed() {
            plain += points[index]
            weighted += plain
        }
        return (plain, weighted)
    }
}
