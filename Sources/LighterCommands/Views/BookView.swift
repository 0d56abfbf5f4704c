import LighterJSON
import LighterTransactions
import LighterVenue

/// A book by price levels.
struct BookView {
    private let market: Market
    private let asks: [BookLevel]
    private let bids: [BookLevel]
    private let bestAsk: Decimal?
    private let bestBid: Decimal?
    /// Whether a side ends where the venue stopped listing: its last level may hold more.
    private let isCut: Bool

    /// - Parameters:
    ///   - depth: levels on each side.
    ///   - limit: how many orders of a side the venue lists.
    ///   - account: whose orders are one's own.
    /// - Throws: `DecimalError` for a total that is no decimal any more.
    init(
        _ book: OrderBook,
        _ market: Market,
        depth: Int,
        step: PriceStep,
        limit: Int,
        account: AccountIndex?
    ) throws(DecimalError) {
        self.market = market
        asks = try BookLevel.levels(book.asks, .sell, depth: depth, step: step, account: account)
        bids = try BookLevel.levels(book.bids, .buy, depth: depth, step: step, account: account)
        bestAsk = book.asks.first?.price
        bestBid = book.bids.first?.price
        isCut = [(book.asks, asks), (book.bids, bids)].contains { orders, levels in
            orders.count >= limit && levels.reduce(0) { $0 + $1.orders } == orders.count
        }
    }

    /// Half way between the best prices.
    var mid: Decimal? {
        guard let bestAsk, let bestBid else { return nil }
        return (try? bestAsk.adding(bestBid))?.divided(
            by: Decimal(2),
            roundedTo: market.precision.priceDecimals + 1
        )
    }

    private var spread: Decimal? {
        guard let bestAsk, let bestBid else { return nil }
        return try? bestAsk.subtracting(bestBid)
    }

    private var spreadPercent: Decimal? { Figures.percent(spread, of: mid, decimals: 4) }

    /// −1 when all the size shown is for sale, 1 when all of it is bid.
    private var imbalance: Decimal? {
        let ask = asks.last?.total ?? .zero
        let bid = bids.last?.total ?? .zero
        guard let sum = try? ask.adding(bid), let difference = try? bid.subtracting(ask) else { return nil }
        return difference.divided(by: sum, roundedTo: 4)
    }

    var report: Report {
        Report(
            schema: "lighter.book/1",
            fields: [
                "market": .string(market.symbol),
                "market_index": .integer(market.index.value),
                "mid": Figures.json(mid),
                "spread": Figures.json(spread),
                "spread_percent": Figures.json(spreadPercent),
                "imbalance": Figures.json(imbalance),
                "truncated": .bool(isCut),
                "asks": .array(asks.map { .object($0.json()) }),
                "bids": .array(bids.map { .object($0.json()) }),
            ],
            rows: asks.map { $0.json(side: "ask") } + bids.map { $0.json(side: "bid") },
            page: page,
            quiet: mid.map { [$0.description] } ?? []
        )
    }

    private var page: Page {
        guard !asks.isEmpty || !bids.isEmpty else { return .text("\(market.symbol)  the book is empty\n") }
        let isShowingOwn = (asks + bids).contains { $0.own > .zero }
        var columns: [Table.Column] = [
            .left(""), .decimal("PRICE"), .decimal("SIZE"), .decimal("TOTAL").optional(1), .right("ORDERS").optional(2),
        ]
        if isShowingOwn { columns.append(.decimal("YOURS")) }
        var table = Table(columns + [.bars("DEPTH")])
        let full = max(asks.last?.total ?? .zero, bids.last?.total ?? .zero)
        func add(_ level: BookLevel, _ side: String, _ tone: Tone) {
            let decimals = market.precision.sizeDecimals
            var cells: [any CellContent] = [
                Cell(side, tone),
                level.price.text(decimals: market.precision.priceDecimals),
                level.size.text(decimals: decimals),
                level.total.text(decimals: decimals),
                String(level.orders),
            ]
            if isShowingOwn {
                cells.append(Cell(level.own > .zero ? level.own.text(decimals: decimals) : "", .strong))
            }
            table.add(cells + [Cell(Bar(part: level.size, whole: level.total, full: full), tone)])
        }
        for level in asks.reversed() { add(level, "ask", .loss) }
        table.addLine(Cell(middle, .strong))
        for level in bids { add(level, "bid", .gain) }
        let note = isCut ? "the venue lists no more orders: the last level may hold more\n" : ""
        return .table(table, emptyNote: "") + .text(note)
    }

    /// What lies between the sides.
    private var middle: String {
        guard let mid, let spread else { return "\(market.symbol)  no \(asks.isEmpty ? "asks" : "bids")" }
        let figures = [
            "mid \(mid)", "spread \(spread) (\(Figures.text(spreadPercent))%)",
            imbalance.map { "imbalance \(Figures.signed($0))" },
        ]
        return ([market.symbol] + figures.compactMap { $0 }).joined(separator: "  ")
    }
}
