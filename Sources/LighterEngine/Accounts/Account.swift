import LighterLayerOne
import LighterTransactions

/// An account: its collateral, positions, spot balances and orders.
public struct Account: Sendable {
    /// Limits of the venue (api.md, section 4.3).
    static let openOrderLimit = 1_500
    static let openOrderLimitPerMarket = 1_000
    static let waitingOrderLimit = 500
    static let waitingOrderLimitPerMarket = 16

    public let index: Int64
    /// The account it belongs to; its own index for a master account.
    public let masterIndex: Int64
    /// The owner on layer 1.
    public let owner: LayerOneAddress
    /// An account of the venue's own traders, whose orders neither expire nor are remembered.
    let isHouse: Bool

    /// USDC behind the perpetual positions, unrealised profit not included.
    public internal(set) var collateral: QuoteUnits
    /// By the place of the market in ``Exchange/markets``.
    public internal(set) var positions: [Position]
    /// Spot balances by asset index.
    public internal(set) var balances: [Int64: SpotBalance]
    /// The resting orders by index.
    public internal(set) var openOrders: Set<Int64> = []
    /// The waiting orders by index.
    public internal(set) var waitingOrders: Set<Int64> = []
    /// Orders that came to an end.
    public internal(set) var inactiveOrders: History<Int64, Order>
    /// What the account traded.
    public internal(set) var trades: History<Int64, Trade>
    /// The trades by which its positions were liquidated.
    public internal(set) var liquidations = History<Int64, Liquidation>(limit: 500)
    /// What it paid and got as funding.
    public internal(set) var fundings = History<Int64, FundingPayment>(limit: 2_000)
    public internal(set) var volume = TradedVolume()
    /// What it paid in spot markets, by market.
    public internal(set) var spotEntries: [Int64: SpotEntry] = [:]
    /// Which order a client index stands for, among resting and remembered orders.
    public internal(set) var orderOfClientIndex: [Int64: Int64] = [:]
    /// When all its orders are to be canceled.
    public internal(set) var cancelAllAt: Moment?
    public internal(set) var changedAt: Moment

    /// Resting orders, then waiting ones: parents before their children.
    var liveOrders: [Int64] { openOrders.sorted() + waitingOrders.sorted() }

    /// The spot balance of an asset, nothing unless it was ever held.
    public func balance(of asset: Asset) -> SpotBalance { balances[asset.index] ?? SpotBalance() }

    public var isMaster: Bool { masterIndex == index }

    /// Remembers a trade of its own.
    mutating func remember(_ trade: Trade, isPerpetual: Bool) {
        trades.append(trade, for: trade.index)
        volume.add(trade.quote, at: trade.time)
        guard !isPerpetual, trade.maker.account != trade.taker.account else { return }
        let side = trade.maker.account == index ? trade.makerSide : trade.makerSide.opposite
        spotEntries[trade.market, default: SpotEntry()].take(trade, as: side)
    }

    /// Adds an order that came to an end to the remembered ones; the client index of one forgotten for it is free
    /// again.
    mutating func remember(_ order: Order) {
        guard !isHouse else {
            if order.clientIndex != 0 { orderOfClientIndex[order.clientIndex] = nil }
            return
        }
        guard let forgotten = inactiveOrders.append(order, for: order.index) else { return }
        if forgotten.clientIndex != 0, orderOfClientIndex[forgotten.clientIndex] == forgotten.index {
            orderOfClientIndex[forgotten.clientIndex] = nil
        }
    }
}

/// A spot balance in least units of its asset.
public struct SpotBalance: Hashable, Sendable {
    /// All of it.
    public internal(set) var total: Int64 = 0
    /// The part that resting orders hold.
    public internal(set) var locked: Int64 = 0

    public var free: Int64 { total - locked }

    public init(total: Int64 = 0) { self.total = total }
}
