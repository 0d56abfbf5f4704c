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
    /// The last funding that was told.
    private var lastFunding: Int64 = 0

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

    /// What was paid or got as funding since this was asked last, oldest first; at first nothing of the past.
    mutating func freshFundings(_ engine: Engine, isFirst: Bool) -> [FundingPayment] {
        let fundings = account(engine).fundings
        defer { lastFunding = fundings.newest(1).first?.rate.index ?? lastFunding }
        guard !isFirst else { return [] }
        return fundings.newest(.max) { $0.rate.index > lastFunding }.reversed()
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
