/// What many measurements of one step come to, in microseconds.
public struct LatencyFigures: Hashable, Sendable {
    public let least: Int64
    /// Of an even number of measurements it lies halfway between the two in the middle.
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
        median = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
        percentile95 = sorted[(sorted.count * 95 + 99) / 100 - 1]
    }
}
