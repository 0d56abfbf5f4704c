import LighterJSON

/// The venue has queued what was sent. Nothing is executed yet (api.md, sections 4.1 and 7.18).
public struct Acceptance: Hashable, Sendable {
    /// The hashes of the transactions, in their order; empty where the venue leaves them out.
    public let hashes: [String]
    /// When they should be executed, milliseconds since the Unix epoch.
    public let predictedExecution: Int64?
    /// Transactions left in the account's volume quota, where it has one.
    public let volumeQuotaRemaining: Int64?

    init(_ reader: JSONReader) throws(JSONError) {
        switch reader.value("tx_hash") {
        case nil: hashes = []
        case .string(let hash): hashes = [hash]
        case .array(let elements): hashes = elements.compactMap(\.string)
        case .some(let other):
            throw .mismatch(path: reader.path(of: "tx_hash"), expected: "a string or an array", found: other.kind)
        }
        predictedExecution = try reader.time("predicted_execution_time_ms")
        volumeQuotaRemaining = try reader.integer("volume_quota_remaining")
    }
}
