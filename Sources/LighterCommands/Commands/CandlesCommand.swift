import ArgumentParser
import LighterJSON
import LighterStatus
import LighterTrading
import LighterTransactions
import LighterVenue

struct CandlesCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        commandName: "candles",
        abstract: "Draw the candles of a market: open, high, low, close and volume of equal lengths of time.",
        discussion: """
              $ lighter candles ETH
              $ lighter candles ETH --resolution 15m --since 12h
              $ lighter candles ETH --resolution 1d --since 2026-10-01 -o csv > eth.csv
              $ lighter candles ETH -q               # the last close, bare

            A candle that rises is drawn thin, one that falls thick; times are UTC.
            """
    )

    @Argument(help: ArgumentHelp("The market.", valueName: "symbol"), completion: .markets)
    var symbol: String

    @Option(help: ArgumentHelp("How long a candle lasts.", valueName: "length"))
    var resolution = CandleResolution.hour

    @Option(
        help: ArgumentHelp("How many of the newest, 1 to 500; as many as fit, or 100 elsewhere.", valueName: "count")
    )
    var limit: Int?

    @Option(
        help: ArgumentHelp("Only those since: a span, 24h, or a time in UTC, 2026-11-22T17:03.", valueName: "when"),
        transform: Since.init(parsing:)
    )
    var since: Since?

    @Option(help: ArgumentHelp("Rows of prices in the chart, 4 to 100.", valueName: "rows"))
    var height = 16

    @OptionGroup var options: GlobalOptions

    /// The most candles that the venue gives at once (api.md, section 7.9).
    private static let mostCandles = 500
    private static let usualCount = 100

    func validate() throws {
        guard limit.map((1...CandlesCommand.mostCandles).contains) ?? true else {
            throw ValidationError("--limit should be 1 to \(CandlesCommand.mostCandles)")
        }
        guard (4...100).contains(height) else { throw ValidationError("--height should be 4 to 100") }
    }

    func run(_ invocation: Invocation) throws {
        let now = invocation.world.clock.now()
        let start = since?.start(now)
        let count = try count(from: start, to: now, invocation)
        let trader = try invocation.trader()
        let market = try trader.market(symbol)
        let earliest = max(start ?? 0, now - Int64(count) * resolution.milliseconds)
        let interval = try Endpoint.Interval(
            resolution: resolution.rawValue,
            start: Timestamp(max(earliest, 0)),
            end: Timestamp(now),
            count: count
        )
        let candles = try trader.venue.candles(market.index, interval)
            .filter { $0.time >= earliest }
            .sorted { $0.time < $1.time }
        let view = CandleView(
            market: market,
            resolution: resolution,
            candles: Array(candles.suffix(count)),
            end: now,
            height: height
        )
        try invocation.emit(view.report)
    }

    /// How many candles to ask for.
    private func count(from start: Int64?, to now: Int64, _ invocation: Invocation) throws(Failure) -> Int {
        if let limit { return limit }
        guard let start else {
            let isDrawn = invocation.format == .table && !invocation.options.quiet
            let fitting = isDrawn ? CandleChart.capacity(of: invocation.screen) : CandlesCommand.usualCount
            return min(fitting, CandlesCommand.mostCandles)
        }
        guard start < now else {
            throw Failure("candles.future", .data, "--since \(UTC.text(start)) is yet to come")
        }
        let count = (now - start) / resolution.milliseconds + 1
        guard count <= CandlesCommand.mostCandles else {
            let coarser = CandleResolution.allCases.first {
                (now - start) / $0.milliseconds < CandlesCommand.mostCandles
            }
            throw Failure(
                "candles.too_many",
                .data,
                "since then there were \(count) candles of \(resolution.rawValue); the venue gives \(CandlesCommand.mostCandles)",
                hint: coarser.map { "--resolution \($0.rawValue), or a --limit" } ?? "a --limit"
            )
        }
        return Int(count)
    }
}

extension CandleResolution: ExpressibleByArgument {
    public static let allValueStrings = allCases.map(\.rawValue)
}
