import ArgumentParser
import LighterJSON
import LighterTrading
import LighterTransactions
import LighterVenue

struct PositionsCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        commandName: "positions",
        abstract: "List the open positions: size, entry, value, profit, liquidation price.",
        discussion: """
              $ lighter positions
              $ lighter positions | jq '.positions[] | {market, side, size}'
            """
    )

    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let trader = try invocation.trader()
        let account = try trader.venue.account(trader.account())
        let open = account.positions.filter { $0.side != nil }
        var table = Table(
            .left("MARKET"),
            .left("SIDE"),
            .decimal("SIZE"),
            .decimal("ENTRY").optional(3),
            .decimal("VALUE").optional(2),
            .decimal("LIQUIDATION").optional(1),
            .decimal("REALISED").optional(4),
            .decimal("UNREALISED")
        )
        for position in open {
            table.add(
                position.symbol,
                position.side == .sell ? "short" : "long",
                position.size.magnitude.description,
                Figures.text(position.averageEntryPrice),
                Figures.text(position.value),
                Figures.text(position.liquidationPrice),
                Figures.profit(position.realizedPnL),
                Figures.profit(position.unrealizedPnL)
            )
        }
        try invocation.emit(
            Report(
                schema: "lighter.positions/1",
                fields: ["account": .string(account.index.description)],
                list: (key: "positions", items: open.map(\.json)),
                page: .table(table, emptyNote: "no open positions"),
                quiet: open.map { "\($0.symbol) \($0.size)" }
            )
        )
    }
}

extension Position {
    fileprivate var json: JSONObject {
        [
            "market": .string(symbol),
            "market_index": .integer(market.value),
            "side": .string(side == .sell ? "short" : "long"),
            "size": Figures.json(size.magnitude),
            "signed_size": Figures.json(size),
            "entry_price": Figures.json(averageEntryPrice),
            "value": Figures.json(value),
            "unrealized_pnl": Figures.json(unrealizedPnL),
            "realized_pnl": Figures.json(realizedPnL),
            "liquidation_price": Figures.json(liquidationPrice),
            "initial_margin_percent": Figures.json(initialMarginPercent),
            "margin_mode": .string(isIsolated ? "isolated" : "cross"),
            "allocated_margin": Figures.json(allocatedMargin),
        ]
    }
}
