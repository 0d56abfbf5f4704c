/// Sums of points by the digits they are multiplied with (N. Pippenger, "On the evaluation of powers and related problems",
/// 1976).
///
/// - Warning: Leaks the digits through timing: for public values only.
struct Buckets<let count: Int> {
    private var points: [count of CurvePoint] = .init(repeating: .neutral)
    /// A bit for each bucket that holds a point: the first one is put there and not added.
    private var filled: UInt64 = 0

    /// Adds a point to the bucket of an odd digit below 2·count in magnitude, or its negative for a negative digit.
    @inline(always)
    mutating func add(_ point: AffineCurvePoint, timesOdd digit: Int8) {
        let bucket = Int(digit.magnitude >> 1)
        let summand = digit < 0 ? -point : point
        points[bucket] = isFilled(bucket) ? points[bucket] + summand : CurvePoint(summand)
    }

    @inline(always)
    mutating func add(_ point: CurvePoint, timesOdd digit: Int8) {
        let bucket = Int(digit.magnitude >> 1)
        let summand = digit < 0 ? -point : point
        points[bucket] = isFilled(bucket) ? points[bucket] + summand : summand
    }

    /// Σ digit·point: with Σ points[i] and Σ (i + 1)·points[i], twice the second without the first.
    var sum: CurvePoint {
        var plain = points[points.count - 1]
        var weighted = plain
        for index in (0..<points.count - 1).reversed() {
            plain += points[index]
            weighted += plain
        }
        return weighted.doubled - plain
    }

    /// Whether a bucket holds a point already; from now on it does.
    @inline(always)
    private mutating func isFilled(_ bucket: Int) -> Bool {
        defer { filled |= 1 << UInt64(bucket) }
        return filled >> UInt64(bucket) & 1 == 1
    }
}
