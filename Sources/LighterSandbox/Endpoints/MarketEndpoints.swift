import LighterEngine
import LighterJSON
import LighterTransactions

extension Router {
    /// Market data, open to all (api.md, sections 7.4 to 7.9 and 7.12).
    static let marketEndpoints: [(String, Route)] = [
        get("/api/v1/orderBooks", orderBooks),
        get("/api/v1/orderBookDetails", orderBookDetails),
        get("/api/v1/orderBookOrders", orderBookOrders),
        get("/api/v1/recentTrades", recentTrades),
        get("/api/v1/trades", trades),
        get("/api/v1/candles", candles),
        get("/api/v1/exchangeStats", exchangeStats),
    ]

    private static func listed(_ request: Request, _ engine: Engine) throws(Refusal) -> [MarketState] {
        let filter = try request.query.choice("filter", ["all", "spot", "perp"], default: "all")
        let wanted = try request.market(engine)
        return engine.exchange.markets.enumerated().filter { place, state in
            (wanted == nil || wanted == place) && (filter == "all" || filter == state.market.typeWord)
        }.map(\.element)
    }

    private static func orderBooks(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        .success([("order_books", .array(try listed(request, engine).map(\.orderBook)))])
    }

    private static func orderBookDetails(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let states = try listed(request, engine)
        let time = engine.clock
        let rows = { (isPerpetual: Bool) in
            JSON.array(states.filter { $0.market.isPerpetual == isPerpetual }.map { $0.details(at: time) })
        }
        return .success([("order_book_details", rows(true)), ("spot_order_book_details", rows(false))])
    }

    private static func orderBookOrders(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let state = engine.exchange.markets[try request.requiredMarket(engine)]
        let limit = try request.requiredLimit(250)
        let asks = state.book.orders(.sell, limit: limit)
        let bids = state.book.orders(.buy, limit: limit)
        return .success([
            ("total_asks", .integer(Int64(asks.count))),
            ("asks", .array(asks.map { $0.bookEntry(state.market) })),
            ("total_bids", .integer(Int64(bids.count))),
            ("bids", .array(bids.map { $0.bookEntry(state.market) })),
        ])
    }

    private static func recentTrades(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let state = engine.exchange.markets[try request.requiredMarket(engine)]
        let trades = state.trades.newest(try request.requiredLimit())
        return .success([("trades", .array(trades.map { $0.json(state.market) }))])
    }

    /// Of one account, for which its token is needed, or of all markets' tapes.
    private static func trades(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let exchange = engine.exchange
        let filter = try TradeFilter(request, engine)
        let limit = try request.requiredLimit()
        // Of fills that become one there may be any number in a row.
        let reach = filter.isAggregated ? Int.max : limit + 1
        let found: [Trade]
        if let account = filter.account {
            try Authorization.require(account, of: request, engine)
            found = exchange.account(account)?.trades.newest(reach) { filter.passes($0, exchange) } ?? []
        } else {
            found = exchange.markets.flatMap { $0.trades.newest(reach) { filter.passes($0, exchange) } }
                .sorted { $0.index > $1.index }
        }
        let fills = filter.isAggregated ? Trade.fillsByOrder(found) : found.map { [$0] }
        let page = fills.prefix(limit)
        let rows = page.compactMap(Trade.merged).compactMap { trade in
            exchange.market(trade.market).map { trade.json($0.market) }
        }
        let next: [(String, JSON)] =
            fills.count > limit ? page.last?.last.map { [("next_cursor", .text($0.index))] } ?? [] : []
        return .success(next + [("trades", .array(rows))])
    }

    private static func exchangeStats(_ request: Request, _ engine: inout Engine) throws(Refusal) -> Response {
        let time = engine.clock
        let states = engine.exchange.markets
        let days = states.map { $0.statistics.summary(at: time) }
        let rows = zip(states, days).map { state, day in
            JSON.object(
                JSONObject([
                    ("symbol", .string(state.market.symbol)),
                    ("last_trade_price", state.market.number(price: state.lastPrice ?? 0)),
                    ("daily_trades_count", .integer(day?.trades ?? 0)),
                    ("daily_base_token_volume", state.market.number(size: day?.base ?? 0)),
                    ("daily_quote_token_volume", state.market.number(quote: day?.quote ?? 0)),
                    ("daily_price_change", state.dailyChange(day)),
                ])
            )
        }
        let volume = days.reduce(0) { $0 &+ ($1?.quote ?? 0) }
        return .success([
            ("total", .integer(Int64(rows.count))),
            ("order_book_stats", .array(rows)),
            ("daily_usd_volume", Amount.number(volume, decimals: Asset.usdc.decimals)),
            ("daily_trades_count", .integer(days.reduce(0) { $0 + ($1?.trades ?? 0) })),
        ])
    }
}
