import LighterJSON
import LighterStatus
import LighterTrading
import LighterTransactions

/// Tells what became of each order of a stream, and how all of them came out.
struct BatchLines {
    private let invocation: Invocation
    private let writer: OrderedLines
    /// Each class once, in the order in which they came.
    private var exits: [ExitClass] = []
    private var counts = (all: 0, good: 0)
    /// That of the last transaction that was sent.
    private(set) var lastNonce: Nonce?

    init(_ invocation: Invocation) {
        self.invocation = invocation
        writer = OrderedLines(
            to: invocation.world.output,
            as: invocation.format,
            quietly: invocation.options.quiet
        )
    }

    /// Whether the reader of the lines is there.
    var isWritable: Bool { writer.failure == nil }

    /// Whether an order failed. One that is not yet where it was wanted, and lives, did not.
    var hasFailure: Bool { exits.contains { $0 != .ok && $0 != .pending } }

    /// Begins the lines of a block of orders, once those of the block before are written.
    func begin(_ items: [PreparedOrders.Item]) { writer.begin(items.map(\.number)) }

    mutating func tell(_ place: Int, _ result: Result<PlacedOrder, Failure>) {
        switch result {
        case .success(let placed):
            invocation.rememberSending()
            if !placed.isDuplicate { lastNonce = placed.sent.nonce }
            count(.ok)
        case .failure(let failure): count(failure.exit)
        }
        let context = invocation.context
        writer.write(place) { OrderLine(result.mapError { $0.with(context) }) }
    }

    mutating func tell(dryRun place: Int, _ object: JSONObject) {
        count(.ok)
        writer.write(place) { OrderLine(dryRun: object) }
    }

    /// The input ended, and how.
    mutating func end(with exit: ExitClass) {
        if !exits.contains(exit) { exits.append(exit) }
    }

    /// - Throws: what the lines could not be written for, or how all orders together came out.
    func finish() throws {
        try writer.finish()
        let failed = counts.all - counts.good
        invocation.notice("\(counts.all) orders" + (failed == 0 ? "" : ", of which \(failed) failed or were not sent"))
        let exit = ExitClass.ofBatch(exits)
        if exit != .ok { throw BatchOutcome(exit: exit) }
    }

    private mutating func count(_ exit: ExitClass) {
        end(with: exit)
        counts.all += 1
        if exit == .ok || exit == .pending { counts.good += 1 }
    }
}

/// The line that answers an order of a stream.
struct OrderLine {
    private let object: JSONObject
    private let exit: ExitClass
    private let text: String
    private let quiet: String?

    init(_ result: Result<PlacedOrder, Failure>) {
        switch result {
        case .success(let placed):
            object = placed.json
            exit = .ok
            text = "\(placed.order.summary): \(placed.state.rawValue)"
            quiet = placed.order.clientIndex.description
        case .failure(let failure):
            object = [
                "market": JSON(failure.context.market),
                "client_order_index": JSON(failure.context.clientOrderIndex.map(String.init)),
                "tx_hash": JSON(failure.context.txHash),
                "error": .object(failure.json),
            ]
            exit = failure.exit
            text = failure.message
            quiet = nil
        }
    }

    init(dryRun object: JSONObject) {
        self.object = object
        exit = .ok
        quiet = object["tx_hash"]?.string
        text = "would send \(quiet ?? "")"
    }

    /// - Throws: `JSONError` for a value that JSON cannot hold.
    func rendered(_ number: Int64, as format: OutputFormat, quietly: Bool) throws -> String {
        if quietly { return quiet.map { $0 + "\n" } ?? "" }
        switch format {
        case .table: return "\(number)  \(text)\n"
        case .json, .ndjson:
            var line: JSONObject = ["schema": "lighter.submit/1", "line": .integer(number)]
            for member in object.members { line[member.key] = member.value }
            return try JSON.object(line).encoded() + "\n"
        case .csv: return CSV.line(OrderLine.columns.map { cell($0, number) })
        }
    }

    static let columns = [
        "line", "market", "side", "type", "size", "price", "client_order_index", "client_id", "order_index", "state",
        "filled_size", "remaining_size", "nonce", "tx_hash", "duplicate", "exit", "message",
    ]

    private func cell(_ column: String, _ number: Int64) -> JSON {
        switch column {
        case "line": .integer(number)
        case "exit": .integer(Int64(exit.rawValue))
        case "message": object["error"]?["message"] ?? .null
        default: object[column] ?? .null
        }
    }
}
