/// Type 14: creates one order.
public struct CreateOrder: TransactionFields {
    static let type = TransactionType.createOrder
    static let names = OrderTerms.names.union(["AccountIndex", "ApiKeyIndex"])

    public var account: AccountIndex
    public var apiKey: APIKeyIndex
    public var order: OrderTerms

    public init(account: AccountIndex, apiKey: APIKeyIndex, order: OrderTerms) {
        self.account = account
        self.apiKey = apiKey
        self.order = order
    }

    init(from fields: FieldReader) throws(TransactionError) {
        account = try fields.bounded("AccountIndex")
        apiKey = try fields.bounded("ApiKeyIndex")
        order = try OrderTerms(from: fields)
    }

    func write(to sink: inout some FieldSink) {
        sink.number("AccountIndex", account)
        sink.number("ApiKeyIndex", apiKey)
        order.write(to: &sink)
    }

    func validate() throws(TransactionError) { try order.validate() }
}

/// Type 15: cancels one order.
public struct CancelOrder: TransactionFields {
    static let type = TransactionType.cancelOrder
    static let names: Set<String> = ["AccountIndex", "ApiKeyIndex", "MarketIndex", "Index"]

    public var account: AccountIndex
    public var apiKey: APIKeyIndex
    public var market: MarketIndex
    public var order: OrderReference

    public init(account: AccountIndex, apiKey: APIKeyIndex, market: MarketIndex, order: OrderReference) {
        self.account = account
        self.apiKey = apiKey
        self.market = market
        self.order = order
    }

    init(from fields: FieldReader) throws(TransactionError) {
        account = try fields.bounded("AccountIndex")
        apiKey = try fields.bounded("ApiKeyIndex")
        market = try fields.bounded("MarketIndex")
        order = try fields.orderReference("Index")
    }

    func write(to sink: inout some FieldSink) {
        sink.number("AccountIndex", account)
        sink.number("ApiKeyIndex", apiKey)
        sink.number("MarketIndex", market)
        sink.number("Index", order.value)
    }
}

/// Type 16: cancels all orders, of one market where the attribute says so; now, at a time, or not after all.
public struct CancelAllOrders: TransactionFields {
    /// When the orders are cancelled.
    public enum Schedule: Hashable, Sendable {
        case immediately
        /// The dead man's switch: all orders are cancelled then, unless it is moved or aborted before.
        case at(OrderExpiry)
        case abort
    }

    static let type = TransactionType.cancelAllOrders
    static let names: Set<String> = ["AccountIndex", "ApiKeyIndex", "TimeInForce", "Time"]

    public var account: AccountIndex
    public var apiKey: APIKeyIndex
    public var schedule: Schedule

    public init(account: AccountIndex, apiKey: APIKeyIndex, schedule: Schedule) {
        self.account = account
        self.apiKey = apiKey
        self.schedule = schedule
    }

    init(from fields: FieldReader) throws(TransactionError) {
        account = try fields.bounded("AccountIndex")
        apiKey = try fields.bounded("ApiKeyIndex")
        let mode = try fields.number("TimeInForce")
        let time: OrderExpiry? = try fields.optional("Time")
        switch (mode, time) {
        case (0, nil): schedule = .immediately
        case (1, let time?): schedule = .at(time)
        case (2, nil): schedule = .abort
        case (1, nil): throw .invalid(field: "Time", reason: "should be given for a scheduled cancel-all")
        case (0, _), (2, _): throw .invalid(field: "Time", reason: "should be 0 unless the cancel-all is scheduled")
        default: throw .invalid(field: "TimeInForce", reason: "is not valid: \(mode)")
        }
    }

    func write(to sink: inout some FieldSink) {
        sink.number("AccountIndex", account)
        sink.number("ApiKeyIndex", apiKey)
        switch schedule {
        case .immediately:
            sink.number("TimeInForce", 0)
            sink.number("Time", 0)
        case .at(let time):
            sink.number("TimeInForce", 1)
            sink.number("Time", time)
        case .abort:
            sink.number("TimeInForce", 2)
            sink.number("Time", 0)
        }
    }
}

/// Type 17: changes the size, the price and the trigger of an order in place.
public struct ModifyOrder: TransactionFields {
    static let type = TransactionType.modifyOrder
    static let names: Set<String> = [
        "AccountIndex", "ApiKeyIndex", "MarketIndex", "Index", "BaseAmount", "Price", "TriggerPrice",
    ]

    public var account: AccountIndex
    public var apiKey: APIKeyIndex
    public var market: MarketIndex
    public var order: OrderReference
    public var size: Size
    public var price: Price
    public var triggerPrice: Price?

    public init(
        account: AccountIndex,
        apiKey: APIKeyIndex,
        market: MarketIndex,
        order: OrderReference,
        size: Size,
        price: Price,
        triggerPrice: Price? = nil
    ) {
        self.account = account
        self.apiKey = apiKey
        self.market = market
        self.order = order
        self.size = size
        self.price = price
        self.triggerPrice = triggerPrice
    }

    init(from fields: FieldReader) throws(TransactionError) {
        account = try fields.bounded("AccountIndex")
        apiKey = try fields.bounded("ApiKeyIndex")
        market = try fields.bounded("MarketIndex")
        order = try fields.orderReference("Index")
        size = try fields.bounded("BaseAmount")
        price = try fields.bounded("Price")
        triggerPrice = try fields.optional("TriggerPrice")
    }

    func write(to sink: inout some FieldSink) {
        sink.number("AccountIndex", account)
        sink.number("ApiKeyIndex", apiKey)
        sink.number("MarketIndex", market)
        sink.number("Index", order.value)
        sink.number("BaseAmount", size)
        sink.number("Price", price)
        sink.number("TriggerPrice", triggerPrice)
    }
}
