import LighterEngine

/// What a channel is told from, as the venue is now.
enum FeedOpening {
    case feed(any StreamFeed)
    /// A market that is closed takes subscriptions and tells nothing (api.md, section 10.2).
    case silent(any StreamFeed)
}

extension StreamChannel {
    /// What tells this channel.
    ///
    /// - Throws: ``Refusal`` 30004, 30005, 30008 where the venue has no such market or account.
    func open(_ engine: Engine) throws(Refusal) -> FeedOpening {
        let exchange = engine.exchange
        let market = try place(exchange)
        if let account {
            guard let place = exchange.place(ofAccount: account) else { throw .cannotFetch(shortName) }
            return .feed(try feed(FollowedAccount(index: account, place: place), market: market))
        }
        let feed = try feed(market: market)
        let isClosed = market.map { exchange.markets[$0].market.status != .active } ?? false
        return isClosed ? .silent(feed) : .feed(feed)
    }

    private func place(_ exchange: Exchange) throws(Refusal) -> Int? {
        guard let market else { return nil }
        guard let place = exchange.place(ofMarket: market) else { throw .invalidMarketOfChannel }
        let isPerpetual = exchange.markets[place].market.isPerpetual
        switch family {
        case .marketStats, .markPriceCandle: guard isPerpetual else { throw .invalidMarketOfChannel }
        case .spotMarketStats: guard !isPerpetual else { throw .invalidMarketOfChannel }
        default: break
        }
        return place
    }

    private func feed(market: Int?) throws(Refusal) -> any StreamFeed {
        switch (family, market, resolution) {
        case (.height, _, _): return HeightFeed()
        case (.marketStats, _, _), (.spotMarketStats, _, _): return StatisticsFeed(family: family, place: market)
        case (.orderBook, let market?, _): return OrderBookFeed(place: market)
        case (.ticker, let market?, _): return TickerFeed(place: market)
        case (.trade, let market?, _): return TradeFeed(place: market)
        case (.candle, let market?, let resolution?): return CandleFeed(place: market, resolution: resolution)
        case (.markPriceCandle, let market?, let resolution?):
            return MarkPriceCandleFeed(place: market, resolution: resolution)
        default: throw .invalidChannel
        }
    }

    private func feed(_ followed: FollowedAccount, market: Int?) throws(Refusal) -> any StreamFeed {
        switch (family, market) {
        case (.accountAll, _): return AccountAllFeed(followed: followed)
        case (.accountMarket, let market?): return AccountMarketFeed(followed: followed, market: market)
        case (.userStats, _): return UserStatisticsFeed(followed: followed)
        case (.accountTransactions, _): return AccountTransactionsFeed(followed: followed)
        case (.accountAllOrders, _), (.accountOrders, _):
            return AccountOrdersFeed(followed: followed, market: self.market)
        case (.accountAllTrades, _): return AccountTradesFeed(followed: followed)
        case (.accountAllPositions, _): return AccountPositionsFeed(followed: followed)
        case (.accountAllAssets, _): return AccountAssetsFeed(followed: followed)
        case (.spotEntryPrices, _): return SpotEntryPricesFeed(followed: followed)
        case (.notification, _): return NotificationFeed(followed: followed)
        // No account here is a pool.
        case (.poolData, _), (.poolInfo, _): throw .invalidAccountType
        default: throw .invalidChannel
        }
    }
}
