import LighterStatus
import LighterTransactions
import LighterVenue

/// What orders that are made and checked together share: the best prices of each market, and how many orders rest. Each is
/// asked for when it is first needed, once.
public final class MarketSnapshot {
    private let trader: Trader
    private var books: [MarketIndex: OrderBook] = [:]
    private var restingOrders: Int?

    public init(_ trader: Trader) { self.trader = trader }

    /// The best order on each side.
    ///
    /// - Throws: ``Failure``.
    func book(of market: Market) throws(Failure) -> OrderBook {
        if let book = books[market.index] { return book }
        let book = try trader.venue.orderBook(market.index, limit: 1)
        books[market.index] = book
        return book
    }

    /// How many orders rest, with those that were checked before.
    ///
    /// - Throws: ``Failure``.
    func countOfRestingOrders() throws(Failure) -> Int {
        if let restingOrders { return restingOrders }
        let count = try trader.venue.activeOrders(trader.account()).count
        restingOrders = count
        return count
    }

    /// Counts orders that are going to rest.
    func expectResting(_ count: Int) { restingOrders? += count }
}
