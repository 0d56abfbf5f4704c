import LighterJSON
import LighterTrading
import LighterTransactions
import LighterVenue

/// The candles of a market.
struct CandleView {
    let market: Market
    let resolution: CandleResolution
    /// Oldest first.
    let candles: [Candle]
    /// Until when, in milliseconds since the Unix epoch.
    let end: Int64
    /// Rows of prices.
    let height: Int

    var report: Report {
        Report(
            schema: "lighter.candles/1",
            fields: [
                "market": .string(market.symbol), "market_index": .integer(market.index.value),
                "resolution": .string(resolution.rawValue),
            ],
            list: (key: "candles", items: candles.map(\.json)),
            page: page,
            quiet: lastClose.map { [$0.description] } ?? []
        )
    }

    private var lastClose: Decimal? { candles.last { $0.close != nil }?.close }

    private var page: Page {
        guard let first = candles.first, let last = candles.last, let lastClose else {
            return .text("no \(market.symbol) was traded in that time\n")
        }
        let decimals = market.precision.priceDecimals
        func price(_ value: Decimal?) -> String { Figures.text(Figures.rounded(value, decimals), decimals: decimals) }
        let opened = candles.lazy.compactMap(\.open).first
        let change = opened.flatMap { Figures.rounded(try? lastClose.subtracting($0), decimals) }
        let percent = Figures.percent(change, of: opened)
        let chart = CandleChart(candles, resolution, decimals: decimals, end: end, height: height)
        return .line(
            Cell("\(market.symbol) \(resolution.rawValue)", .strong),
            "last \(price(lastClose))",
            change.map { change in
                let tone: Tone = change == .zero ? .plain : change.isNegative ? .loss : .gain
                let signed = percent.map { " (\(Figures.signed($0, decimals: 2))%)" } ?? ""
                return Cell(Figures.signed(change, decimals: decimals) + signed, tone)
            },
            "high \(price(candles.compactMap(\.high).max()))",
            "low \(price(candles.compactMap(\.low).min()))",
            "volume \(Figures.short(Figures.sum(candles.map(\.quoteVolume))))"
        )
            + .drawing { screen in
                let (shown, all) = chart.room(on: screen)
                var note = "\(UTC.text(first.time)) to \(UTC.text(min(last.time + resolution.milliseconds, end)))"
                if shown < all { note += ", of which the last \(shown) candles have room" }
                return note.wrapped(to: screen.width ?? .max).map { screen.palette.paint($0, .faint) + "\n" }.joined()
            } + .drawing(chart.text)
    }
}

extension Candle {
    fileprivate var json: JSONObject {
        [
            "time": .integer(time),
            "open": Figures.json(open),
            "high": Figures.json(high),
            "low": Figures.json(low),
            "close": Figures.json(close),
            "base_volume": Figures.json(baseVolume),
            "quote_volume": Figures.json(quoteVolume),
        ]
    }
}
