import ArgumentParser
import LighterJSON
import LighterProfile
import LighterStatus
import LighterTrading
import LighterTransactions
import LighterVenue

struct SubmitCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit",
        abstract: "Send one order, and wait until the venue says what became of it.",
        discussion: """
              $ lighter submit ETH buy 0.1 --price 2300 --client-id my-first-order
              $ lighter submit ETH sell 0.1 --market --slippage 0.3%
              $ lighter submit BTC buy 0.001 --price 60000 --tif post-only --expires 1h --dry-run

            SIZE and prices are exact decimals. One off the market's tick or lot is refused; --round opts in to rounding.
            """
    )

    @Argument(help: ArgumentHelp("The market.", valueName: "symbol"))
    var symbol: String

    @Argument(help: "buy or sell.")
    var side: Side

    @Argument(help: ArgumentHelp("How much, in the base asset.", valueName: "size"))
    var size: String

    @Option(help: ArgumentHelp("The limit; with --market the worst price to take.", valueName: "price"))
    var price: String?

    @Flag(help: "Take what the book has, now; what cannot be filled is cancelled.")
    var market = false

    @Option(
        help: ArgumentHelp("With --market, how far past the best price to go: 0.5%.", valueName: "percent"),
        transform: Percentage.init(parsing:)
    )
    var slippage: Percentage?

    @Option(help: "Time in force.")
    var tif: TimeInForceWord?

    @Option(
        help: ArgumentHelp("How long the order may rest: 5m to 30d.", valueName: "span"),
        transform: TimeSpan.init(parsing:)
    )
    var expires: TimeSpan?

    @Flag(help: "Only ever make a position smaller.")
    var reduceOnly = false

    @Option(help: ArgumentHelp("A number or a name of your own to find the order by.", valueName: "id"))
    var clientID: String?

    @Option(help: "Round a price or size that is off the tick or lot.")
    var round: MarketPrecision.Rounding?

    @Option(help: "How far to wait.")
    var wait: WaitTarget?

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard market || price != nil else {
            throw ValidationError("give a limit with --price, or --market to take what the book has")
        }
        guard market || slippage == nil else { throw ValidationError("--slippage goes with --market") }
    }

    func run(_ invocation: Invocation) throws {
        let trader = try invocation.trader()
        try trader.requireIdentity()
        let market = try trader.market(symbol)
        let identifier = try clientID.map { try OrderIdentifier($0) }
        warn(about: identifier, invocation)
        let order = try trader.order(ticket(identifier, trader), on: market)
        try trader.checkGuards(
            market: market,
            price: order.terms.price,
            notional: order.notional,
            restsAs: order.terms.timeInForce != .immediateOrCancel
        )
        guard !invocation.options.dryRun else {
            try invocation.emit(DryRun.report(of: order, trader))
            return
        }
        let question = "\(order.summary) on \(trader.profile.network.rawValue)?"
        try invocation.confirm(question, isNeeded: trader.needsConfirmation, trader)
        try invocation.announce(trader)
        let placed = try trader.place(order, wait: wait ?? trader.profile.defaults.wait)
        invocation.remember(placed.sent, clientOrderIndex: order.clientIndex)
        try invocation.emit(placed.report)
    }

    private func ticket(_ identifier: OrderIdentifier?, _ trader: Trader) -> OrderTicket {
        let pricing: OrderTicket.Pricing =
            if market {
                .market(slippage: slippage ?? trader.profile.defaults.slippage, worst: price)
            } else {
                .limit(price ?? "")
            }
        return OrderTicket(
            side: side,
            size: size,
            pricing: pricing,
            timeInForce: tif?.timeInForce,
            expires: expires,
            reduceOnly: reduceOnly,
            identifier: identifier,
            rounding: round
        )
    }

    private func warn(about identifier: OrderIdentifier?, _ invocation: Invocation) {
        guard let index = identifier?.clientIndex, index.value > OrderIdentifier.safeClientIndex else { return }
        invocation.notice("the venue has been seen to refuse client ids above \(OrderIdentifier.safeClientIndex)")
    }
}

extension NewOrder {
    /// `buy 0.1000 ETH at 3000.00 (300.00)`.
    var summary: String {
        let price = "\(terms.type == .market ? "at worst " : "at ")\(market.precision.text(terms.price))"
        return
            "\(terms.side.rawValue) \(market.precision.text(terms.size)) \(market.symbol) \(price), worth \(notional)"
    }

    /// What is known of the order before it is sent.
    fileprivate var json: JSONObject {
        [
            "market": .string(market.symbol),
            "market_index": .integer(market.index.value),
            "side": .string(terms.side.rawValue),
            "type": .string("\(terms.type)"),
            "size": Figures.json(market.precision.decimal(terms.size)),
            "price": Figures.json(market.precision.decimal(terms.price)),
            "notional": Figures.json(notional),
            "reduce_only": .bool(terms.reduceOnly),
            "client_order_index": Figures.json(clientIndex),
            "client_id": JSON(name),
            "expires_at": JSON(terms.expiry?.value),
        ]
    }
}

extension PlacedOrder {
    fileprivate var report: Report {
        var fields = order.json
        fields["state"] = .string(state.rawValue)
        fields["status"] = JSON(found?.status)
        fields["order_index"] = Figures.json(found?.index)
        fields["filled_size"] = Figures.json(found?.filledSize)
        fields["remaining_size"] = Figures.json(found?.remainingSize)
        fields["average_price"] = Figures.json(found.flatMap { Figures.average($0.filledNotional, $0.filledSize) })
        fields["nonce"] = .integer(sent.nonce.value)
        fields["tx_hash"] = .string(sent.hash)
        fields["dry_run"] = false
        fields["duplicate"] = .bool(isDuplicate)
        let table: String =
            if let found {
                found.details(symbol: order.market.symbol)
            } else {
                "\(order.summary)\naccepted as client order \(order.clientIndex), not executed yet\n"
            }
        return Report(schema: "lighter.submit/1", fields: fields, table: table, quiet: [order.clientIndex.description])
    }
}

/// An order that was resolved, checked and signed, and not sent.
private enum DryRun {
    /// What cannot be known without asking the venue.
    private static let notChecked = ["nonce", "margin", "price protection", "client id already used"]

    static func report(of order: NewOrder, _ trader: Trader) throws -> Report {
        // The signature proves the key; under a nonce that was not asked for it is nothing to send.
        let transaction = try trader.signed(trader.body(creating: order), nonce: Nonce(0))
        var fields = order.json
        fields["dry_run"] = true
        fields["tx_hash"] = .string(transaction.hash)
        fields["wire"] = wire(transaction)
        fields["not_checked"] = .array(notChecked.map(JSON.string))
        var details = Details()
        details.add("dry run", order.summary)
        details.add("price", "\(order.terms.price.ticks) ticks")
        details.add("size", "\(order.terms.size.lots) lots")
        details.add("client order", order.clientIndex.description)
        details.add("expires", order.terms.expiry.map { Figures.time($0.value) })
        details.add("hash", "\(transaction.hash) (under nonce 0)")
        details.add("not checked", notChecked.joined(separator: ", "))
        return Report(schema: "lighter.submit/1", fields: fields, table: details.text, quiet: [transaction.hash])
    }

    private static func wire(_ transaction: SignedTransaction) -> JSON {
        guard case .object(var info) = transaction.info else { return .null }
        info["Sig"] = nil
        return .object(info)
    }
}
