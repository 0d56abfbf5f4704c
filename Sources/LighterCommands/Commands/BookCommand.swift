import ArgumentParser
import LighterJSON
import LighterStatus
import LighterTrading
import LighterVenue

struct BookCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "book",
        abstract: "Show the order book of a market: depth, mid, spread, imbalance.",
        discussion: """
              $ lighter book ETH --depth 5
              $ lighter book ETH --group 1.00        # levels of a dollar: bids down, asks up
              $ lighter book ETH --watch             # again and again, in place
              $ lighter book ETH -q                  # the mid, bare
              $ lighter book ETH | jq -r '.asks[0].price'
            """
    )

    @Argument(help: ArgumentHelp("The market.", valueName: "symbol"), completion: .markets)
    var symbol: String

    @Option(help: ArgumentHelp("Price levels on each side.", valueName: "levels"))
    var depth = 10

    @Option(help: ArgumentHelp("Put levels together: a multiple of the tick.", valueName: "step"))
    var group: String?

    @OptionGroup var polling: PollingOptions

    @OptionGroup var options: GlobalOptions

    /// The most orders on a side that the venue lists (api.md, section 7.6).
    private static let orderLimit = 250

    func validate() throws {
        guard depth > 0 else { throw ValidationError("--depth should be at least 1") }
        try polling.validate(writing: options.output)
    }

    func run(_ invocation: Invocation) throws {
        let trader = try invocation.trader()
        let market = try trader.market(symbol)
        let step = try group.map { try PriceStep(parsing: $0, market) } ?? PriceStep(tickOf: market)
        try invocation.emit(polling, trader) {
            let view = try BookView(
                trader.venue.orderBook(market.index, limit: BookCommand.orderLimit),
                market,
                depth: depth,
                step: step,
                limit: BookCommand.orderLimit,
                account: trader.access.likelyAccount
            )
            if invocation.options.quiet, view.mid == nil {
                throw Failure("book.empty", .unavailable, "\(market.symbol) has no mid: a side of its book is empty")
            }
            return view.report
        }
    }
}
