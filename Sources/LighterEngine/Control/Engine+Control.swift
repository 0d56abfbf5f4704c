import LighterLayerOne
import LighterTransactions

/// What no client of the venue can do, and who plays the venue can.
extension Engine {
    /// Lets time pass at once. The clients' clocks stay behind.
    public mutating func skip(milliseconds: Int64) {
        lead += milliseconds * 1_000
        advance(to: clock.advanced(microseconds: milliseconds * 1_000))
    }

    /// Lets what is accepted next wait so much longer for its execution, and everything behind it.
    public mutating func stall(milliseconds: Int64) {
        stalledUntil = clock.advanced(microseconds: milliseconds * 1_000)
    }

    /// The most that a deposit may bring, and that it may be added to, in least units.
    private static let depositLimit: Int64 = 1_000_000_000_000_000

    /// Brings an asset from layer 1 to an owner's master account, which is opened for who has none.
    ///
    /// - Throws: ``Refusal`` 21300 for nothing, and for more than anybody may have.
    public mutating func deposit(
        _ asset: Asset,
        _ amount: Int64,
        from owner: LayerOneAddress
    ) throws(Refusal) -> Movement {
        let known = exchange.accounts.firstIndex { $0.owner == owner && $0.isMaster }
        let held = known.map {
            asset == .usdc ? exchange.accounts[$0].collateral : exchange.accounts[$0].balance(of: asset).total
        }
        guard amount > 0, amount <= Engine.depositLimit, held ?? 0 <= Engine.depositLimit else {
            throw .invalidAssetAmount
        }
        beginInternalTransaction()
        if known == nil { exchange.open(nextMasterIndex, owner: owner) }
        return exchange.deposit(asset, amount, to: known ?? exchange.accounts.count - 1)
    }

    /// Master accounts count up (api.md, section 5.5).
    private var nextMasterIndex: Int64 {
        (exchange.accounts.filter(\.isMaster).map(\.index).filter { $0 < 1 << 47 }.max() ?? 0) + 1
    }

    /// Sets a market's mark and index price, and does what follows from it.
    ///
    /// - Throws: ``Refusal`` for a market that is not there, and for a price that none can have.
    public mutating func setMarkPrice(_ price: Ticks, market: Int64) throws(Refusal) {
        guard let place = exchange.place(ofMarket: market) else { throw .invalidMarketIndex }
        guard PriceKind.bounds.contains(price) else { throw .invalidPrice }
        exchange.markets[place].mark(price, index: price, at: clock)
        react()
    }

    /// Takes the house's orders out of a market, until it quotes again; in a quiet market it does not.
    ///
    /// - Throws: ``Refusal`` for a market that is not there.
    public mutating func withdrawHouse(market: Int64) throws(Refusal) {
        guard let place = exchange.place(ofMarket: market) else { throw .invalidMarketIndex }
        beginInternalTransaction()
        for side in Side.allCases { withdraw(side, place, except: []) }
    }

    /// Opens a market, or closes it: orders stay, but nothing is created, changed or triggered.
    ///
    /// - Throws: ``Refusal`` for a market that is not there.
    public mutating func setStatus(_ status: Market.Status, market: Int64) throws(Refusal) {
        guard let place = exchange.place(ofMarket: market) else { throw .invalidMarketIndex }
        exchange.sample(place, until: clock)
        exchange.markets[place].market.status = status
        react()
    }
}
