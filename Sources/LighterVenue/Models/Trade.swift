import LighterJSON
import LighterStatus
import LighterTransactions

/// A trade between two orders (api.md, section 7.7).
public struct Trade: Hashable, Sendable {
    /// One side of a trade.
    public struct Party: Hashable, Sendable {
        public let account: Int64?
        public let order: Int64?
        public let clientOrder: ClientOrderIndex?
        /// Realised by the trade, where the venue tells.
        public let realizedPnL: Decimal?
    }

    /// Increasing over the whole venue.
    public let id: Int64
    public let market: MarketIndex
    /// `trade`, `liquidation`, `deleverage`, `market-settlement`, in the venue's word.
    public let type: String
    public let price: Decimal
    /// In the base asset.
    public let size: Decimal
    /// Price × size in the quote asset.
    public let notional: Decimal?
    public let ask: Party
    public let bid: Party
    /// The side that took: of the order that came second.
    public let takerSide: Side
    /// In 1e-6 of the notional; the venue does not document the unit.
    public let makerFee: Int64
    public let takerFee: Int64
    /// Milliseconds since the Unix epoch.
    public let time: Int64?
    public let transactionHash: String

    /// The side of an account in this trade; nil when it is neither, or both.
    public func side(of account: Int64) -> Side? {
        switch (ask.account == account, bid.account == account) {
        case (true, false): .sell
        case (false, true): .buy
        default: nil
        }
    }

    /// The party on a side.
    public func party(_ side: Side) -> Party { side.isAsk ? ask : bid }

    init(_ reader: JSONReader) throws(JSONError) {
        id = try reader.required("trade_id", reader.integer("trade_id"))
        market = try reader.requiredBounded("market_id")
        type = try reader.word("type", among: VenueWord.TradeType.self)
        price = try reader.requiredDecimal("price")
        size = try reader.requiredDecimal("size")
        notional = try reader.decimal("usd_amount")
        ask = try Party(reader, "ask")
        bid = try Party(reader, "bid")
        let isMakerAsk = try reader.required("is_maker_ask", reader.bool("is_maker_ask"))
        takerSide = Side(isAsk: !isMakerAsk)
        makerFee = try reader.count("maker_fee")
        takerFee = try reader.count("taker_fee")
        time = try reader.time("timestamp")
        transactionHash = try reader.word("tx_hash")
        reader.passOver(Trade.passedOver)
    }

    private static let passedOver: Set<String> = [
        "ask_client_id_str", "ask_id_str", "ask_order_version", "bid_client_id_str", "bid_id_str", "bid_order_version",
        "block_height", "integrator_maker_fee", "integrator_maker_fee_collector_index", "integrator_taker_fee",
        "integrator_taker_fee_collector_index", "maker_allocated_margin_usdc_after",
        "maker_allocated_margin_usdc_before", "maker_entry_quote_before", "maker_initial_margin_fraction_before",
        "maker_position_sign_changed", "maker_position_size_before", "market_kind", "market_symbol",
        "taker_allocated_margin_usdc_after", "taker_allocated_margin_usdc_before", "taker_entry_quote_before",
        "taker_initial_margin_fraction_before", "taker_position_sign_changed", "taker_position_size_before",
        "trade_id_str", "transaction_time",
    ]
}

extension Trade.Party {
    fileprivate init(_ reader: JSONReader, _ side: String) throws(JSONError) {
        account = try reader.integer(side + "_account_id")
        order = try reader.nonzero(side + "_id")
        clientOrder = try reader.nonzeroBounded(side + "_client_id")
        realizedPnL = try reader.decimal(side + "_account_pnl")
    }
}
