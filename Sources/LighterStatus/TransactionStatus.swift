/// How far a transaction has come, from `status` of the venue's transaction endpoints (API reference: `tx`, `txs`,
/// `accountTxs`).
public enum TransactionStatus: Int, Sendable, CaseIterable {
    case failed = 0
    case queued = 1
    case executed = 2
    case awaitingFinality = 3

    /// The status as a word.
    public var word: String {
        switch self {
        case .failed: "failed"
        case .queued: "queued"
        case .executed: "executed"
        case .awaitingFinality: "awaiting-finality"
        }
    }

    /// What the status says, as a clause for people.
    public var meaning: String {
        switch self {
        case .failed: "failed; it changed nothing"
        case .queued: "queued; the sequencer has not taken it yet"
        case .executed: "executed by the sequencer"
        case .awaitingFinality: "processed, its final state still pending"
        }
    }

    /// Whether success must still be read from `event_info`.
    ///
    /// The sequencer also calls a transaction executed when it refused what the transaction asked for. The refusal is
    /// then in `ae` of `event_info` (empty when all went well), and only an empty one means success.
    public var mayHideRefusal: Bool {
        self == .executed || self == .awaitingFinality
    }
}
