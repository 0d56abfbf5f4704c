import LighterEngine
import LighterJSON
import LighterTransactions

/// An account's row for a feed, and what several feeds tell of it.
struct FollowedAccount {
    let index: Int64
    /// Its place in ``Exchange/accounts``.
    let place: Int
    /// Markets whose row was shown: one that went flat is shown once more as such.
    private var shown: Set<Int> = []

    init(index: Int64, place: Int) {
        self.index = index
        self.place = place
    }

    func account(_ engine: Engine) -> Account { engine.exchange.accounts[place] }

    func rendering(_ engine: Engine) -> AccountRendering { AccountRendering(exchange: engine.exchange, place: place) }

    func hasNews(_ news: StreamNews, _ engine: Engine) -> Bool { news.concerns(account(engine)) }

    /// All positions by market.
    mutating func positions(_ engine: Engine) -> JSON {
        let rendering = rendering(engine)
        let present = Set(rendering.shownMarkets())
        let rows = present.union(shown)
        shown = present
        return .map(rows.map { (engine.exchange.markets[$0].market.index.value, rendering.position($0)) })
    }

    /// All balances by asset.
    func assets(_ engine: Engine) -> JSON {
        let rendering = rendering(engine)
        return .map(Asset.all.map { ($0.index, rendering.asset($0)) })
    }

    /// The orders that rest or wait, oldest first.
    func activeOrders(_ engine: Engine, market: Int64? = nil) -> [Order] {
        let account = account(engine)
        return account.openOrders.union(account.waitingOrders).compactMap { engine.exchange.order($0, of: index) }
            .filter { market == nil || $0.market == market }.sorted { $0.sequence < $1.sequence }
    }
}

/// `account_all/A` (api.md, section 10.5).
struct AccountAllFeed: StreamFeed {
    var followed: FollowedAccount

    mutating func snapshot(_ engine: Engine) -> [(String, JSON)] { members([], engine) }

    mutating func update(_ news: StreamNews, _ engine: Engine) -> [(String, JSON)]? {
        guard followed.hasNews(news, engine) else { return nil }
        return members(news.tradesOfAccount[followed.index] ?? [], engine)
    }

    private mutating func members(_ trades: [Trade], _ engine: Engine) -> [(String, JSON)] {
        let volume = followed.account(engine).volume
        let sums: [(String, TradedVolume.Sum)] = [
            ("daily", volume.sum(ofDays: 1, at: engine.clock)),
            ("weekly", volume.sum(ofDays: 7, at: engine.clock)),
            ("monthly", volume.sum(ofDays: 30, at: engine.clock)),
            ("total", volume.total),
        ]
        return [
            ("account", .integer(followed.index)),
            ("positions", followed.positions(engine)),
            ("assets", followed.assets(engine)),
            ("trades", engine.exchange.tradesByMarket(trades)),
            ("funding_histories", .object(JSONObject())),
            ("shares", .array([])),
        ]
            + sums.flatMap { name, sum -> [(String, JSON)] in
                [
                    ("\(name)_trades_count", .integer(sum.trades)),
                    ("\(name)_volume", Amount.number(sum.quote, decimals: Asset.usdc.decimals)),
                ]
            }
    }
}

/// `account_market/M/A`.
struct AccountMarketFeed: StreamFeed {
    let followed: FollowedAccount
    /// The place of the market.
    let market: Int

    func snapshot(_ engine: Engine) -> [(String, JSON)] {
        members(followed.activeOrders(engine, market: index(engine)), [], engine)
    }

    func update(_ news: StreamNews, _ engine: Engine) -> [(String, JSON)]? {
        let index = index(engine)
        let orders = (news.orders[followed.index] ?? []).filter { $0.market == index }
        let trades = (news.tradesOfAccount[followed.index] ?? []).filter { $0.market == index }
        guard !orders.isEmpty || !trades.isEmpty || followed.hasNews(news, engine) else { return nil }
        return members(orders, trades, engine)
    }

    private func index(_ engine: Engine) -> Int64 { engine.exchange.markets[market].market.index.value }

    private func members(_ orders: [Order], _ trades: [Trade], _ engine: Engine) -> [(String, JSON)] {
        let market = engine.exchange.markets[market].market
        let rendering = followed.rendering(engine)
        return [
            ("account", .integer(followed.index)),
            ("assets", .array(Asset.all.map(rendering.asset))),
            ("orders", .array(orders.map { $0.json(market, block: engine.block) })),
            ("position", market.isPerpetual ? rendering.position(self.market) : .null),
            ("trades", .array(trades.reversed().map { $0.json(market) })),
            ("funding_history", .null),
        ]
    }
}

/// `user_stats/A`: whenever they read differently.
struct UserStatisticsFeed: StreamFeed {
    let followed: FollowedAccount
    private var told: JSON = .null

    init(followed: FollowedAccount) { self.followed = followed }

    mutating func snapshot(_ engine: Engine) -> [(String, JSON)] {
        told = followed.rendering(engine).statistics
        return [("stats", told), engine.timestamp]
    }

    mutating func update(_ news: StreamNews, _ engine: Engine) -> [(String, JSON)]? {
        guard followed.hasNews(news, engine) else { return nil }
        let before = told
        let members = snapshot(engine)
        return told == before ? nil : members
    }
}

