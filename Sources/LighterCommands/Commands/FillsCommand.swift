import ArgumentParser
import LighterJSON
import LighterTrading
import LighterTransactions
import LighterVenue

struct FillsCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        commandName: "fills",
        abstract: "List your trades, newest first: side, size, price, role, fee, profit; and the sums of each market.",
        discussion: """
              $ lighter fills --market ETH --since 7d
              $ lighter fills --order ladder-1
              $ lighter fills --limit 10000 -o csv > fills.csv

            A fee is the exact product of the trade's rate and its value in the quote asset; the venue takes whole units of an \
            asset of it.
            """
    )

    @Option(help: ArgumentHelp("Only this market's.", valueName: "symbol"), completion: .markets)
    var market: String?

    @Option(
        help: ArgumentHelp("Only this order's: its index, its client index or its name.", valueName: "order"),
        completion: .orders
    )
    var order: String?

    @Option(help: ArgumentHelp("How many, 1 to \(Trader.longestHistory).", valueName: "count"))
    var limit = 20

    @Option(
        help: ArgumentHelp("Only those since: a span, 24h, or a time in UTC, 2026-11-22T17:03.", valueName: "when"),
        transform: Since.init(parsing:)
    )
    var since: Since?

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard (1...Trader.longestHistory).contains(limit) else {
            throw ValidationError("--limit should be 1 to \(Trader.longestHistory)")
        }
    }

    func run(_ invocation: Invocation) throws {
        let identifier = try order.map { try OrderIdentifier($0) }
        let trader = try invocation.trader()
        try trader.requireIdentity()
        let directory = try trader.markets()
        let latest = try trader.fills(
            on: market.map { try directory.market($0) },
            of: identifier,
            since: since?.start(trader.clock.now()),
            most: limit
        )
        let fills = latest.rows
        let named = fills.map { (fill: $0, symbol: directory.symbol(of: $0.trade.market)) }
        let totals = FillTotals.byMarket(named)
        try invocation.emit(
            Report(
                schema: "lighter.fills/1",
                fields: [
                    "account": .string(trader.account().description),
                    "totals": .array(totals.map { .object($0.json) }),
                    "truncated": .bool(latest.isCut),
                ],
                list: (key: "fills", items: named.map { $0.fill.json(symbol: $0.symbol) }),
                page: page(named, totals) + .cutNote(latest.isCut),
                quiet: fills.map(\.trade.price.description)
            )
        )
    }

    private func page(_ fills: [(fill: Fill, symbol: String)], _ totals: [FillTotals]) -> Page {
        var table = Table(
            .left("TIME"),
            .left("MARKET"),
            .left("SIDE"),
            .decimal("SIZE"),
            .decimal("PRICE"),
            .decimal("NOTIONAL").optional(2),
            .left("ROLE").optional(3),
            .decimal("FEE").optional(1),
            .decimal("REALISED").optional(4),
            .right("ORDER").optional(5)
        )
        for (fill, symbol) in fills {
            table.add(
                Figures.time(fill.trade.time),
                symbol,
                fill.side?.cell ?? Cell("self"),
                fill.trade.size.description,
                fill.trade.price.description,
                Figures.text(fill.notional),
                fill.role.rawValue,
                Figures.text(fill.fee),
                Figures.change(fill.realizedPnL),
                fill.side.flatMap { fill.trade.party($0).order }.map(String.init) ?? "-"
            )
        }
        let list = Page.table(table, emptyNote: "no fills")
        guard !fills.isEmpty else { return list }
        var sums = Table(.left("MARKET"), .right("FILLS"), .decimal("VOLUME"), .decimal("FEES"), .decimal("REALISED"))
        for total in totals {
            sums.add(
                total.symbol,
                String(total.count),
                Figures.text(total.volume),
                Figures.text(total.fees),
                Figures.change(total.realizedPnL)
            )
        }
        return list + .text("\n") + .table(sums, emptyNote: "")
    }
}

/// What the fills of a market come to. A sum of which a part is not known is not known.
private struct FillTotals {
    let symbol: String
    var count = 0
    var volume: Decimal? = .zero
    var fees: Decimal? = .zero
    var realizedPnL: Decimal? = .zero

    static func byMarket(_ fills: [(fill: Fill, symbol: String)]) -> [FillTotals] {
        var totals: [FillTotals] = []
        for (fill, symbol) in fills {
            let place = totals.firstIndex { $0.symbol == symbol } ?? totals.endIndex
            if place == totals.endIndex { totals.append(FillTotals(symbol: symbol)) }
            totals[place].count += 1
            totals[place].volume = Figures.sum(totals[place].volume, fill.notional)
            totals[place].fees = Figures.sum(totals[place].fees, fill.fee)
            totals[place].realizedPnL = Figures.sum(totals[place].realizedPnL, fill.realizedPnL)
        }
        return totals
    }

    var json: JSONObject {
        [
            "market": .string(symbol),
            "fills": JSON(count),
            "volume": Figures.json(volume),
            "fees": Figures.json(fees),
            "realized_pnl": Figures.json(realizedPnL),
        ]
    }
}
