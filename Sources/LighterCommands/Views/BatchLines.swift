import LighterJSON
import LighterStatus
import LighterTrading
import LighterTransactions
import Synchronization

/// Tells what became of each order of a stream, from any thread, and how all of them came out.
final class BatchLines: Sendable {
    private struct Tally {
        /// Each class once, in the order in which they came.
        var exits: [ExitClass] = []
        var all = 0
        var good = 0
        var hasSent = false

        mutating func note(_ exit: ExitClass) { if !exits.contains(exit) { exits.append(exit) } }

        mutating func count(_ exit: ExitClass) {
            note(exit)
            all += 1
            if exit == .ok || exit == .pending { good += 1 }
        }
    }

    private let writer: OrderedLines
    private let context: FailureContext
    private let tally = Mutex(Tally())
    /// Told how many came out how; nil where nobody wants to know.
    private let progress: Progress?

    /// - Parameter showsProgress: whether a person who waits is told how far it has come.
    init(_ invocation: Invocation, account: AccountIndex, showsProgress: Bool) {
        progress = showsProgress ? invocation.world.progress : nil
        context = invocation.context
        writer = OrderedLines(
            to: invocation.world.output,
            as: invocation.format,
            heading: [
                "schema": "lighter.submit/1", "profile": JSON(context.profile), "network": JSON(context.network),
                "account": Figures.json(account),
            ],
            quietly: invocation.options.quiet
        )
    }

    /// Whether the reader of the lines is there.
    var isWritable: Bool { writer.failure == nil }

    /// Whether an order failed. One that is not yet where it was wanted, and lives, did not.
    var hasFailure: Bool { tally.withLock { $0.exits.contains { $0 != .ok && $0 != .pending } } }

    /// Announces the lines of a block of orders, behind those of the blocks before.
    ///
    /// - Returns: the place of the first.
    func begin(_ items: [PreparedOrders.Item]) -> Int { writer.begin(items.map(\.number)) }

    func tell(_ place: Int, _ result: Result<PlacedOrder, Failure>) {
        tally.withLock { tally in
            switch result {
            case .success:
                tally.hasSent = true
                tally.count(.ok)
            case .failure(let failure): tally.count(failure.exit)
            }
        }
        tellProgress()
        writer.write(place) { [context] in .order(result.mapError { $0.with(context) }) }
    }

    func tell(dryRun place: Int, _ object: JSONObject) {
        tally.withLock { $0.count(.ok) }
        tellProgress()
        writer.write(place) { .dryRun(object) }
    }

    private func tellProgress() {
        guard let progress else { return }
        let (all, good) = tally.withLock { ($0.all, $0.good) }
        progress.update("\(all) order\(all == 1 ? "" : "s")" + (good == all ? "" : ", \(all - good) failed"))
    }

    /// The input ended, and how.
    func end(with exit: ExitClass) {
        if exit != .ok { tally.withLock { $0.note(exit) } }
    }

    /// - Throws: what the lines could not be written for, or how all orders together came out.
    func finish(_ invocation: Invocation) throws {
        let failure = writer.finish()
        let tally = tally.withLock(\.self)
        if tally.hasSent { invocation.rememberSending() }
        if let failure { throw failure }
        let failed = tally.all - tally.good
        invocation.notice(
            "\(tally.all) order\(tally.all == 1 ? "" : "s")"
                + (failed == 0 ? "" : ", of which \(failed) failed or were not sent")
        )
        let exit = ExitClass.ofBatch(tally.exits)
        if exit != .ok { throw BatchOutcome(exit: exit) }
    }
}

/// The line that answers an order of a stream.
enum OrderLine {
    case order(Result<PlacedOrder, Failure>)
    /// What would have been sent.
    case dryRun(JSONObject)

    private var exit: ExitClass {
        if case .order(.failure(let failure)) = self { failure.exit } else { .ok }
    }

    private var object: JSONObject {
        switch self {
        case .order(.success(let placed)): placed.json
        case .order(.failure(let failure)):
            [
                "market": JSON(failure.context.market),
                "client_order_index": JSON(failure.context.clientOrderIndex.map(String.init)),
                "tx_hash": JSON(failure.context.txHash),
                "error": .object(failure.json),
            ]
        case .dryRun(let object): object
        }
    }

    /// For people.
    private var text: String {
        switch self {
        case .order(.success(let placed)): "\(placed.order.summary): \(placed.state.rawValue)"
        case .order(.failure(let failure)): failure.message
        case .dryRun: "would send \(wanted ?? "")"
        }
    }

    /// The value that is most wanted; nil where there is none.
    private var wanted: String? {
        switch self {
        case .order(.success(let placed)): placed.order.clientIndex.description
        case .order(.failure): nil
        case .dryRun(let object): object["tx_hash"]?.string
        }
    }

    /// - Parameter heading: what each object begins with.
    /// - Throws: `JSONError` for a value that JSON cannot hold.
    func rendered(_ number: Int64, under heading: JSONObject, as format: OutputFormat, quietly: Bool) throws -> String {
        if quietly { return wanted.map { $0 + "\n" } ?? "" }
        switch format {
        case .table: return "\(number)  \(text)\n"
        case .json, .ndjson:
            var line = heading
            line.append("line", .integer(number))
            for member in object.members { line.append(member.key, member.value) }
            return try JSON.object(line).encoded() + "\n"
        case .csv:
            let object = object
            return CSV.line(OrderLine.columns.map { cell($0, of: object, number) })
        // Of no command that writes lines.
        case .prometheus, .nagios: return ""
        }
    }

    static let columns = [
        "line", "market", "side", "type", "size", "price", "client_order_index", "client_id", "order_index", "state",
        "filled_size", "remaining_size", "nonce", "tx_hash", "duplicate", "exit", "message",
    ]

    private func cell(_ column: String, of object: JSONObject, _ number: Int64) -> JSON {
        switch column {
        case "line": .integer(number)
        case "exit": .integer(Int64(exit.rawValue))
        case "message": object["error"]?["message"] ?? .null
        default: object[column] ?? .null
        }
    }
}
