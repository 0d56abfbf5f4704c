import ArgumentParser
import LighterTrading
import LighterVenue

struct MarketsCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "markets",
        abstract: "List the markets: last price, the day's change and volume, tick, lot, minimums, fees.",
        discussion: """
              $ lighter markets
              $ lighter markets --active --sort change
              $ lighter markets ETH BTC -o json | jq -r '.markets[].tick'
            """
    )

    @Argument(help: ArgumentHelp("Only these markets.", valueName: "symbol"), completion: .markets)
    var symbols: [String] = []

    @Flag(help: "Only those where orders are taken.")
    var active = false

    @Option(help: "In which order: by default by the day's volume, or those that were asked for as they were.")
    var sort: MarketOrder?

    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let directory = try invocation.trader().markets(isRefreshed: true)
        let named = symbols.isEmpty ? directory.markets : try symbols.map(directory.market)
        let order = sort ?? (symbols.isEmpty ? .volume : nil)
        let markets = named.filter { $0.isActive || !active }
        try invocation.emit(MarketTable.report(order?.sorted(markets) ?? markets))
    }
}
