import LighterJSON
import LighterStatus
import LighterTransactions

/// An order of one's own (api.md, section 7.16). Words are the venue's; unknown ones are kept as they are.
public struct Order: Hashable, Sendable {
    public let index: OrderIndex
    /// The number the client gave it, if it gave one.
    public let clientIndex: ClientOrderIndex?
    public let market: MarketIndex
    /// `ETH`; empty where the venue leaves it out.
    public let symbol: String
    public let owner: Int64?
    public let side: Side
    /// `limit`, `market`, `stop-loss`, …
    public let type: String
    /// `good-till-time`, `immediate-or-cancel`, `post-only`, …
    public let timeInForce: String
    /// `open`, `filled`, `canceled-post-only`, …
    public let status: String
    /// `na`, `ready`, `mark-price`, …
    public let triggerStatus: String
    public let isReduceOnly: Bool

    /// The limit, or the worst price of a market or triggered order.
    public let price: Decimal
    public let triggerPrice: Decimal?
    /// Sizes in the base asset.
    public let initialSize: Decimal
    public let remainingSize: Decimal
    public let filledSize: Decimal
    /// What the filled part cost, in the quote asset.
    public let filledNotional: Decimal?

    /// How often it was modified.
    public let version: Int64?
    /// The order it belongs to, in a group.
    public let parent: Int64?
    /// Times in milliseconds since the Unix epoch.
    public let expiry: Int64?
    public let createdAt: Int64?
    public let updatedAt: Int64?

    init(_ reader: JSONReader) throws(JSONError) {
        index = try reader.requiredBounded("order_index")
        clientIndex = try reader.nonzeroBounded("client_order_index")
        market = try reader.requiredBounded("market_index")
        symbol = try reader.word("market_symbol")
        owner = try reader.integer("owner_account_index")
        side = Side(isAsk: try reader.required("is_ask", reader.bool("is_ask")))
        type = try reader.word("type", among: VenueWord.OrderType.self)
        timeInForce = try reader.word("time_in_force", among: VenueWord.TimeInForce.self)
        let status = try reader.requiredWord("status")
        reader.note("status", status, unless: OrderStatus(venueWord: status) != nil)
        self.status = status
        triggerStatus = try reader.word("trigger_status", among: VenueWord.TriggerStatus.self)
        isReduceOnly = try reader.flag("reduce_only")
        price = try reader.requiredDecimal("price")
        triggerPrice = try reader.nonzeroDecimal("trigger_price")
        initialSize = try reader.requiredDecimal("initial_base_amount")
        remainingSize = try reader.requiredDecimal("remaining_base_amount")
        // An order that is cancelled keeps its remainder, so what is filled does not follow from the other two.
        filledSize = try reader.requiredDecimal("filled_base_amount")
        filledNotional = try reader.decimal("filled_quote_amount")
        version = try reader.integer("order_version")
        parent = try reader.nonzero("parent_order_index")
        expiry = try reader.time("order_expiry")
        createdAt = try reader.time("created_at")
        updatedAt = try reader.time("updated_at")
        reader.passOver(Order.passedOver)
    }

    private static let passedOver: Set<String> = [
        "base_price", "base_size", "block_height", "client_order_id", "integrator_fee_collector_index",
        "integrator_maker_fee", "integrator_taker_fee", "market_kind", "nonce", "order_flags", "order_id",
        "parent_order_id", "side", "timestamp", "to_cancel_order_id_0", "to_trigger_order_id_0",
        "to_trigger_order_id_1", "transaction_time", "trigger_time",
    ]
}
