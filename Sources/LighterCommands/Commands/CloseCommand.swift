import ArgumentParser
import LighterJSON
import LighterProfile
import LighterStatus
import LighterTrading
import LighterTransactions
import LighterVenue

struct CloseCommand: LighterCommand {
    static let loadsAhead = true
    static let configuration = CommandConfiguration(
        command: "close",
        abstract: "Close a position, or all of them, at market, and say what is left.",
        discussion: """
              $ lighter close ETH
              $ lighter close ETH --slippage 1% --client-id flat-ETH
              $ lighter close --all -y

            A position is closed by a reduce-only order at market, which goes no further than --slippage from the best price. \
            Where nothing is held there is nothing to do, and that is no failure: the account is as it was to be.
            """
    )

    @Argument(help: ArgumentHelp("The market.", valueName: "symbol"), completion: .markets)
    var symbol: String?

    @Flag(help: "Every position of the account.")
    var all = false

    @Option(
        help: ArgumentHelp("How far past the best price to go: 0.5%.", valueName: "percent"),
        transform: Percentage.init(parsing:)
    )
    var slippage: Percentage?

    @Option(help: ArgumentHelp("A number or a name of your own to find the order by.", valueName: "id"))
    var clientID: String?

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard all != (symbol != nil) else { throw ValidationError("name the market, or give --all") }
        guard !all || clientID == nil else { throw ValidationError("--client-id names one order; --all may send many") }
    }

    func run(_ invocation: Invocation) throws {
        let trader = try invocation.trader()
        try trader.requireIdentity()
        try trader.requireWritable()
        if let symbol { try close(trader.market(symbol), trader, invocation) } else { try closeAll(trader, invocation) }
    }

    private func close(_ market: Market, _ trader: Trader, _ invocation: Invocation) throws {
        let identifier = try clientID.map { try OrderIdentifier($0) }
        guard let position = try trader.openPositions(on: market).first else {
            let earlier = try identifier.map { try trader.orderThatClosed(market, $0) } ?? nil
            let items = earlier.map { [Closings.Item($0, market)] } ?? []
            try invocation.emit(Closings.report(items, isDryRun: options.dryRun), of: trader)
            return
        }
        let order = try trader.orderClosing(position, on: market, slippage: slippage, identifier: identifier)
        try trader.checkGuards(order)
        guard !options.dryRun else {
            let item = Closings.Item(position, try DryRun.json(order, trader))
            try invocation.emit(Closings.report([item], isDryRun: true), of: trader)
            return
        }
        let question = "close \(position.words): \(order.summary)?"
        try invocation.confirm(question, isNeeded: trader.needsConfirmation, trader)
        try invocation.announce(trader)
        let closed = try trader.close(order, position)
        invocation.remember(closed.order.sent, clientOrderIndex: order.clientIndex)
        try invocation.emit(Closings.report([.init(position, closed)], isDryRun: false), of: trader)
    }

    /// Each by itself; the fate of every one is written, and the exit code says how the whole came out.
    private func closeAll(_ trader: Trader, _ invocation: Invocation) throws {
        let positions = try trader.openPositions(on: nil)
        let directory = try trader.markets()
        if !positions.isEmpty, !options.dryRun {
            let list = positions.map(\.words).joined(separator: ", ")
            try invocation.confirm("close \(list)?", isNeeded: true, trader)
            try invocation.announce(trader)
        }
        var closings: [Closings.Item] = []
        // Each one's own: what is known of another has no place in its error.
        let context = invocation.context
        for position in positions {
            do {
                guard let market = directory[position.market] else {
                    throw Failure("market.not_found", .notFound, "the venue lists no market \(position.market)")
                }
                let order = try trader.orderClosing(position, on: market, slippage: slippage)
                try trader.checkGuards(order)
                if options.dryRun {
                    closings.append(.init(position, try DryRun.json(order, trader)))
                } else {
                    let closed = try trader.close(order, position)
                    invocation.rememberSending()
                    closings.append(.init(position, closed))
                }
            } catch {
                closings.append(.init(position, Failure.from(error).with(context)))
            }
        }
        try invocation.emit(Closings.report(closings, isDryRun: options.dryRun), of: trader)
        let exit = ExitClass.ofBatch(closings.map(\.exit))
        if exit != .ok { throw BatchOutcome(exit: exit) }
    }
}

/// What became of positions that were to be closed.
private enum Closings {
    /// One of them.
    struct Item {
        /// `long 0.1 ETH`.
        let position: String
        let json: JSONObject
        let line: String
        let exit: ExitClass

        init(_ position: Position, _ closed: ClosedPosition) {
            var fields = closed.order.json
            fields["closed_size"] = Figures.json(closed.order.found?.filledSize)
            fields["left_size"] = Figures.json(closed.left?.magnitude)
            (self.position, json) = (position.words, position.json(with: fields))
            let price = closed.order.found.flatMap { Figures.average($0.filledNotional, $0.filledSize) }
            let left = closed.left.map { $0 == .zero ? "nothing left" : "\($0.magnitude) left" } ?? "the rest not told"
            line = "closed at \(Figures.text(price)), \(left)"
            exit = .ok
        }

        /// One that would be closed.
        init(_ position: Position, _ order: JSONObject) {
            (self.position, json) = (position.words, position.json(with: order))
            line = "would be closed"
            exit = .ok
        }

        init(_ position: Position, _ failure: Failure) {
            (self.position, json) = (position.words, position.json(with: ["error": .object(failure.json)]))
            line = failure.message
            exit = failure.exit
        }

        /// One that an earlier command closed.
        init(_ earlier: Order, _ market: Market) {
            position = "\(earlier.side == .sell ? "long" : "short") \(earlier.initialSize) \(market.symbol)"
            var fields = earlier.json(symbol: market.symbol)
            fields["position_side"] = .string(earlier.side == .sell ? "long" : "short")
            fields["position_size"] = Figures.json(earlier.initialSize)
            fields["closed_size"] = Figures.json(earlier.filledSize)
            fields["left_size"] = "0"
            fields["dry_run"] = false
            fields["duplicate"] = true
            json = fields
            line = "closed before, nothing left"
            exit = .ok
        }
    }

    static func report(_ items: [Item], isDryRun: Bool) -> Report {
        let closed = isDryRun ? 0 : items.count { $0.exit == .ok }
        var table = Table(.left("POSITION"), .text("OUTCOME"))
        for item in items { table.add(item.position, item.line) }
        return Report(
            schema: "lighter.close/1",
            fields: ["dry_run": .bool(isDryRun), "closed": JSON(closed)],
            list: (key: "positions", items: items.map(\.json)),
            page: .table(table, emptyNote: "no open positions"),
            quiet: [String(closed)]
        )
    }
}

extension Position {
    /// `long 0.1 ETH`.
    fileprivate var words: String { "\(side == .sell ? "short" : "long") \(size.magnitude) \(symbol)" }

    fileprivate func json(with more: JSONObject) -> JSONObject {
        var object: JSONObject = [
            "market": .string(symbol),
            "position_side": .string(side == .sell ? "short" : "long"),
            "position_size": Figures.json(size.magnitude),
        ]
        for member in more.members { object[member.key] = member.value }
        return object
    }
}
