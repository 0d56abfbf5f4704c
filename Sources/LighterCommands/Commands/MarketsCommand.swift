import ArgumentParser
import LighterJSON
import LighterTrading
import LighterTransactions
import LighterVenue

struct MarketsCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        commandName: "markets",
        abstract: "List the markets: tick, lot, minimums, fees, last price, the day's volume.",
        discussion: """
              $ lighter markets
              $ lighter markets ETH BTC -o json | jq -r '.markets[].tick'
            """
    )

    @Argument(help: ArgumentHelp("Only these markets.", valueName: "symbol"))
    var symbols: [String] = []

    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let directory = try invocation.trader().markets(isRefreshed: true)
        let markets = symbols.isEmpty ? directory.markets : try symbols.map(directory.market)
        var table = Table(
            .left("MARKET"),
            .left("KIND").optional(4),
            .left("STATUS").optional(3),
            .decimal("TICK").optional(5),
            .decimal("LOT").optional(6),
            .decimal("MIN SIZE").optional(7),
            .decimal("MIN VALUE").optional(8),
            .decimal("LAST"),
            .decimal("24H %"),
            .right("24H VOLUME").optional(1)
        )
        for market in markets {
            let statistics = market.statistics
            table.add(
                market.symbol,
                market.kind.word,
                market.isFrozen ? "frozen" : market.status,
                market.tick.description,
                market.lot.description,
                Figures.text(market.minimumSize),
                Figures.text(market.minimumNotional),
                Figures.text(statistics?.lastPrice, decimals: market.precision.priceDecimals),
                Figures.text(
                    statistics?.dailyChangePercent.flatMap { $0.divided(by: Decimal(1), roundedTo: 2) },
                    decimals: 2
                ),
                Figures.text(statistics?.dailyQuoteVolume.flatMap { $0.divided(by: Decimal(1), roundedTo: 0) })
            )
        }
        try invocation.emit(
            Report(
                schema: "lighter.markets/1",
                list: (key: "markets", items: markets.map(\.json)),
                page: .table(table, emptyNote: "no markets"),
                quiet: markets.map(\.symbol)
            )
        )
    }
}

extension Market {
    /// The least step of a price.
    fileprivate var tick: Decimal { Decimal(coefficient: 1, scale: precision.priceDecimals) ?? .zero }
    /// The least step of a size.
    fileprivate var lot: Decimal { Decimal(coefficient: 1, scale: precision.sizeDecimals) ?? .zero }

    fileprivate var json: JSONObject {
        [
            "market": .string(symbol),
            "market_index": .integer(index.value),
            "kind": .string(kind.word),
            "status": .string(status),
            "active": .bool(isActive),
            "tick": Figures.json(tick),
            "lot": Figures.json(lot),
            "min_size": Figures.json(minimumSize),
            "min_notional": Figures.json(minimumNotional),
            "max_notional": Figures.json(maximumNotional),
            "maker_fee_percent": Figures.json(makerFeePercent),
            "taker_fee_percent": Figures.json(takerFeePercent),
            "max_leverage": JSON(margin?.maximumLeverage),
            "last_price": Figures.json(statistics?.lastPrice),
            "mark_price": Figures.json(statistics?.markPrice),
            "index_price": Figures.json(statistics?.indexPrice),
            "change_24h_percent": Figures.json(statistics?.dailyChangePercent),
            "low_24h": Figures.json(statistics?.dailyLow),
            "high_24h": Figures.json(statistics?.dailyHigh),
            "volume_24h": Figures.json(statistics?.dailyQuoteVolume),
            "base_volume_24h": Figures.json(statistics?.dailyBaseVolume),
            "trades_24h": JSON(statistics?.dailyTrades),
            "open_interest": Figures.json(statistics?.openInterest),
        ]
    }
}
