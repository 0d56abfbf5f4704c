import LighterTransactions

/// A market and everything that changes in it.
public struct MarketState: Sendable {
    public internal(set) var market: Market
    public internal(set) var book = OrderBook()
    public internal(set) var waiting = WaitingOrders()
    /// What positions are valued at.
    public internal(set) var markPrice: Ticks
    public private(set) var marks = MarkHistory()
    /// What the asset is worth elsewhere; the mark price stays near it.
    public internal(set) var indexPrice: Ticks
    var premium = PremiumMeter()
    /// What was paid each hour.
    public internal(set) var fundings = History<Int64, FundingRate>(limit: 1_000)
    public internal(set) var lastPrice: Ticks?
    /// Lots held long by all accounts together.
    public internal(set) var openInterest: Lots = 0
    /// The newest trades.
    public internal(set) var trades: History<Int64, Trade>
    /// What all trades were together.
    public internal(set) var tradeHistory = TradeHistory()
    public internal(set) var statistics = DailyStatistics()
    public internal(set) var bookChange = BookChange(number: 0, time: Moment(microseconds: 0))
    var numbers: OrderNumbers

    init(_ market: Market, tradeLimit: Int) {
        self.market = market
        markPrice = market.openingPrice
        indexPrice = market.openingPrice
        trades = History(limit: tradeLimit)
        numbers = OrderNumbers(market: market.index.value)
    }

    /// Sets the mark price, and the index price behind it.
    mutating func mark(_ price: Ticks, index: Ticks, at time: Moment) {
        premium.advance(to: time, mark: markPrice, index: indexPrice)
        markPrice = price
        indexPrice = index
        marks.add(price, at: time)
    }
}
