/// What many measurements of one step come to, in microseconds.
public struct LatencyFigures: Hashable, Sendable {
    public let least: Int64
    public let median: Int64
    /// The least that 95 % of the measurements do not pass.
    public let percentile95: Int64
    public let greatest: Int64

    /// Nil for no measurements.
    init?(_ measurements: [Int64]) {
        let sorted = measurements.sorted()
        guard let least = sorted.first, let greatest = sorted.last else { return nil }
        self.least = least
        self.greatest = greatest
        median = LatencyFigures.percentile(50, of: sorted)
        percentile95 = LatencyFigures.percentile(95, of: sorted)
    }

    /// By the nearest rank.
    private static func percentile(_ percent: Int, of sorted: [Int64]) -> Int64 {
        sorted[(sorted.count * percent + 99) / 100 - 1]
    }
}
