/// Sums of points by the digits they are multiplied with (N. Pippenger, "On the evaluation of powers and related problems",
/// 1976).
///
/// - Warning: Leaks the digits through timing: for public values only.
struct Buckets<let count: Int> {
    private var points: [count of CurvePoint] = .init(repeating: .neutral)
    /// A bit for each bucket that holds a point: the first one is put there and not added.
    private var filled: UInt64 = 0

    /// Adds a point to the bucket of an odd digit below 2·count in magnitude, or its negative for a negative digit. Signs are
    /// as good as random, and a branch would be foretold wrongly every other time.
    @inline(always)
    mutating func add(_ point: CurvePoint, timesOdd digit: Int8) {
        let (bucket, summand) = (
            Int(digit.magnitude >> 1), point.negated(where: UInt64(bitPattern: Int64(digit) >> 63))
        )
        if isFilled(bucket) { points[bucket] += summand } else { points[bucket] = summand }
    }

    /// Σ digit·point: twice Σ i·points[i], and Σ points[i].
    var sum: CurvePoint {
        var plain = points[count - 1]
        var weighted = plain
        for index in (1..<count - 1).reversed() {
            plain += points[index]
            weighted += plain
        }
        plain += points[0]
        return weighted.doubled + plain
    }

    /// Whether a bucket holds a point already; from now on it does.
    @inline(always)
    private mutating func isFilled(_ bucket: Int) -> Bool {
        defer { filled |= 1 << UInt64(bucket) }
        return filled >> UInt64(bucket) & 1 == 1
    }
}
