import ArgumentParser
import LighterJSON
import LighterTransactions
import LighterVenue

/// In which order markets are listed.
enum MarketOrder: String, CaseIterable, ExpressibleByArgument {
    /// The day's volume, the greatest first.
    case volume
    /// The day's change, the best first.
    case change
    case symbol
    /// The venue's number.
    case index

    static let allValueStrings = allCases.map(\.rawValue)

    /// The markets in this order; those that the figure is unknown of at the end, and of equal ones the lower number first.
    func sorted(_ markets: [Market]) -> [Market] {
        switch self {
        case .volume: MarketOrder.descending(markets, by: \.dailyQuoteVolume)
        case .change: MarketOrder.descending(markets, by: \.dailyChangePercent)
        case .symbol: markets.sorted { ($0.symbol, $0.index) < ($1.symbol, $1.index) }
        case .index: markets.sorted { $0.index < $1.index }
        }
    }

    private static func descending(_ markets: [Market], by figure: KeyPath<MarketStatistics, Decimal?>) -> [Market] {
        markets.sorted { left, right in
            switch (left.statistics?[keyPath: figure], right.statistics?[keyPath: figure]) {
            case (let one?, let other?) where one != other: one > other
            case (_?, nil): true
            case (nil, _?): false
            default: left.index < right.index
            }
        }
    }
}

/// Markets under each other.
enum MarketTable {
    static func report(_ markets: [Market]) -> Report {
        Report(
            schema: "lighter.markets/1",
            list: (key: "markets", items: markets.map(\.json)),
            page: page(markets),
            quiet: markets.map(\.symbol)
        )
    }

    private static func page(_ markets: [Market]) -> Page {
        var table = Table(
            .left("MARKET"),
            .decimal("LAST"),
            .decimal("24H %"),
            .decimal("LOW").optional(9),
            .decimal("HIGH").optional(10),
            .right("24H VOLUME").optional(1),
            .right("OPEN INTEREST").optional(2),
            .left("KIND").optional(4),
            .left("STATUS").optional(3),
            .decimal("TICK").optional(5),
            .decimal("LOT").optional(6),
            .decimal("MIN SIZE").optional(7),
            .decimal("MIN VALUE").optional(8),
            .right("LEVERAGE").optional(11)
        )
        for market in markets { table.add(market.isActive ? market.cells : market.cells.map(\.faint)) }
        return .table(table, emptyNote: "no markets")
    }
}

extension Market {
    /// The least step of a price.
    fileprivate var tick: Decimal { Decimal(coefficient: 1, scale: precision.priceDecimals) ?? .zero }
    /// The least step of a size.
    fileprivate var lot: Decimal { Decimal(coefficient: 1, scale: precision.sizeDecimals) ?? .zero }

    fileprivate var cells: [Cell] {
        func price(_ value: Decimal?) -> Cell {
            // Zero is no price: nothing was traded.
            Cell(value == .zero ? "-" : Figures.text(value, decimals: precision.priceDecimals))
        }
        return [
            Cell(symbol),
            price(statistics?.lastPrice),
            Figures.change(Figures.rounded(statistics?.dailyChangePercent, 2), decimals: 2),
            price(statistics?.dailyLow),
            price(statistics?.dailyHigh),
            Cell(Figures.short(statistics?.dailyQuoteVolume)),
            Cell(openInterest),
            Cell(kind.word),
            Cell(isFrozen ? "frozen" : status, isActive ? .plain : .warning),
            Cell(tick.description),
            Cell(lot.description),
            Cell(Figures.text(minimumSize)),
            Cell(Figures.text(minimumNotional)),
            Cell(margin.map { "\($0.maximumLeverage)x" } ?? "-"),
        ]
    }

    /// In the quote asset, at the mark price.
    private var openInterest: String {
        guard let size = statistics?.openInterest, let mark = statistics?.markPrice else { return "-" }
        return Figures.short(Figures.rounded(size, 6).flatMap { try? $0.multiplied(by: mark) })
    }

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
