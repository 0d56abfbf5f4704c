/// What kind of order it is.
public enum OrderType: Int64, Hashable, Sendable, CaseIterable {
    case limit = 0
    case market = 1
    case stopLoss = 2
    case stopLossLimit = 3
    case takeProfit = 4
    case takeProfitLimit = 5
    case twap = 6

    /// Whether the order waits for a trigger price.
    public var isConditional: Bool {
        switch self {
        case .stopLoss, .stopLossLimit, .takeProfit, .takeProfitLimit: true
        case .limit, .market, .twap: false
        }
    }
}

/// How long an order may stand.
public enum TimeInForce: Int64, Hashable, Sendable, CaseIterable {
    case immediateOrCancel = 0
    case goodTillTime = 1
    case postOnly = 2
}

/// The terms of one order, as a create-order and each member of a group carry them.
public struct OrderTerms: Hashable, Sendable {
    public var market: MarketIndex
    /// The client's number for the order; nil for none.
    public var clientOrderIndex: ClientOrderIndex?
    public var size: Size
    /// The limit price, or the worst acceptable one of an order that takes what it gets.
    public var price: Price
    public var side: Side
    public var type: OrderType
    public var timeInForce: TimeInForce
    public var reduceOnly: Bool
    public var triggerPrice: Price?
    public var expiry: OrderExpiry?

    public init(
        market: MarketIndex,
        clientOrderIndex: ClientOrderIndex?,
        size: Size,
        price: Price,
        side: Side,
        type: OrderType,
        timeInForce: TimeInForce,
        reduceOnly: Bool = false,
        triggerPrice: Price? = nil,
        expiry: OrderExpiry? = nil
    ) {
        self.market = market
        self.clientOrderIndex = clientOrderIndex
        self.size = size
        self.price = price
        self.side = side
        self.type = type
        self.timeInForce = timeInForce
        self.reduceOnly = reduceOnly
        self.triggerPrice = triggerPrice
        self.expiry = expiry
    }

    static let names: Set<String> = [
        "MarketIndex", "ClientOrderIndex", "BaseAmount", "Price", "IsAsk", "Type", "TimeInForce", "ReduceOnly",
        "TriggerPrice", "OrderExpiry",
    ]

    init(from fields: FieldReader) throws(TransactionError) {
        market = try fields.bounded("MarketIndex")
        clientOrderIndex = try fields.optional("ClientOrderIndex")
        size = try fields.bounded("BaseAmount")
        price = try fields.bounded("Price")
        side = Side(isAsk: try fields.flag("IsAsk"))
        type = try fields.choice("Type")
        timeInForce = try fields.choice("TimeInForce")
        reduceOnly = try fields.flag("ReduceOnly")
        triggerPrice = try fields.optional("TriggerPrice")
        expiry = try fields.optional("OrderExpiry")
    }

    func write(to sink: inout some FieldSink) {
        sink.number("MarketIndex", market)
        sink.number("ClientOrderIndex", clientOrderIndex)
        sink.number("BaseAmount", size)
        sink.number("Price", price)
        sink.number("IsAsk", side.isAsk)
        sink.number("Type", type)
        sink.number("TimeInForce", timeInForce)
        sink.number("ReduceOnly", reduceOnly)
        sink.number("TriggerPrice", triggerPrice)
        sink.number("OrderExpiry", expiry)
    }

    /// Whether type, time in force, expiry, trigger and size go together (signing.md, "Values" and "Bounds").
    ///
    /// - Throws: ``TransactionError/invalid(field:reason:)``.
    func validate() throws(TransactionError) {
        guard size.lots > 0 || reduceOnly else {
            throw .invalid(field: "BaseAmount", reason: "should not be less than 1 unless the order is reduce-only")
        }
        let isImmediate = timeInForce == .immediateOrCancel
        switch type {
        case .market, .stopLoss, .takeProfit:
            guard isImmediate else {
                throw .invalid(field: "TimeInForce", reason: "should be 0 (immediate-or-cancel) for order type \(type)")
            }
        case .twap:
            guard timeInForce == .goodTillTime else {
                throw .invalid(field: "TimeInForce", reason: "should be 1 (good-till-time) for a TWAP order")
            }
        case .limit, .stopLossLimit, .takeProfitLimit: break
        }
        guard type.isConditional == (triggerPrice != nil) else {
            throw .invalid(
                field: "TriggerPrice",
                reason: type.isConditional
                    ? "should be given for order type \(type)" : "should be 0 for order type \(type)"
            )
        }
        let wantsExpiry = type == .limit ? !isImmediate : type != .market
        guard wantsExpiry == (expiry != nil) else {
            let kind = "order type \(type) with time in force \(timeInForce)"
            throw .invalid(
                field: "OrderExpiry",
                reason: wantsExpiry ? "should be given for \(kind)" : "should be 0 for \(kind)"
            )
        }
    }
}
