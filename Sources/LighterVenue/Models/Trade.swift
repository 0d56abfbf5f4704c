import LighterJSON
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
        type = try reader.word("type")
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
    }
}

extension Trade.Party {
    fileprivate init(_ reader: JSONReader, _ side: String) throws(JSONError) {
        account = try reader.integer(side + "_account_id")
        order = try reader.nonzero(side + "_id")
        clientOrder = try reader.nonzeroBounded(side + "_client_id")
        realizedPnL = try reader.decimal(side + "_account_pnl")
    }
}
