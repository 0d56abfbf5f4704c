import LighterJSON
import LighterStatus
import LighterTrading
import LighterTransactions

/// Writes a line for each order of a stream, in their order, as soon as it and those before it are known.
struct BatchLines {
    private let invocation: Invocation
    private var numbers: [Int64] = []
    private var waiting: [Int: Line] = [:]
    private var next = 0
    private var failure: (any Error)?
    private var hasHeader = false
    /// Each class once, in the order in which they came.
    private var exits: [ExitClass] = []
    private var counts = (all: 0, good: 0)
    /// That of the last transaction that was sent.
    private(set) var lastNonce: Nonce?

    init(_ invocation: Invocation) { self.invocation = invocation }

    private struct Line {
        let object: JSONObject
        let exit: ExitClass
        let text: String
        let quiet: String?
    }

    /// Whether the reader of the lines is there.
    var isWritable: Bool { failure == nil }

    /// Whether an order failed. One that is not yet where it was wanted, and lives, did not.
    var hasFailure: Bool { exits.contains { $0 != .ok && $0 != .pending } }

    /// Begins the lines of a block of orders, once those of the block before are written.
    mutating func begin(_ items: [PreparedOrders.Item]) {
        numbers = items.map(\.number)
        next = 0
    }

    mutating func tell(_ place: Int, _ result: Result<PlacedOrder, Failure>) {
        switch result {
        case .success(let placed):
            invocation.rememberSending()
            if !placed.isDuplicate { lastNonce = placed.sent.nonce }
            add(
                place,
                Line(
                    object: placed.json,
                    exit: .ok,
                    text: "\(placed.order.summary): \(placed.state.rawValue)",
                    quiet: placed.order.clientIndex.description
                )
            )
        case .failure(let failure):
            let failure = failure.with(invocation.context)
            let object: JSONObject = [
                "market": JSON(failure.context.market),
                "client_order_index": JSON(failure.context.clientOrderIndex.map(String.init)),
                "tx_hash": JSON(failure.context.txHash),
                "error": .object(failure.json),
            ]
            add(place, Line(object: object, exit: failure.exit, text: failure.message, quiet: nil))
        }
    }

    mutating func tell(dryRun place: Int, _ object: JSONObject) {
        let hash = object["tx_hash"]?.string
        add(place, Line(object: object, exit: .ok, text: "would send \(hash ?? "")", quiet: hash))
    }

    /// The input ended, and how.
    mutating func end(with exit: ExitClass) { if exit != .ok { note(exit) } }

    /// - Throws: what the lines could not be written for, or how all orders together came out.
    func finish() throws {
        if let failure { throw failure }
        let failed = counts.all - counts.good
        invocation.notice("\(counts.all) orders" + (failed == 0 ? "" : ", of which \(failed) failed or were not sent"))
        let exit = ExitClass.ofBatch(exits)
        if exit != .ok { throw BatchOutcome(exit: exit) }
    }

    private mutating func note(_ exit: ExitClass) {
        if !exits.contains(exit) { exits.append(exit) }
    }

    private mutating func add(_ place: Int, _ line: Line) {
        waiting[place] = line
        var text = ""
        while let line = waiting.removeValue(forKey: next) {
            do { text += try rendered(line, numbers[next]) } catch { failure = failure ?? error }
            note(line.exit)
            counts.all += 1
            if line.exit == .ok || line.exit == .pending { counts.good += 1 }
            next += 1
        }
        guard failure == nil, !text.isEmpty else { return }
        do { try invocation.world.output.write(text) } catch { failure = error }
    }

    private mutating func rendered(_ line: Line, _ number: Int64) throws -> String {
        if invocation.options.quiet { return line.quiet.map { $0 + "\n" } ?? "" }
        switch invocation.format {
        case .table: return "\(number)  \(line.text)\n"
        case .json, .ndjson:
            var object: JSONObject = ["schema": "lighter.submit/1", "line": .integer(number)]
            for member in line.object.members { object[member.key] = member.value }
            return try JSON.object(object).encoded() + "\n"
        case .csv:
            let header = hasHeader ? "" : CSV.line(BatchLines.columns)
            hasHeader = true
            return header + CSV.line(BatchLines.columns.map { column in cell(column, line, number) })
        }
    }

    private static let columns = [
        "line", "market", "side", "type", "size", "price", "client_order_index", "client_id", "order_index", "state",
        "filled_size", "remaining_size", "nonce", "tx_hash", "duplicate", "exit", "message",
    ]

    private func cell(_ column: String, _ line: Line, _ number: Int64) -> JSON {
        switch column {
        case "line": .integer(number)
        case "exit": .integer(Int64(line.exit.rawValue))
        case "message": line.object["error"]?["message"] ?? .null
        default: line.object[column] ?? .null
        }
    }
}
