import LighterJSON
import LighterStatus
import LighterTransactions

/// A transaction as the venue keeps it (api.md, sections 4.1 and 7.20).
public struct TransactionRecord: Hashable, Sendable {
    /// What the sequencer made of it.
    public enum Execution: Hashable, Sendable {
        /// Nothing is told yet.
        case none
        /// Executed without an error.
        case succeeded
        /// Refused by the sequencer. `status` may say executed all the same.
        case failed(ExecutionError)
        /// Told in a form unknown here, as it was written.
        case unreadable(String)
    }

    /// Why the sequencer refused.
    public struct ExecutionError: Hashable, Sendable {
        /// The venue's code, where it gives one.
        public let code: Int64?
        public let message: String

        public init(code: Int64?, message: String) {
            self.code = code
            self.message = message
        }
    }

    /// 80 hexadecimal digits.
    public let hash: String
    /// The number of its kind: 14 creates an order.
    public let type: Int64
    /// 0 failed, 1 pending, 2 executed, 3 pending in its final state. Not a verdict; see ``execution``.
    public let status: Int64
    public let account: Int64?
    public let apiKey: Int64?
    public let nonce: Int64?
    /// The signed transaction as it was sent.
    public let info: String
    public let execution: Execution
    /// The block it was packed in.
    public let block: Int64?
    /// Its place among all transactions.
    public let sequence: Int64?
    /// Times in milliseconds since the Unix epoch.
    public let expiresAt: Int64?
    public let queuedAt: Int64?
    public let executedAt: Int64?

    init(_ reader: JSONReader) throws(JSONError) {
        hash = try reader.requiredWord("hash")
        type = try reader.required("type", reader.integer("type"))
        let status = try reader.required("status", reader.integer("status"))
        reader.note("status", "\(status)", unless: Int(exactly: status).flatMap(TransactionStatus.init) != nil)
        self.status = status
        account = try reader.integer("account_index")
        apiKey = try reader.integer("api_key_index")
        nonce = try reader.integer("nonce")
        info = try reader.text("info")
        let execution = Execution(eventInfo: try reader.text("event_info"))
        reader.note("event_info", execution.summary, unless: execution.isKnown)
        self.execution = execution
        block = try reader.nonzero("block_height")
        sequence = try reader.nonzero("sequence_index")
        expiresAt = try reader.time("expire_at")
        queuedAt = try reader.time("queued_at")
        executedAt = try reader.time("executed_at")
        reader.passOver(TransactionRecord.passedOver)
    }

    private static let passedOver: Set<String> = [
        "code", "committed_at", "l1_address", "parent_hash", "transaction_index", "transaction_time", "verified_at",
    ]
}

extension TransactionRecord.Execution {
    /// Reads `event_info`: a JSON text whose key `ae` is missing or empty when all went well, and otherwise holds the
    /// error, itself written as JSON text.
    public init(eventInfo: String) {
        guard !eventInfo.isEmpty else {
            self = .none
            return
        }
        guard let event = try? JSON.decode(eventInfo, duplicateKeys: .lastHolds), let object = event.object else {
            self = .unreadable(eventInfo)
            return
        }
        switch object["ae"] {
        case nil, .null, .string(""): self = .succeeded
        case .string(let text):
            let error = (try? JSON.decode(text, duplicateKeys: .lastHolds)).flatMap(
                TransactionRecord.ExecutionError.init
            )
            self = .failed(error ?? .init(code: nil, message: text))
        case .some(let value):
            self = TransactionRecord.ExecutionError(value).map(Self.failed) ?? .unreadable(eventInfo)
        }
    }

    /// Whether its form is known, and its code among those the venue documents.
    fileprivate var isKnown: Bool {
        switch self {
        case .none, .succeeded: true
        case .failed(let error): error.code.map { VenueCode.lookup(Int(clamping: $0)) != nil } ?? true
        case .unreadable: false
        }
    }

    /// The error's code, or all that is told.
    fileprivate var summary: String {
        switch self {
        case .none, .succeeded: ""
        case .failed(let error): error.code.map { "code \($0)" } ?? error.message
        case .unreadable(let text): sanitized(text, limit: 100)
        }
    }
}

extension TransactionRecord.ExecutionError {
    fileprivate init?(_ value: JSON) {
        guard let object = value.object, object["code"]?.integer != nil || object["message"]?.string != nil else {
            return nil
        }
        self.init(code: object["code"]?.integer, message: object["message"]?.string ?? "")
    }
}
