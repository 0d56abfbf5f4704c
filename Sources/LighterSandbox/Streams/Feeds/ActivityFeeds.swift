import LighterEngine
import LighterJSON
import LighterTransactions

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

/// `notification/A`: liquidations and take-overs of the account's own positions.
struct NotificationFeed: StreamFeed {
    let followed: FollowedAccount

    func snapshot(_ engine: Engine) -> [(String, JSON)] {
        members(followed.account(engine).liquidations.newest(50).map { ($0.trade, $0.acknowledgedAt) }, engine)
    }

    func update(_ news: StreamNews, _ engine: Engine) -> [(String, JSON)]? {
        let trades = (news.tradesOfAccount[followed.index] ?? []).filter {
            $0.kind != .trade && $0.taker.account == followed.index
        }
        return trades.isEmpty ? nil : members(trades.reversed().map { ($0, nil) }, engine)
    }

    /// - Parameter trades: Newest first, each with when it was acknowledged.
    private func members(_ trades: [(trade: Trade, acknowledgedAt: Moment?)], _ engine: Engine) -> [(String, JSON)] {
        let rows = trades.compactMap { trade, acknowledgement in
            engine.exchange.market(trade.market).map {
                trade.notification($0.market, acknowledgedAt: acknowledgement)
            }
        }
        return [("notifs", .array(rows))]
    }
}
