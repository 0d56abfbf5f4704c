import LighterEngine
import LighterJSON
import LighterTransactions

extension Router {
    /// Sending transactions and asking for them (api.md, sections 7.18 to 7.20).
    static let transactionEndpoints: [(String, Route)] = [
        post("/api/v1/sendTx", sendTransaction),
        post("/api/v1/sendTxBatch", sendBatch),
        get("/api/v1/tx", transaction),
        get("/api/v1/accountTxs", accountTransactions),
    ]

    private static func sendTransaction(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let type = try request.form.requiredInteger("tx_type", in: 0...255)
        let info = try request.form.requiredText("tx_info")
        let isProtected = try request.form.flag("price_protection") ?? true
        let submission = try read(type: type, info: info, isProtected, engine)
        let receipt = try engine.accept([submission], at: engine.clock)
        return accepted(.string(submission.signed.hash), receipt, request.allowance)
    }

    private static func sendBatch(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let types = try array("tx_types", request)
        let infos = try array("tx_infos", request)
        guard types.count == infos.count else { throw .batchLengthsDiffer }
        guard types.count <= Engine.batchLimit else { throw .batchTooLong }
        var submissions: [Submission] = []
        for (type, info) in zip(types, infos) {
            guard let type = type.integer, let info = info.string else {
                throw .invalidParameter.detailed("tx_types should hold integers, tx_infos texts")
            }
            submissions.append(try read(type: type, info: info, true, engine))
        }
        let receipt = try engine.accept(submissions, at: engine.clock)
        return accepted(.array(receipt.hashes.map(JSON.string)), receipt, request.allowance)
    }

    private static func accepted(_ hashes: JSON, _ receipt: Receipt, _ allowance: Allowance) -> Response {
        .success([
            ("message", .string(allowance.message)),
            ("tx_hash", hashes),
            ("predicted_execution_time_ms", .integer(receipt.executionTime.milliseconds)),
            ("volume_quota_remaining", JSON(allowance.remaining)),
        ])
    }

    private static func array(_ name: String, _ request: Request) throws(Refusal) -> [JSON] {
        let text = try request.form.requiredText(name)
        guard let elements = (try? JSON.decode(text))?.array, !elements.isEmpty else {
            throw .invalidParameter.detailed("\(name) should be a JSON array with elements")
        }
        return elements
    }

    private static func read(
        type: Int64,
        info: String,
        _ isProtected: Bool,
        _ engine: Engine
    ) throws(Refusal) -> Submission {
        let json: JSON
        do { json = try JSON.decode(info, duplicateKeys: .lastHolds) } catch {
            throw .invalidTransaction.detailed("\(error)")
        }
        do {
            let signed = try SignedTransaction(chainID: engine.settings.chainID, type: type, info: json)
            return Submission(signed: signed, info: info, hasPriceProtection: isProtected)
        } catch { throw Refusal(error, type: type) }
    }

    private static func transaction(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let by = try request.query.choice("by", ["hash", "sequence_index"])
        let record: TransactionRecord?
        if by == "hash" {
            let hash = try request.query.requiredText("value").lowercased()
            record = engine.transactions[hash.hasPrefix("0x") ? String(hash.dropFirst(2)) : hash]
        } else {
            let index = try request.query.requiredInteger("value", in: 0...Int64.max)
            record = engine.transactions.newest(1) { $0.sequenceIndex == index }.first
        }
        guard let record else { throw .transactionNotFound }
        return .success(record.enriched)
    }

    private static func accountTransactions(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        _ = try request.query.choice("by", ["account_index"])
        let account = try request.requiredAccount("value")
        let limit = try request.requiredLimit()
        let before = try request.query.integer("index", in: 0...Int64.max)
        let types = Set(try request.query.integers("types", in: 0...255))
        let records = engine.transactions.newest(limit) { record in
            record.account == account && (types.isEmpty || types.contains(record.type.rawValue))
                && record.sequenceIndex <= before ?? .max
        }
        return .success([("txs", .array(records.map { .object(JSONObject($0.members)) }))])
    }
}
