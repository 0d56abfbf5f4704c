import LighterTransactions

/// A market and everything that changes in it.
public struct MarketState: Sendable {
    public internal(set) var market: Market
    public internal(set) var book = OrderBook()
    public internal(set) var waiting = WaitingOrders()
    /// What positions are valued at.
    public internal(set) var markPrice: Ticks
    public private(set) var marks = MarkHistory()
    public internal(set) var lastPrice: Ticks?
    /// Lots held long by all accounts together.
    public internal(set) var openInterest: Lots = 0
    public internal(set) var trades: History<Int64, Trade>
    public internal(set) var statistics = DailyStatistics()
    public internal(set) var bookChange = BookChange(number: 0, time: Moment(microseconds: 0))
    var numbers: OrderNumbers

    init(_ market: Market, tradeLimit: Int) {
        self.market = market
        markPrice = market.openingPrice
        trades = History(limit: tradeLimit)
        numbers = OrderNumbers(market: market.index.value)
    }

    /// Sets the mark price.
    mutating func mark(_ price: Ticks, at time: Moment) {
        markPrice = price
        marks.add(price, at: time)
    }
}
