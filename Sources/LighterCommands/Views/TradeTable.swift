import LighterTrading
import LighterTransactions
import LighterVenue

/// Trades under each other, newest first, and what they come to.
enum TradeTable {
    static func page(_ trades: [Trade], _ market: Market) -> Page {
        let precision = market.precision
        var table = Table(
            .left("TIME"),
            .left("TAKER"),
            .decimal("PRICE"),
            .decimal("SIZE"),
            .decimal("VALUE").optional(),
            .bars("")
        )
        let greatest = trades.map(\.size).max() ?? .zero
        let day = day(of: trades)
        for trade in trades {
            table.add(
                day == nil ? Figures.time(trade.time) : String(Figures.time(trade.time).dropFirst(11)),
                trade.takerSide.cell,
                trade.price.text(decimals: precision.priceDecimals),
                trade.size.text(decimals: precision.sizeDecimals),
                Figures.text(trade.notional),
                Cell(Bar(part: trade.size, whole: trade.size, full: greatest), trade.takerSide.cell.tone)
            )
        }
        return trades.isEmpty ? .text("no trades\n") : head(trades, market, day) + .table(table, emptyNote: "")
    }

    /// The day that all of them are of, if they are.
    private static func day(of trades: [Trade]) -> String? {
        let days = Set(trades.map { $0.time.map { UTC.text($0).prefix(10) } })
        return days.count == 1 ? days.first?.map(String.init) : nil
    }

    private static func head(_ trades: [Trade], _ market: Market, _ day: String?) -> Page {
        let prices = trades.reversed().map { $0.price.units(decimals: market.precision.priceDecimals)?.whole }
        func taken(_ side: Side, _ word: String) -> Cell? {
            let size = Figures.sum(trades.filter { $0.takerSide == side }.map(\.size))
            return size.map { Cell("\(word) \($0)", $0 == .zero ? .plain : side.cell.tone) }
        }
        return .line(
            Cell(market.symbol, .strong),
            day,
            trades.first.map { "last \($0.price.text(decimals: market.precision.priceDecimals))" },
            Sparkline.cell(prices.map { $0.flatMap(Int64.init(exactly:)) }),
            taken(.buy, "bought"),
            taken(.sell, "sold")
        )
    }
}
