import ArgumentParser
import LighterJSON
import LighterProfile
import LighterStatus
import LighterTrading
import LighterTransactions
import LighterVenue

struct SubmitCommand: LighterCommand {
    static let loadsAhead = true
    static let configuration = CommandConfiguration(
        command: "submit",
        abstract: "Send an order, or many, and wait until the venue says what became of them.",
        discussion: """
              $ lighter submit ETH buy 0.1 --price 2300 --client-id my-first-order
              $ lighter submit ETH sell 0.1 --market --slippage 0.3%
              $ lighter submit BTC buy 0.001 --price 60000 --tif post-only --expires 1h --dry-run
              $ lighter submit ETH buy 0.1 --price 2300 --stop-loss 2200 --take-profit 2500
              $ lighter submit ETH sell 0.1 --trigger 2200 --stop-loss --market --reduce-only
              $ lighter submit ETH buy 5 --twap 2h --price 2400

              $ lighter submit - --continue-on-error < orders.ndjson > answers.ndjson

            SIZE and prices are exact decimals. One off the market's tick or lot is refused; --round opts in to rounding. \
            What is attached by --stop-loss or --take-profit closes what the order opens, at market and no worse than \
            --slippage from its trigger. It is found as ID/stop-loss and ID/take-profit, ID being the order's --client-id.

            Many orders come as NDJSON, JSON, CSV or TOML with the keys market, side, size, price, type (limit or market), \
            slippage, tif, expires, reduce_only, trigger, stop_loss, take_profit, twap, client_id and round. Each is \
            answered by a line, in order. At the first that fails the others are not sent, unless --continue-on-error.
            """
    )

    @Argument(
        help: ArgumentHelp("The market; - for the orders of standard input.", valueName: "symbol"),
        completion: .markets
    )
    var symbol: String?

    @Argument(help: "buy or sell.")
    var side: Side?

    @Argument(help: ArgumentHelp("How much, in the base asset.", valueName: "size"))
    var size: String?

    @Option(help: ArgumentHelp("The limit; with --market or --twap the worst price to take.", valueName: "price"))
    var price: String?

    @Flag(help: "Take what the book has, now; what cannot be filled is cancelled.")
    var market = false

    @Option(
        help: ArgumentHelp(
            "How far past the best price, or the trigger price, an order at market may go: 0.5%.",
            valueName: "percent"
        ),
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

    @OptionGroup var triggers: TriggerOptions

    @Option(help: ArgumentHelp("A number or a name of your own to find the order by.", valueName: "id"))
    var clientID: String?

    @Option(help: "Round a price or size that is off the tick or lot.")
    var round: MarketPrecision.Rounding?

    @Option(help: "How far to wait.")
    var wait: WaitTarget?

    @OptionGroup(title: "Many orders")
    var batch: BatchOptions

    @OptionGroup var options: GlobalOptions

    private var isStream: Bool { symbol == "-" || batch.file != nil }

    func validate() throws {
        guard isStream else {
            guard symbol != nil, side != nil, size != nil else {
                throw ValidationError("name a market, buy or sell, and a size; or give - or --file for many orders")
            }
            guard batch.isPlain else {
                throw ValidationError("--input, --batch, --max and --continue-on-error go with - or --file")
            }
            return
        }
        let isPlain = side == nil && size == nil && price == nil && !market && slippage == nil && tif == nil
        guard isPlain, expires == nil, !reduceOnly, clientID == nil, round == nil, triggers.isEmpty else {
            throw ValidationError("with - or --file each order says itself what it is")
        }
    }

    func run(_ invocation: Invocation) throws {
        if isStream {
            let source = try LineSource.open(symbol, file: batch.file, invocation.world)
            try SubmitStream(invocation: invocation, batch: batch, wait: wait).run(source)
        } else if let symbol, let side, let size {
            try submit(symbol, side, size, invocation)
        }
    }

    private func submit(_ symbol: String, _ side: Side, _ size: String, _ invocation: Invocation) throws {
        let identifier = try clientID.map { try OrderIdentifier($0) }
        let ticket = try words(side, size, identifier).ticket()
        let trader = try invocation.trader()
        try trader.requireIdentity()
        let market = try trader.market(symbol)
        warn(about: identifier, invocation)
        let order = try trader.order(ticket, on: market)
        try trader.checkGuards(order)
        guard !invocation.options.dryRun else {
            try invocation.emit(DryRun.report(of: order, trader), of: trader)
            return
        }
        let question = "\(order.summary) on \(trader.profile.network.rawValue)?"
        try invocation.confirm(question, isNeeded: trader.needsConfirmation, trader)
        try invocation.announce(trader)
        let placed = try trader.place(order, wait: wait ?? trader.profile.defaults.wait)
        invocation.remember(placed.sent, clientOrderIndex: order.clientIndex)
        try invocation.emit(placed.report, of: trader)
    }

    private func warn(about identifier: OrderIdentifier?, _ invocation: Invocation) {
        guard let index = identifier?.clientIndex, index.value > OrderIdentifier.safeClientIndex else { return }
        invocation.notice("the venue has been seen to refuse client ids above \(OrderIdentifier.safeClientIndex)")
    }
}
