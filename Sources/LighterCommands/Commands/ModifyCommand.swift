import ArgumentParser
import LighterJSON
import LighterTrading
import LighterTransactions
import LighterVenue

struct ModifyCommand: LighterCommand {
    static let loadsAhead = true
    static let configuration = CommandConfiguration(
        command: "modify",
        abstract: "Change the price or the size of an order in place.",
        discussion: """
              $ lighter modify my-first-order --price 2990
              $ lighter modify 281478000000777 --size 0.2 --expect-version 1
            """,
        aliases: ["amend"]
    )

    @Argument(
        help: ArgumentHelp("An order index, a client order index, or a client id of your own.", valueName: "order"),
        completion: .orders
    )
    var order: String

    @Option(help: ArgumentHelp("The new limit.", valueName: "price"))
    var price: String?

    @Option(help: ArgumentHelp("The new size, what is filled included.", valueName: "size"))
    var size: String?

    @Option(help: ArgumentHelp("The new trigger price.", valueName: "price"))
    var trigger: String?

    @Option(help: ArgumentHelp("Refuse unless the order has this version.", valueName: "version"))
    var expectVersion: Int64?

    @Option(help: "Round a price or size that is off the tick or lot.")
    var round: MarketPrecision.Rounding?

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard price != nil || size != nil || trigger != nil else {
            throw ValidationError("nothing to change: give --price, --size or --trigger")
        }
        guard expectVersion.map({ $0 > 0 }) ?? true else {
            throw ValidationError("versions count from 1; an order that was never changed has none to expect")
        }
    }

    func run(_ invocation: Invocation) throws {
        let trader = try invocation.trader()
        try trader.requireIdentity()
        let found = try trader.findOrAwait(OrderIdentifier(order))
        let market = try trader.market(ofOrder: found)
        let change = try trader.modification(
            of: found,
            on: market,
            OrderChange(size: size, price: price, trigger: trigger, expectedVersion: expectVersion, rounding: round)
        )
        try trader.checkGuards(change)
        guard !invocation.options.dryRun else {
            try invocation.emit(change.dryRunReport(trader), of: trader)
            return
        }
        guard !change.changesNothing else {
            invocation.notice("the order is as asked for already; nothing was sent")
            try invocation.emit(found.report(symbol: market.symbol, sent: nil), of: trader)
            return
        }
        try invocation.confirm(
            "change order \(found.index) to \(change.summary)?",
            isNeeded: trader.needsConfirmation,
            trader
        )
        try invocation.announce(trader)
        let (changed, sent) = try trader.modify(change)
        invocation.remember(sent, clientOrderIndex: changed.clientIndex)
        try invocation.emit(changed.report(symbol: market.symbol, sent: sent), of: trader)
    }
}

extension Order {
    /// - Parameter sent: nil where there was nothing to change.
    fileprivate func report(symbol: String, sent: SentTransaction?) -> Report {
        var fields = json(symbol: symbol)
        fields["changed"] = .bool(sent != nil)
        fields["nonce"] = JSON(sent?.nonce.value)
        fields["tx_hash"] = JSON(sent?.hash)
        fields["dry_run"] = false
        return Report(
            schema: "lighter.modify/1",
            fields: fields,
            page: .details(details(symbol: symbol)),
            quiet: [index.description]
        )
    }
}

extension OrderModification {
    fileprivate var summary: String {
        "\(market.precision.text(size)) \(market.symbol) at \(market.precision.text(price))"
    }

    fileprivate func dryRunReport(_ trader: Trader) throws -> Report {
        let (body, attributes) = try trader.body(modifying: self)
        let transaction = try trader.signed(body, attributes, nonce: Nonce(0))
        let fields: JSONObject = [
            "order_index": Figures.json(order.index),
            "client_order_index": Figures.json(order.clientIndex),
            "market": .string(market.symbol),
            "market_index": .integer(market.index.value),
            "size": Figures.json(market.precision.decimal(size)),
            "price": Figures.json(market.precision.decimal(price)),
            "trigger_price": Figures.json(triggerPrice.map(market.precision.decimal)),
            "notional": Figures.json(notional),
            "changed": .bool(!changesNothing),
            "tx_hash": .string(transaction.hash),
            "wire": transaction.unsignedFields,
            "dry_run": true,
            "not_checked": ["nonce", "margin"],
        ]
        return Report(
            schema: "lighter.modify/1",
            fields: fields,
            page: .text("dry run: order \(order.index) would become \(summary)\n"),
            quiet: [transaction.hash]
        )
    }
}
