import LighterJSON
import LighterTransactions
import LighterVenue

/// Positions under each other, with what they come to.
enum PositionTable {
    static func report(_ positions: [Position], of account: Account) -> Report {
        let total = Total(positions)
        return Report(
            schema: "lighter.positions/1",
            fields: [
                "account": .string(account.index.description),
                "total_value": Figures.json(total.value),
                "total_unrealized_pnl": Figures.json(total.unrealized),
                "total_realized_pnl": Figures.json(total.realized),
            ],
            list: (key: "positions", items: positions.map(\.json)),
            page: page(positions, total),
            quiet: positions.map { "\($0.symbol) \($0.size)" }
        )
    }

    private struct Total {
        let value: Decimal?
        let unrealized: Decimal?
        let realized: Decimal?

        init(_ positions: [Position]) {
            value = Total.of(positions, \.value)
            unrealized = Total.of(positions, \.unrealizedPnL)
            realized = Total.of(positions, \.realizedPnL)
        }

        /// A sum of which a part is not known is not known.
        private static func of(_ positions: [Position], _ part: (Position) -> Decimal?) -> Decimal? {
            positions.reduce(.zero) { Figures.sum($0, part($1)) }
        }
    }

    private static func page(_ positions: [Position], _ total: Total) -> Page {
        var table = Table(
            .left("MARKET"),
            .left("SIDE"),
            .decimal("SIZE"),
            .decimal("ENTRY").optional(4),
            .decimal("VALUE").optional(3),
            .decimal("UNREALISED"),
            .decimal("RETURN").optional(2),
            .decimal("LIQUIDATION").optional(6),
            .decimal("DISTANCE").optional(1),
            .decimal("REALISED").optional(5),
            .left("MARGIN").optional(7)
        )
        for position in positions {
            table.add(
                position.symbol,
                Cell(position.sideWord ?? "", position.side == .sell ? .loss : .gain),
                position.size.magnitude.description,
                Figures.text(position.averageEntryPrice),
                Figures.text(position.value),
                Figures.change(position.unrealizedPnL),
                Figures.change(position.returnOnMargin, decimals: 2, unit: "%"),
                Figures.text(position.liquidationPrice),
                position.distanceToLiquidation.map { "\($0.text(decimals: 2))%" } ?? "-",
                Figures.change(position.realizedPnL),
                position.isIsolated ? "isolated" : "cross"
            )
        }
        if positions.count > 1 {
            table.add(
                Cell("total", .strong),
                "",
                "",
                "",
                Figures.text(total.value),
                Figures.change(total.unrealized),
                "",
                "",
                "",
                Figures.change(total.realized)
            )
        }
        return .table(table, emptyNote: "no open positions")
    }
}

extension Position {
    fileprivate var sideWord: String? { side.map { $0 == .sell ? "short" : "long" } }

    /// The unrealised profit in percent of the margin that the entry took.
    fileprivate var returnOnMargin: Decimal? {
        guard let averageEntryPrice, let initialMarginPercent,
            let entry = try? averageEntryPrice.multiplied(by: size.magnitude),
            let margin = try? entry.multiplied(by: initialMarginPercent).shifted(by: -2)
        else { return nil }
        return Figures.percent(unrealizedPnL, of: margin)
    }

    /// How far the mark price is from the liquidation price, in percent of it; below zero beyond it.
    fileprivate var distanceToLiquidation: Decimal? {
        guard let value, let liquidationPrice, let end = try? liquidationPrice.multiplied(by: size.magnitude),
            let distance = try? side == .sell ? end.subtracting(value) : value.subtracting(end)
        else { return nil }
        return Figures.percent(distance, of: value)
    }

    /// As a flat object.
    var json: JSONObject {
        [
            "market": .string(symbol),
            "market_index": .integer(market.value),
            "side": JSON(sideWord),
            "size": Figures.json(size.magnitude),
            "signed_size": Figures.json(size),
            "entry_price": Figures.json(averageEntryPrice),
            "value": Figures.json(value),
            "unrealized_pnl": Figures.json(unrealizedPnL),
            "return_on_margin_percent": Figures.json(returnOnMargin),
            "realized_pnl": Figures.json(realizedPnL),
            "liquidation_price": Figures.json(liquidationPrice),
            "liquidation_distance_percent": Figures.json(distanceToLiquidation),
            "initial_margin_percent": Figures.json(initialMarginPercent),
            "margin_mode": .string(isIsolated ? "isolated" : "cross"),
            "allocated_margin": Figures.json(allocatedMargin),
        ]
    }
}
