import LighterEngine
import LighterJSON
import LighterTransactions

/// `trade/M`: the tape (api.md, section 10.4). Liquidations have a list of their own.
struct TradeFeed: StreamFeed {
    /// Trades of the first message.
    private static let replayed = 50

    let place: Int

    func snapshot(_ engine: Engine) -> [(String, JSON)] {
        members(engine.exchange.markets[place].trades.newest(TradeFeed.replayed), engine)
    }

    func update(_ news: StreamNews, _ engine: Engine) -> [(String, JSON)]? {
        let market = engine.exchange.markets[place].market
        return news.trades[market.index.value].map { members($0.reversed(), engine) }
    }

    /// - Parameter trades: Newest first.
    private func members(_ trades: [Trade], _ engine: Engine) -> [(String, JSON)] {
        let state = engine.exchange.markets[place]
        let rows = { (isLiquidation: Bool) in
            JSON.array(trades.filter { ($0.kind == .liquidation) == isLiquidation }.map { $0.json(state.market) })
        }
        return [
            ("nonce", .integer(state.bookChange.number)), ("trades", rows(false)), ("liquidation_trades", rows(true)),
        ]
    }
}

/// `height`: the block being filled.
struct HeightFeed: StreamFeed {
    private var told: Int64 = 0

    var needsTicks: Bool { true }

    mutating func snapshot(_ engine: Engine) -> [(String, JSON)] {
        told = engine.block
        return [("height", .integer(told)), engine.timestamp]
    }

    mutating func update(_ news: StreamNews, _ engine: Engine) -> [(String, JSON)]? {
        guard news.isTick, engine.block != told else { return nil }
        return snapshot(engine)
    }
}

/// `candle/M/R`: the newest candle, again and again while it forms.
struct CandleFeed: StreamFeed {
    let place: Int
    let resolution: Resolution
    /// The start of the oldest candle that changed, in seconds since the epoch.
    private var changedSince: Int64?

    init(place: Int, resolution: Resolution) {
        self.place = place
        self.resolution = resolution
    }

    var needsTicks: Bool { true }

    mutating func snapshot(_ engine: Engine) -> [(String, JSON)] {
        changedSince = nil
        return members(since: 0, limit: 1, engine)
    }

    mutating func update(_ news: StreamNews, _ engine: Engine) -> [(String, JSON)]? {
        if changedSince == nil, let first = news.trades[engine.exchange.markets[place].market.index.value]?.first {
            changedSince = first.time.seconds - first.time.seconds % resolution.seconds
        }
        guard news.isSlowTick, let since = changedSince else { return nil }
        changedSince = nil
        return members(since: since, limit: 500, engine)
    }

    private func members(since start: Int64, limit: Int, _ engine: Engine) -> [(String, JSON)] {
        let state = engine.exchange.markets[place]
        let candles = state.tradeHistory.candles(resolution.seconds, startingIn: start...Int64.max, limit: limit)
        return [("candles", .array(candles.map { $0.json(state.market, at: $0.start) })), engine.timestamp]
    }
}

/// `mark_price_candle/M/R`.
struct MarkPriceCandleFeed: StreamFeed {
    let place: Int
    let resolution: Resolution
    private var hasChanged = false
    /// The start of the last candle told, in seconds since the epoch.
    private var lastStart: Int64 = 0

    init(place: Int, resolution: Resolution) {
        self.place = place
        self.resolution = resolution
    }

    var needsTicks: Bool { true }

    mutating func snapshot(_ engine: Engine) -> [(String, JSON)] { members(since: 0, limit: 1, engine) }

    mutating func update(_ news: StreamNews, _ engine: Engine) -> [(String, JSON)]? {
        if news.movedMarks.contains(place) { hasChanged = true }
        guard news.isSlowTick, hasChanged else { return nil }
        return members(since: lastStart, limit: 500, engine)
    }

    private mutating func members(since start: Int64, limit: Int, _ engine: Engine) -> [(String, JSON)] {
        let state = engine.exchange.markets[place]
        let candles = state.marks.candles(resolution.seconds, startingIn: start...Int64.max, limit: limit)
        hasChanged = false
        lastStart = candles.last?.start ?? lastStart
        return [("candles", .array(candles.map { $0.json(state.market) })), engine.timestamp]
    }
}
