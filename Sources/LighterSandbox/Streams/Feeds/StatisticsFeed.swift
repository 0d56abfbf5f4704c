import LighterEngine
import LighterJSON
import LighterTransactions

/// `market_stats/M`, `market_stats/all` and the same of spot markets (api.md, section 10.4): of one market an object, of
/// all a map, in which later only changed ones stand.
struct StatisticsFeed: StreamFeed {
    let family: StreamChannel.Family
    /// The market; nil for all of the family's kind.
    let place: Int?
    private var mayDiffer: Set<Int> = []
    private var told: [Int: JSON] = [:]

    init(family: StreamChannel.Family, place: Int?) {
        self.family = family
        self.place = place
    }

    var needsTicks: Bool { true }

    mutating func snapshot(_ engine: Engine) -> [(String, JSON)] {
        mayDiffer = []
        told = [:]
        for place in places(engine) { told[place] = engine.exchange.statistics(place, at: engine.clock) }
        return members(told, engine)
    }

    mutating func update(_ news: StreamNews, _ engine: Engine) -> [(String, JSON)]? {
        mayDiffer.formUnion(news.levels.keys)
        mayDiffer.formUnion(news.movedMarks)
        guard news.isTick, !mayDiffer.isEmpty else { return nil }
        var changed: [Int: JSON] = [:]
        for place in places(engine) where mayDiffer.contains(place) {
            let statistics = engine.exchange.statistics(place, at: engine.clock)
            if told[place] != statistics { changed[place] = statistics }
        }
        mayDiffer = []
        guard !changed.isEmpty else { return nil }
        told.merge(changed) { $1 }
        return members(changed, engine)
    }

    private func places(_ engine: Engine) -> [Int] {
        if let place { return [place] }
        let isPerpetual = family == .marketStats
        return engine.exchange.markets.indices.filter { place in
            let market = engine.exchange.markets[place].market
            return market.isPerpetual == isPerpetual && market.status == .active
        }
    }

    private func members(_ statistics: [Int: JSON], _ engine: Engine) -> [(String, JSON)] {
        let markets = engine.exchange.markets
        let value =
            place.flatMap { statistics[$0] }
            ?? .map(statistics.map { (markets[$0.key].market.index.value, $0.value) })
        return [(family.rawValue, value), engine.timestamp]
    }
}
