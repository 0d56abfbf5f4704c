import LighterEngine
import LighterJSON
import LighterTransactions

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
