import ArgumentParser
import LighterJSON
import LighterTrading
import LighterTransactions
import LighterVenue

struct OrdersCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "orders",
        abstract:
            "List your orders: those that live, with --history those that are over, with --ledger what was sent from here.",
        discussion: """
              $ lighter orders --market ETH
              $ lighter orders --history --limit 5
              $ lighter orders --watch               # again and again, in place
              $ lighter orders | jq -r '.orders[].order_index'
            """
    )

    @Option(help: ArgumentHelp("Only this market's.", valueName: "symbol"), completion: .markets)
    var market: String?

    @Flag(help: "Those that are over, newest first.")
    var history = false

    @Flag(help: "What was sent from this host, newest first, and what became of it.")
    var ledger = false

    @Option(help: ArgumentHelp("How many of the history, 1 to 100, or of the ledger, 1 to 10000.", valueName: "count"))
    var limit = 20

    @OptionGroup var polling: PollingOptions

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        let most = ledger ? 10_000 : 100
        guard (1...most).contains(limit) else { throw ValidationError("--limit should be 1 to \(most)") }
        guard !ledger || !history && market == nil else {
            throw ValidationError("--ledger goes with neither --history nor --market")
        }
        guard !ledger || !polling.watch else { throw ValidationError("--ledger does not go with --watch") }
        try polling.validate(writing: options.output)
    }

    func run(_ invocation: Invocation) throws {
        let trader = try invocation.trader()
        guard !ledger else { return try invocation.emit(LedgerTable.report(trader.ledgerEntries(limit: limit))) }
        try trader.requireIdentity()
        let directory = try trader.markets()
        let only = try market.map { try directory.market($0) }
        let account = try trader.account()
        try invocation.emit(polling, trader) {
            let orders =
                history
                ? try trader.venue.inactiveOrders(account, only?.index, limit: limit).elements
                : try trader.liveOrders(on: only)
            let named = orders.map { (order: $0, symbol: directory.symbol(of: $0)) }
            return Report(
                schema: "lighter.orders/1",
                fields: ["account": .string(account.description)],
                list: (key: "orders", items: named.map { $0.order.json(symbol: $0.symbol) }),
                page: OrderTable.page(named),
                quiet: orders.map(\.index.description)
            )
        }
    }
}

extension MarketDirectory {
    /// The symbol of an order's market; its number where the market is not listed.
    func symbol(of order: Order) -> String {
        self[order.market]?.symbol ?? (order.symbol.isEmpty ? order.market.description : order.symbol)
    }
}
