import LighterJSON
import LighterStatus
import LighterTrading
import LighterTransactions
import LighterVenue

/// What `cancel` writes.
enum CancelReport {
    private static let schema = "lighter.cancel/1"
    /// What cannot be known without asking the venue.
    private static let notChecked: JSON = ["nonce"]

    /// What became of one of the orders that were named.
    struct Line {
        let name: String
        /// None where the order is not looked at.
        let fate: CancelFate?
        let isMissingOk: Bool

        /// Nil where all is well.
        var failure: Failure? {
            switch fate {
            case .cancelled: nil
            case .alreadyOver(let order): isMissingOk ? nil : Failure(alreadyOver: order)
            case .failed(let failure): isMissingOk && failure.exit == .notFound ? nil : failure
            case nil: Failure("internal.no_fate", .internal, "nothing is known of the order \(name)")
            }
        }

        var exit: ExitClass { failure?.exit ?? .ok }

        var order: Order? {
            switch fate {
            case .cancelled(let order, _), .alreadyOver(let order): order
            case .failed, nil: nil
            }
        }

        var outcome: String {
            switch fate {
            case .cancelled: "cancelled"
            case .alreadyOver: "already_over"
            case .failed(let failure) where failure.exit == .notFound: "not_found"
            case .failed(let failure):
                failure.exit == .pending || failure.exit == .unknown ? failure.exit.name : "failed"
            case nil: "failed"
            }
        }

        fileprivate func json(_ directory: MarketDirectory, _ context: FailureContext) -> JSONObject {
            var object = order.map { $0.json(symbol: directory.symbol(of: $0)) } ?? [:]
            object["order"] = .string(name)
            object["outcome"] = .string(outcome)
            if case .cancelled(_, let sent) = fate { object["tx_hash"] = .string(sent.hash) }
            if let failure { object["error"] = .object(failure.with(context).json) }
            return object
        }
    }

    /// The fates of named orders.
    static func named(_ lines: [Line], _ directory: MarketDirectory, _ context: FailureContext) -> Report {
        var table = Table(
            .left("ORDER"),
            .left("MARKET").optional(1),
            .left("SIDE").optional(2),
            .left("OUTCOME"),
            .text("STATE")
        )
        var hashes: [JSON] = []
        for line in lines {
            table.add(
                line.name,
                line.order.map { directory.symbol(of: $0) } ?? "",
                line.order?.side.rawValue ?? "",
                line.outcome,
                line.failure?.message ?? line.order?.state.rawValue ?? ""
            )
            if case .cancelled(_, let sent) = line.fate { hashes.append(.string(sent.hash)) }
        }
        return Report(
            schema: schema,
            fields: ["dry_run": false, "count": JSON(hashes.count), "tx_hashes": .array(hashes)],
            list: (key: "orders", items: lines.map { $0.json(directory, context) }),
            page: .table(table, emptyNote: "no orders"),
            quiet: [String(hashes.count)]
        )
    }

    /// All orders that were live.
    static func all(_ cancelled: CancelledOrders, _ directory: MarketDirectory) -> Report {
        let hashes = cancelled.sent.map { JSON.string($0.hash) }
        return report("cancelled", cancelled.orders, ["dry_run": false, "tx_hashes": .array(hashes)], directory)
    }

    /// Orders that would be cancelled, and the transactions that would.
    static func dryRun(
        of orders: [Order],
        _ transactions: [SignedTransaction],
        _ directory: MarketDirectory
    ) -> Report {
        let fields: JSONObject = [
            "dry_run": true,
            "tx_hashes": .array(transactions.map { .string($0.hash) }),
            "wire": .array(transactions.map(\.unsignedFields)),
            "not_checked": notChecked,
        ]
        return report("would cancel", orders, fields, directory)
    }

    private static func report(
        _ verb: String,
        _ orders: [Order],
        _ fields: JSONObject,
        _ directory: MarketDirectory
    ) -> Report {
        var fields = fields
        fields["count"] = JSON(orders.count)
        let named = orders.map { (order: $0, symbol: directory.symbol(of: $0)) }
        return Report(
            schema: schema,
            fields: fields,
            list: (key: "orders", items: named.map { $0.order.json(symbol: $0.symbol) }),
            page: .text(
                "\(verb) \(orders.count) order\(orders.count == 1 ? "" : "s")\n"
                    + named.map { "  \($0.order.index)  \($0.symbol)  \($0.order.side.rawValue)\n" }.joined()
            ),
            quiet: [String(orders.count)]
        )
    }

    /// The dead man's switch, set or taken back.
    static func schedule(_ cancelAll: CancelAll, _ sent: SentTransaction) -> Report {
        var report = schedule(cancelAll, "")
        report.fields["dry_run"] = false
        report.fields["nonce"] = .integer(sent.nonce.value)
        report.fields["tx_hash"] = .string(sent.hash)
        return report
    }

    /// The dead man's switch as it would be set or taken back.
    static func schedule(_ cancelAll: CancelAll, dryRun transaction: SignedTransaction) -> Report {
        var report = schedule(cancelAll, "dry run: ")
        report.fields["dry_run"] = true
        report.fields["tx_hash"] = .string(transaction.hash)
        report.fields["wire"] = transaction.unsignedFields
        report.fields["not_checked"] = notChecked
        return report
    }

    private static func schedule(_ cancelAll: CancelAll, _ prefix: String) -> Report {
        let time: Int64? = if case .at(let time) = cancelAll { time.value } else { nil }
        let text = time.map { "all orders are cancelled at \(Figures.time($0)), unless this is set anew or taken back" }
        return Report(
            schema: schema,
            fields: ["armed": .bool(time != nil), "fires_at": JSON(time)],
            page: .text(prefix + (text ?? "no cancel-all is scheduled any more") + "\n"),
            quiet: time.map { [String($0)] } ?? []
        )
    }
}
