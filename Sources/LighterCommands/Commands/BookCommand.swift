import ArgumentParser
import LighterJSON
import LighterStatus
import LighterTrading
import LighterTransactions
import LighterVenue

struct BookCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        commandName: "book",
        abstract: "Show the order book of a market: depth, mid, spread, imbalance.",
        discussion: """
              $ lighter book ETH --depth 5
              $ lighter book ETH -q                  # the mid, bare
              $ lighter book ETH | jq -r '.asks[0].price'
            """
    )

    @Argument(help: ArgumentHelp("The market.", valueName: "symbol"))
    var symbol: String

    @Option(help: ArgumentHelp("Price levels on each side.", valueName: "levels"))
    var depth = 10

    @OptionGroup var options: GlobalOptions

    /// The most orders on a side that the venue lists (api.md, section 7.6).
    private static let orderLimit = 250

    func validate() throws {
        guard depth > 0 else { throw ValidationError("--depth should be at least 1") }
    }

    func run(_ invocation: Invocation) throws {
        let trader = try invocation.trader()
        let market = try trader.market(symbol)
        let book = try trader.venue.orderBook(market.index, limit: BookCommand.orderLimit)
        let view = try BookView(market: market, book: book, depth: depth, account: trader.access.likelyAccount)
        if invocation.options.quiet, view.mid == nil {
            throw Failure("book.empty", .unavailable, "\(market.symbol) has no mid: a side of its book is empty")
        }
        try invocation.emit(view.report)
    }
}

/// A book by price levels.
private struct BookView {
    struct Level {
        let price: Decimal
        var size: Decimal
        var orders: Int
        /// The size of this level and all better ones.
        var total: Decimal
        /// What of the size is one's own.
        var own: Decimal
    }

    let market: Market
    let asks: [Level]
    let bids: [Level]

    init(market: Market, book: OrderBook, depth: Int, account: AccountIndex?) throws {
        self.market = market
        asks = try BookView.levels(book.asks, depth, account)
        bids = try BookView.levels(book.bids, depth, account)
    }

    private static func levels(_ orders: [BookOrder], _ depth: Int, _ account: AccountIndex?) throws -> [Level] {
        var levels: [Level] = []
        for order in orders {
            let own = account != nil && order.owner == account?.value ? order.remainingSize : .zero
            if let last = levels.last, last.price == order.price {
                levels[levels.count - 1].size = try last.size.adding(order.remainingSize)
                levels[levels.count - 1].total = try last.total.adding(order.remainingSize)
                levels[levels.count - 1].orders += 1
                levels[levels.count - 1].own = try last.own.adding(own)
            } else if levels.count == depth {
                break
            } else {
                let total = try (levels.last?.total ?? .zero).adding(order.remainingSize)
                levels.append(Level(price: order.price, size: order.remainingSize, orders: 1, total: total, own: own))
            }
        }
        return levels
    }

    /// Half way between the best prices.
    var mid: Decimal? {
        guard let ask = asks.first?.price, let bid = bids.first?.price else { return nil }
        return (try? ask.adding(bid))?.divided(by: Decimal(2), roundedTo: market.precision.priceDecimals + 1)
    }

    private var spread: Decimal? {
        guard let ask = asks.first?.price, let bid = bids.first?.price else { return nil }
        return try? ask.subtracting(bid)
    }

    private var spreadPercent: Decimal? {
        guard let spread, let mid else { return nil }
        return (try? spread.shifted(by: 2))?.divided(by: mid, roundedTo: 4)
    }

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
                "asks": .array(asks.map { .object(json($0)) }),
                "bids": .array(bids.map { .object(json($0)) }),
            ],
            rows: asks.map { json($0, side: "ask") } + bids.map { json($0, side: "bid") },
            page: page,
            quiet: mid.map { [$0.description] } ?? []
        )
    }

    private func json(_ level: Level, side: String? = nil) -> JSONObject {
        var object: JSONObject = side.map { ["side": .string($0)] } ?? [:]
        object["price"] = Figures.json(level.price)
        object["size"] = Figures.json(level.size)
        object["total"] = Figures.json(level.total)
        object["orders"] = JSON(level.orders)
        object["own_size"] = Figures.json(level.own)
        return object
    }

    private var page: Page {
        let precision = market.precision
        var levels = Table(.left(""), .right("PRICE"), .right("SIZE"), .right("TOTAL"), .right("ORDERS"), .left(""))
        func add(_ level: Level, _ side: String) {
            levels.add(
                Cell(side, side == "ask" ? .loss : .gain),
                level.price.text(decimals: precision.priceDecimals),
                level.size.text(decimals: precision.sizeDecimals),
                level.total.text(decimals: precision.sizeDecimals),
                String(level.orders),
                level.own > .zero ? "<- \(level.own.text(decimals: precision.sizeDecimals)) yours" : ""
            )
        }
        for level in asks.reversed() { add(level, "ask") }
        for level in bids { add(level, "bid") }
        let spreadText = spread.map { "\($0) (\(Figures.text(spreadPercent))%)" } ?? "-"
        let head =
            "\(market.symbol)  mid \(Figures.text(mid))  spread \(spreadText)  imbalance \(Figures.text(imbalance))\n"
        return .text(head) + .table(levels, emptyNote: "the book is empty")
    }
}
