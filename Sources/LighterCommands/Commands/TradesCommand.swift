import ArgumentParser
import LighterJSON
import LighterTrading
import LighterTransactions
import LighterVenue

struct TradesCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "trades",
        abstract: "Show the latest trades of a market, newest first.",
        discussion: """
              $ lighter trades ETH --limit 5
              $ lighter trades ETH -o csv > trades.csv
            """
    )

    @Argument(help: ArgumentHelp("The market.", valueName: "symbol"), completion: .markets)
    var symbol: String

    @Option(help: ArgumentHelp("How many, 1 to 100.", valueName: "count"))
    var limit = 20

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard (1...100).contains(limit) else { throw ValidationError("--limit should be 1 to 100") }
    }

    func run(_ invocation: Invocation) throws {
        let trader = try invocation.trader()
        let market = try trader.market(symbol)
        let trades = try trader.venue.recentTrades(market.index, limit: limit)
        try invocation.emit(
            Report(
                schema: "lighter.trades/1",
                fields: ["market": .string(market.symbol), "market_index": .integer(market.index.value)],
                list: (key: "trades", items: trades.map(\.json)),
                page: TradeTable.page(trades, market),
                quiet: trades.prefix(1).map { $0.price.description }
            )
        )
    }
}

extension Trade {
    /// As a flat object.
    var json: JSONObject {
        [
            "trade_id": .string(String(id)),
            "time": JSON(time),
            "price": Figures.json(price),
            "size": Figures.json(size),
            "notional": Figures.json(notional),
            "taker_side": .string(takerSide.rawValue),
            "type": .string(type),
            "tx_hash": .string(transactionHash),
        ]
    }
}
