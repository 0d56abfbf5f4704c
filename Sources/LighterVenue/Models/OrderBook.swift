import LighterJSON
import LighterTransactions

/// The orders that rest on a market, best first, up to the number asked for on each side (api.md, section 7.6).
public struct OrderBook: Hashable, Sendable {
    public let asks: [BookOrder]
    public let bids: [BookOrder]

    init(_ reader: JSONReader) throws(JSONError) {
        asks = try reader.list("asks", BookOrder.init)
        bids = try reader.list("bids", BookOrder.init)
        reader.passOver(["total_asks", "total_bids"])
    }
}

/// One order on a book, of anyone.
public struct BookOrder: Hashable, Sendable {
    public let index: OrderIndex
    public let owner: Int64?
    public let price: Decimal
    public let remainingSize: Decimal
    public let initialSize: Decimal?
    /// Milliseconds since the Unix epoch.
    public let expiry: Int64?

    init(_ reader: JSONReader) throws(JSONError) {
        index = try reader.requiredBounded("order_index")
        owner = try reader.integer("owner_account_index")
        price = try reader.requiredDecimal("price")
        remainingSize = try reader.requiredDecimal("remaining_base_amount")
        initialSize = try reader.decimal("initial_base_amount")
        expiry = try reader.time("order_expiry")
        reader.passOver(["order_id", "transaction_time"])
    }
}
