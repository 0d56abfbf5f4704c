import LighterLayerOne
import LighterTransactions

/// A transaction the venue took, as `tx` tells of it (api.md, section 7.20).
public struct TransactionRecord: Sendable {
    /// The venue's numbers.
    public enum Status: Int64, Sendable {
        case failed = 0
        case pending = 1
        case executed = 2
    }

    public let hash: String
    public let type: TransactionType
    /// `tx_info` as it came.
    public let info: String
    public let account: Int64
    public let apiKey: Int64
    /// The owner of the account on layer 1.
    public let owner: LayerOneAddress?
    public let nonce: Int64
    public let expiredAt: Int64
    public let sequenceIndex: Int64
    public let parentHash: String
    public let queuedAt: Moment
    public internal(set) var status: Status = .pending
    public internal(set) var executedAt: Moment?
    public internal(set) var block: Int64 = 0
    /// Its place in the block.
    public internal(set) var indexInBlock: Int64 = 0
    public internal(set) var outcome: Outcome?
}
