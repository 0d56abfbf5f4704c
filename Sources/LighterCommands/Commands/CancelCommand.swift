import ArgumentParser
import LighterJSON
import LighterStatus
import LighterTrading
import LighterTransactions
import LighterVenue

struct CancelCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Cancel orders by name, or all of them, and wait until they are over.",
        discussion: """
              $ lighter cancel my-first-order
              $ lighter cancel --all --market ETH
              $ lighter orders -q | xargs lighter cancel
            """
    )

    @Argument(help: ArgumentHelp("Order indices, client order indices, or client ids of your own.", valueName: "order"))
    var orders: [String] = []

    @Flag(help: "All orders: of one market with --market, of the whole account otherwise.")
    var all = false

    @Option(help: ArgumentHelp("With --all, only this market's.", valueName: "symbol"))
    var market: String?

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard all != !orders.isEmpty else {
            throw ValidationError("name the orders to cancel, or give --all [--market SYMBOL]")
        }
        guard all || market == nil else { throw ValidationError("--market goes with --all") }
    }

    func run(_ invocation: Invocation) throws {
        let trader = try invocation.trader()
        try trader.requireIdentity()
        try trader.requireWritable()
        if all { try cancelAll(trader, invocation) } else { try cancelNamed(trader, invocation) }
    }

    private func cancelAll(_ trader: Trader, _ invocation: Invocation) throws {
        let market = try market.map { try trader.market($0) }
        let directory = try trader.markets()
        let account = try trader.account()
        let place = market.map { "on \($0.symbol)" } ?? "of account \(account)"
        let isNeeded = market == nil || trader.needsConfirmation
        if invocation.options.dryRun {
            let live = try trader.liveOrders(on: market)
            try invocation.emit(report(live, [], isDryRun: true, directory))
            return
        }
        try invocation.confirm("cancel all orders \(place)?", isNeeded: isNeeded, trader)
        try invocation.announce(trader)
        let cancelled = try trader.cancelAll(on: market)
        for sent in cancelled.sent { invocation.remember(sent) }
        try invocation.emit(report(cancelled.orders, cancelled.sent, isDryRun: false, directory))
    }

    private func cancelNamed(_ trader: Trader, _ invocation: Invocation) throws {
        let identifiers = try orders.map { try OrderIdentifier($0) }
        let directory = try trader.markets()
        guard identifiers.count > 1 else {
            let order = try trader.find(identifiers[0])
            try invocation.emit(try cancel(order, trader, invocation, directory))
            return
        }
        try cancelMany(identifiers, trader, invocation, directory)
    }

    private func cancel(
        _ order: Order,
        _ trader: Trader,
        _ invocation: Invocation,
        _ directory: MarketDirectory
    ) throws -> Report {
        if invocation.options.dryRun {
            return report([order], [], isDryRun: true, directory)
        }
        try invocation.confirm("cancel order \(order.index)?", isNeeded: trader.needsConfirmation, trader)
        try invocation.announce(trader)
        let cancelled = try trader.cancel(order)
        invocation.remember(cancelled.sent, clientOrderIndex: order.clientIndex)
        return report([cancelled.order], [cancelled.sent], isDryRun: false, directory)
    }

    /// Each by itself; the fate of every one is written, and the exit code says how the whole came out.
    private func cancelMany(
        _ identifiers: [OrderIdentifier],
        _ trader: Trader,
        _ invocation: Invocation,
        _ directory: MarketDirectory
    ) throws {
        try invocation.confirm("cancel \(identifiers.count) orders?", isNeeded: trader.needsConfirmation, trader)
        try invocation.announce(trader)
        var items: [JSONObject] = []
        var table = Table(.left("ORDER"), .left("MARKET"), .left("STATE"))
        var exits: [ExitClass] = []
        for identifier in identifiers {
            do throws(Failure) {
                let order = try trader.find(identifier)
                let result = invocation.options.dryRun ? order : try cancelled(order, trader, invocation)
                items.append(result.json(symbol: directory.symbol(of: result)))
                table.add(identifier.description, directory.symbol(of: result), result.state.rawValue)
                exits.append(.ok)
            } catch {
                items.append([
                    "order": .string(identifier.description), "error": .object(error.with(invocation.context).json),
                ])
                table.add(identifier.description, "", error.message)
                exits.append(error.exit)
            }
        }
        try invocation.emit(
            Report(
                schema: "lighter.cancel/1",
                fields: ["dry_run": .bool(invocation.options.dryRun)],
                list: (key: "orders", items: items),
                table: table.text(emptyNote: "no orders"),
                quiet: [String(exits.count { $0 == .ok })]
            )
        )
        let exit = ExitClass.ofBatch(exits)
        if exit != .ok { throw BatchOutcome(exit: exit) }
    }

    private func cancelled(_ order: Order, _ trader: Trader, _ invocation: Invocation) throws(Failure) -> Order {
        let cancelled = try trader.cancel(order)
        invocation.remember(cancelled.sent, clientOrderIndex: order.clientIndex)
        return cancelled.order
    }

    private func report(
        _ orders: [Order],
        _ sent: [SentTransaction],
        isDryRun: Bool,
        _ directory: MarketDirectory
    ) -> Report {
        let named = orders.map { (order: $0, symbol: directory.symbol(of: $0)) }
        let verb = isDryRun ? "would cancel" : "cancelled"
        return Report(
            schema: "lighter.cancel/1",
            fields: [
                "dry_run": .bool(isDryRun),
                "count": JSON(orders.count),
                "tx_hashes": .array(sent.map { .string($0.hash) }),
            ],
            list: (key: "orders", items: named.map { $0.order.json(symbol: $0.symbol) }),
            table: "\(verb) \(orders.count) order\(orders.count == 1 ? "" : "s")\n"
                + named.map { "  \($0.order.index)  \($0.symbol)  \($0.order.side.rawValue)\n" }.joined(),
            quiet: [String(orders.count)]
        )
    }
}
