import LighterProfile
import LighterTransactions

/// What a read that has to hold besides came to.
public struct CanaryProbeResult: Sendable {
    public let kind: CanaryProbe.Kind
    /// The market it is about; nil where it is about none.
    public let market: String?
    /// How long it took, in microseconds; nil where no answer came.
    public internal(set) var latency: Int64?
    /// Of a book, in hundredths of the mid.
    public internal(set) var spreadPercent: Decimal?
    /// Why it does not hold.
    public internal(set) var note: CanaryNote?

    public var isPassed: Bool { note == nil }
}
