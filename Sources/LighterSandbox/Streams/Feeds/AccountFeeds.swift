import LighterEngine
import LighterJSON
import LighterTransactions

/// `account_all/A` (api.md, section 10.5).
struct AccountAllFeed: StreamFeed {
    var followed: FollowedAccount

    mutating func snapshot(_ engine: Engine) -> [(String, JSON)] { members([], engine, isFirst: true) }

    mutating func update(_ news: StreamNews, _ engine: Engine) -> [(String, JSON)]? {
        guard followed.hasNews(news, engine) else { return nil }
        return members(news.tradesOfAccount[followed.index] ?? [], engine, isFirst: false)
    }

    private mutating func members(_ trades: [Trade], _ engine: Engine, isFirst: Bool) -> [(String, JSON)] {
        let fundings = Dictionary(grouping: followed.freshFundings(engine, isFirst: isFirst), by: \.market)
            .compactMap { index, payments in
                engine.exchange.market(index).map { state in (index, JSON.array(payments.map { $0.json(state.market) }))
                }
            }
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
            ("funding_histories", .map(fundings)),
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
    var followed: FollowedAccount
    /// The place of the market.
    let market: Int

    mutating func snapshot(_ engine: Engine) -> [(String, JSON)] {
        members(followed.activeOrders(engine, market: index(engine)), [], engine, isFirst: true)
    }

    mutating func update(_ news: StreamNews, _ engine: Engine) -> [(String, JSON)]? {
        let index = index(engine)
        let orders = (news.orders[followed.index] ?? []).filter { $0.market == index }
        let trades = (news.tradesOfAccount[followed.index] ?? []).filter { $0.market == index }
        guard !orders.isEmpty || !trades.isEmpty || followed.hasNews(news, engine) else { return nil }
        return members(orders, trades, engine, isFirst: false)
    }

    private func index(_ engine: Engine) -> Int64 { engine.exchange.markets[market].market.index.value }

    private mutating func members(
        _ orders: [Order],
        _ trades: [Trade],
        _ engine: Engine,
        isFirst: Bool
    ) -> [(String, JSON)] {
        let market = engine.exchange.markets[market].market
        let rendering = followed.rendering(engine)
        let funding = followed.freshFundings(engine, isFirst: isFirst).last { $0.market == market.index.value }
        return [
            ("account", .integer(followed.index)),
            ("assets", .array(Asset.all.map(rendering.asset))),
            ("orders", .array(orders.map { $0.json(market, block: engine.block) })),
            ("position", market.isPerpetual ? rendering.position(self.market) : .null),
            ("trades", .array(trades.reversed().map { $0.json(market) })),
            ("funding_history", funding?.json(market) ?? .null),
        ]
    }
}
