import LighterEngine
import LighterJSON

extension Router {
    /// Blocks and the transactions in them (api.md, section 7.20). No block is ever committed to a layer 1: commitments
    /// and what follows from them stay empty.
    static let blockEndpoints: [(String, Route)] = [
        get("/api/v1/blocks", blocks),
        get("/api/v1/block", block),
        get("/api/v1/blockTxs", blockTransactions),
        get("/api/v1/txs", transactions),
        get("/api/v1/txFromL1TxHash", layer1Transaction),
        get("/api/v1/currentHeight", currentHeight),
    ]

    private static func currentHeight(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        .success([("height", .integer(engine.block))])
    }

    private static func blocks(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let limit = Int64(try request.requiredLimit())
        let isAscending = try request.query.choice("sort", ["asc", "desc"], default: "desc") == "asc"
        let all = Engine.firstBlock...engine.block
        let asked = try request.query.integer("index", in: 0...Int64.max)
        let heights: ClosedRange<Int64>
        if isAscending {
            let first = max(asked ?? all.lowerBound, all.lowerBound)
            guard first <= all.upperBound else { return .success(list(of: [], all)) }
            heights = first...min(all.upperBound, first + limit - 1)
        } else {
            let last = min(asked ?? all.upperBound, all.upperBound)
            guard last >= all.lowerBound else { return .success(list(of: [], all)) }
            heights = max(all.lowerBound, last - limit + 1)...last
        }
        var records: [Int64: [TransactionRecord]] = [:]
        for record in engine.transactions.newest(.max, where: { heights.contains($0.block) }) {
            records[record.block, default: []].append(record)
        }
        let rows = heights.map { BlockRendering(height: $0, records: records[$0] ?? [], engine).json }
        return .success(list(of: isAscending ? rows : rows.reversed(), all))
    }

    private static func list(of rows: [JSON], _ all: ClosedRange<Int64>) -> [(String, JSON)] {
        [("total", .integer(all.upperBound - all.lowerBound + 1)), ("blocks", .array(rows))]
    }

    private static func block(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let height = try height(request, ["commitment", "height"], engine)
        let block = BlockRendering(height: height, records: records(ofBlock: height, engine), engine)
        return .success([("total", 1), ("blocks", .array([block.json]))])
    }

    private static func blockTransactions(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let height = try height(request, ["block_commitment", "block_height"], engine)
        let records = records(ofBlock: height, engine)
        return .success([("txs", .array(records.reversed().map { .object(JSONObject($0.members)) }))])
    }

    /// The height of the block asked for by a commitment, which none has, or by its height.
    private static func height(_ request: Request, _ ways: [String], _ engine: Engine) throws(Refusal) -> Int64 {
        guard try request.query.choice("by", ways) == ways.last else {
            _ = try request.query.requiredText("value")
            throw .blockNotFound
        }
        let height = try request.query.requiredInteger("value", in: .min ... .max)
        guard height >= 0 else { throw .invalidBlockHeight }
        guard (Engine.firstBlock...engine.block).contains(height) else { throw .blockNotFound }
        return height
    }

    /// Newest first.
    private static func records(ofBlock height: Int64, _ engine: Engine) -> [TransactionRecord] {
        engine.transactions.newest(.max) { $0.block == height }
    }

    /// Those that are in blocks, newest first.
    private static func transactions(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let limit = try request.requiredLimit()
        let last = try request.query.integer("index", in: 0...Int64.max) ?? .max
        let records = engine.transactions.newest(limit) { $0.block != 0 && $0.sequenceIndex <= last }
        return .success([("txs", .array(records.map { .object(JSONObject($0.members)) }))])
    }

    /// Nothing comes from a layer 1.
    private static func layer1Transaction(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        _ = try request.query.requiredText("hash")
        throw .transactionNotFound
    }
}

/// A block as the block lists show it.
private struct BlockRendering {
    let height: Int64
    /// What was executed in it, newest first.
    let records: [TransactionRecord]
    let isFilled: Bool

    init(height: Int64, records: [TransactionRecord], _ engine: Engine) {
        (self.height, self.records) = (height, records)
        isFilled = height < engine.block
    }

    var json: JSON {
        .object(
            JSONObject([
                ("commitment", ""),
                ("height", .integer(height)),
                ("state_root", ""),
                ("priority_operations", 0),
                ("on_chain_l2_operations", 0),
                ("pending_on_chain_operations_pub_data", ""),
                ("committed_tx_hash", ""),
                ("committed_at", 0),
                ("verified_tx_hash", ""),
                ("verified_at", 0),
                ("txs", .array(records.reversed().map { .object(JSONObject($0.members)) })),
                // 1 while it is being filled, 2 from then on until a layer 1 has it.
                ("status", isFilled ? 2 : 1),
                ("size", .integer(Int64(records.count))),
            ])
        )
    }
}

extension Refusal {
    fileprivate static let blockNotFound = Refusal(21400, "block not found")
    fileprivate static let invalidBlockHeight = Refusal(21401, "invalid block height")
}
