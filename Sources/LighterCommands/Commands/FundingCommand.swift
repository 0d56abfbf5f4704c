import ArgumentParser
import LighterTrading
import LighterVenue

struct FundingCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        commandName: "funding",
        abstract: "Show who pays funding to whom: the rates as they stand, what was settled, what you paid.",
        discussion: """
              $ lighter funding
              $ lighter funding ETH --resolution 1d --limit 30
              $ lighter funding --paid --since 30d
              $ lighter funding | jq -r '.rates[] | [.market, .annual_percent, .payer] | @tsv'

            Rates are per cent: above zero longs pay shorts, below zero shorts pay longs. It is paid every hour; the rate of a \
            year is that of an hour times 8760.
            """
    )

    @Argument(
        help: ArgumentHelp("Only these markets, with what they settled.", valueName: "symbol"),
        completion: .markets
    )
    var symbols: [String] = []

    @Flag(help: "What you paid and got, newest first.")
    var paid = false

    @Option(
        help: ArgumentHelp("How many settlements of each market, 24 unless given, or payments, 20.", valueName: "count")
    )
    var limit: Int?

    @Option(help: "Settlements by the hour or the day.")
    var resolution: FundingResolution?

    @Option(
        help: ArgumentHelp("Only payments since: a span, 30d, or a time in UTC, 2026-11-22.", valueName: "when"),
        transform: Since.init(parsing:)
    )
    var since: Since?

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        let most = paid ? Trader.longestHistory : Trader.mostSettlements
        guard (1...most).contains(limit ?? 1) else { throw ValidationError("--limit should be 1 to \(most)") }
        guard !paid || resolution == nil else { throw ValidationError("--resolution is not for --paid") }
        guard paid || since == nil else { throw ValidationError("--since goes with --paid") }
        guard paid || !symbols.isEmpty || (limit == nil && resolution == nil) else {
            throw ValidationError("--limit and --resolution are for the settlements of a market: lighter funding ETH")
        }
    }

    func run(_ invocation: Invocation) throws {
        let trader = try invocation.trader()
        if paid { try trader.requireIdentity() }
        let directory = try trader.markets()
        let markets = try symbols.map(directory.market)
        if paid {
            let start = since?.start(trader.clock.now())
            let payments = try trader.fundingPayments(on: markets, since: start, most: limit ?? 20)
            let account = try trader.account()
            return try invocation.emit(FundingReports.payments(payments, account, directory))
        }
        let quotes = try trader.fundingQuotes(markets)
        guard !markets.isEmpty else { return try invocation.emit(FundingReports.rates(quotes)) }
        let resolution = resolution ?? .hour
        let settlements = try markets.flatMap { try trader.fundingSettlements($0, resolution, most: limit ?? 24) }
        try invocation.emit(FundingReports.settlements(settlements, resolution, quotes))
    }
}

extension FundingResolution: ExpressibleByArgument {
    public static let allValueStrings = allCases.map(\.rawValue)
}
