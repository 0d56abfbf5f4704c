import LighterEngine
import LighterJSON
import LighterTransactions

/// `order_book/M`: the whole book, then its changed prices with what is there now (api.md, section 10.4).
struct OrderBookFeed: StreamFeed {
    let place: Int
    private var changed: Set<Journal.Level> = []
    /// The book's last change that was told.
    private var told: Int64 = 0
    private var offset: Int64 = 0

    init(place: Int) { self.place = place }

    var needsTicks: Bool { true }

    mutating func snapshot(_ engine: Engine) -> [(String, JSON)] {
        let state = engine.exchange.markets[place]
        changed = []
        told = state.bookChange.number
        offset += 1
        return members(state, state.levels(.sell), state.levels(.buy), after: 0, engine)
    }

    mutating func update(_ news: StreamNews, _ engine: Engine) -> [(String, JSON)]? {
        changed.formUnion(news.levels[place] ?? [])
        guard news.isTick, !changed.isEmpty else { return nil }
        let state = engine.exchange.markets[place]
        let (asks, bids) = (changedLevels(.sell, state), changedLevels(.buy, state))
        let before = told
        changed = []
        told = state.bookChange.number
        offset += 1
        return members(state, asks, bids, after: before, engine)
    }

    private func changedLevels(_ side: Side, _ state: MarketState) -> [JSON] {
        changed.filter { $0.side == side }.map(\.price).sorted().map { price in
            state.level(price, size: state.book.size(side, at: price))
        }
    }

    private func members(
        _ state: MarketState,
        _ asks: [JSON],
        _ bids: [JSON],
        after begin: Int64,
        _ engine: Engine
    ) -> [(String, JSON)] {
        let time = JSON.moment(state.bookChange.time)
        let book: [(String, JSON)] = [
            ("code", 0),
            ("asks", .array(asks)),
            ("bids", .array(bids)),
            ("offset", .integer(offset)),
            ("nonce", .integer(told)),
            ("last_updated_at", time),
            ("begin_nonce", .integer(begin)),
        ]
        return [
            ("offset", .integer(offset)),
            ("last_updated_at", time),
            engine.timestamp,
            ("order_book", .object(JSONObject(book))),
        ]
    }
}

/// `ticker/M`: the best price of each side with its size, whenever one of them changes.
struct TickerFeed: StreamFeed {
    let place: Int
    private var mayDiffer = false
    private var told: [Quote?] = []

    private struct Quote: Hashable {
        let price: Ticks
        let size: Lots
    }

    init(place: Int) { self.place = place }

    var needsTicks: Bool { true }

    mutating func snapshot(_ engine: Engine) -> [(String, JSON)] {
        told = quotes(engine.exchange.markets[place])
        mayDiffer = false
        return members(engine)
    }

    mutating func update(_ news: StreamNews, _ engine: Engine) -> [(String, JSON)]? {
        if news.levels[place] != nil { mayDiffer = true }
        guard news.isTick, mayDiffer else { return nil }
        mayDiffer = false
        let quotes = quotes(engine.exchange.markets[place])
        guard quotes != told else { return nil }
        told = quotes
        return members(engine)
    }

    /// Asks, bids.
    private func quotes(_ state: MarketState) -> [Quote?] {
        [Side.sell, .buy].map { side in
            state.book.bestPrice(side).map { Quote(price: $0, size: state.book.size(side, at: $0)) }
        }
    }

    private func members(_ engine: Engine) -> [(String, JSON)] {
        let state = engine.exchange.markets[place]
        let time = JSON.moment(state.bookChange.time)
        let sides = told.map { quote in
            quote.map { state.level($0.price, size: $0.size) }
                ?? .object(JSONObject([("price", ""), ("size", "")]))
        }
        let ticker: [(String, JSON)] = [
            ("s", .string(state.market.symbol)), ("a", sides[0]), ("b", sides[1]), ("last_updated_at", time),
        ]
        return [
            ("nonce", .integer(state.bookChange.number)),
            ("last_updated_at", time),
            engine.timestamp,
            ("ticker", .object(JSONObject(ticker))),
        ]
    }
}

extension MarketState {
    /// One price of the book with what rests there.
    fileprivate func level(_ price: Ticks, size: Lots) -> JSON {
        .object(JSONObject([("price", market.text(price: price)), ("size", market.text(size: size))]))
    }

    /// All prices of a side, best first.
    fileprivate func levels(_ side: Side) -> [JSON] {
        var levels: [(price: Ticks, size: Lots)] = []
        book.forEach(side) { order in
            if levels.last?.price == order.price {
                levels[levels.count - 1].size += order.remainingSize
            } else {
                levels.append((order.price, order.remainingSize))
            }
            return true
        }
        return levels.map { level($0.price, size: $0.size) }
    }
}
