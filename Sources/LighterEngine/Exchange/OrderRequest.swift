import LighterTransactions

/// What an account asks for with a new order, in bounds but not yet checked against the market.
public struct OrderRequest: Hashable, Sendable {
    public var market: Int64
    public var clientIndex: Int64
    public var side: Side
    public var kind: OrderKind
    public var timeInForce: TimeInForce
    public var size: Lots
    public var price: Ticks
    public var reduceOnly: Bool
    /// 0 for none.
    public var triggerPrice: Ticks
    /// Milliseconds since the Unix epoch; 0 for none.
    public var expiry: Int64
    public var selfTrade: SelfTradeRule

    public init(
        market: Int64,
        clientIndex: Int64 = 0,
        side: Side,
        kind: OrderKind = .limit,
        timeInForce: TimeInForce = .goodTillTime,
        size: Lots,
        price: Ticks,
        reduceOnly: Bool = false,
        triggerPrice: Ticks = 0,
        expiry: Int64 = 0,
        selfTrade: SelfTradeRule = SelfTradeRule()
    ) {
        self.market = market
        self.clientIndex = clientIndex
        self.side = side
        self.kind = kind
        self.timeInForce = timeInForce
        self.size = size
        self.price = price
        self.reduceOnly = reduceOnly
        self.triggerPrice = triggerPrice
        self.expiry = expiry
        self.selfTrade = selfTrade
    }
}