/// `account_tx/A`: every transaction once it is executed, and none of the past.
struct AccountTransactionsFeed: StreamFeed {
    let followed: FollowedAccount

    func snapshot(_ engine: Engine) -> [(String, JSON)] { [("txs", .array([]))] }

    func update(_ news: StreamNews, _ engine: Engine) -> [(String, JSON)]? {
        news.transactions[followed.index].map { records in
            [("txs", .array(records.map { .object(JSONObject($0.members)) }))]
        }
    }
}

/// `account_all_orders/A` and `account_orders/M/A`: the living orders, then each state an order takes on.
struct AccountOrdersFeed: StreamFeed {
    let followed: FollowedAccount
    /// The market by its index; nil for all.
    let market: Int64?

    func snapshot(_ engine: Engine) -> [(String, JSON)] {
        members(followed.activeOrders(engine, market: market), engine)
    }

    func update(_ news: StreamNews, _ engine: Engine) -> [(String, JSON)]? {
        let orders = (news.orders[followed.index] ?? []).filter { market == nil || $0.market == market }
        return orders.isEmpty ? nil : members(orders, engine)
    }

    private func members(_ orders: [Order], _ engine: Engine) -> [(String, JSON)] {
        let rows = ("orders", engine.exchange.ordersByMarket(orders, block: engine.block))
        guard market != nil else { return [rows] }
        return [("account", .integer(followed.index)), ("nonce", .integer(engine.exchange.lastChange)), rows]
    }
}

/// `account_all_trades/A`: at first a flat list with sums, then a map.
struct AccountTradesFeed: StreamFeed {
    /// Trades of the first message.
    private static let replayed = 50

    let followed: FollowedAccount

    func snapshot(_ engine: Engine) -> [(String, JSON)] {
        let account = followed.account(engine)
        let trades = account.trades.newest(AccountTradesFeed.replayed).compactMap { trade in
            engine.exchange.market(trade.market).map { trade.json($0.market) }
        }
        let number = { (sum: TradedVolume.Sum) in Amount.number(sum.quote, decimals: Asset.usdc.decimals) }
        return [
            ("trades", .array(trades)),
            ("total_volume", number(account.volume.total)),
            ("monthly_volume", number(account.volume.sum(ofDays: 30, at: engine.clock))),
            ("weekly_volume", number(account.volume.sum(ofDays: 7, at: engine.clock))),
            ("daily_volume", number(account.volume.sum(ofDays: 1, at: engine.clock))),
        ]
    }

    func update(_ news: StreamNews, _ engine: Engine) -> [(String, JSON)]? {
        news.tradesOfAccount[followed.index].map { [("trades", engine.exchange.tradesByMarket($0))] }
    }
}

/// `account_all_positions/A`: every message is complete.
struct AccountPositionsFeed: StreamFeed {
    var followed: FollowedAccount

    mutating func snapshot(_ engine: Engine) -> [(String, JSON)] {
        [
            ("positions", followed.positions(engine)),
            ("shares", .array([])),
            ("last_funding_round", .null),
            ("last_funding_discount", .null),
        ]
    }

    mutating func update(_ news: StreamNews, _ engine: Engine) -> [(String, JSON)]? {
        followed.hasNews(news, engine) ? snapshot(engine) : nil
    }
}

/// `account_all_assets/A`: every message is complete.
struct AccountAssetsFeed: StreamFeed {
    let followed: FollowedAccount

    func snapshot(_ engine: Engine) -> [(String, JSON)] { [("assets", followed.assets(engine)), engine.timestamp] }

    func update(_ news: StreamNews, _ engine: Engine) -> [(String, JSON)]? {
        news.accounts.contains(followed.index) ? snapshot(engine) : nil
    }
}

/// `account_spot_avg_entry_prices/A`: what the account paid for the assets it bought.
struct SpotEntryPricesFeed: StreamFeed {
    let followed: FollowedAccount

    func snapshot(_ engine: Engine) -> [(String, JSON)] {
        let entries = followed.account(engine).spotEntries.compactMap { index, entry -> (Int64, JSON)? in
            guard let market = engine.exchange.market(index)?.market, case .spot(let base, _) = market.kind else {
                return nil
            }
            let members: [(String, JSON)] = [
                ("asset_id", .integer(base.index)),
                ("avg_entry_price", market.text(price: entry.averagePrice)),
                ("asset_size", market.text(size: entry.size)),
                ("last_trade_id", .integer(entry.lastTrade)),
            ]
            return (base.index, .object(JSONObject(members)))
        }
        return [("avg_entry_prices", .map(entries)), engine.timestamp]
    }

    func update(_ news: StreamNews, _ engine: Engine) -> [(String, JSON)]? {
        let isSpot = { (trade: Trade) in engine.exchange.market(trade.market)?.market.isPerpetual == false }
        guard news.tradesOfAccount[followed.index]?.contains(where: isSpot) == true else { return nil }
        return snapshot(engine)
    }
}

/// `notification/A`. Nobody is liquidated or deleveraged here, and nothing is announced.
struct NotificationFeed: StreamFeed {
    func snapshot(_ engine: Engine) -> [(String, JSON)] { [("notifs", .array([]))] }

    func update(_ news: StreamNews, _ engine: Engine) -> [(String, JSON)]? { nil }
}
