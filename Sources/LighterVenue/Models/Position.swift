import LighterJSON
import LighterTransactions

/// What an account holds on a perp (api.md, section 7.13). Money is in USDC.
public struct Position: Hashable, Sendable {
    public let market: MarketIndex
    public let symbol: String
    /// In the base asset: above zero long, below zero short, zero when flat.
    public let size: Decimal
    public let averageEntryPrice: Decimal?
    /// At the mark price.
    public let value: Decimal?
    public let unrealizedPnL: Decimal?
    public let realizedPnL: Decimal?
    /// Nil when nothing liquidates it.
    public let liquidationPrice: Decimal?
    /// Percent of the value: 20 is a leverage of 5.
    public let initialMarginPercent: Decimal?
    /// Whether it has its own collateral.
    public let isIsolated: Bool
    /// Its own collateral, when isolated.
    public let allocatedMargin: Decimal?
    public let openOrders: Int64
    public let pendingOrders: Int64
    /// Stop-loss and take-profit orders tied to it.
    public let tiedOrders: Int64
    /// Funding since it was opened, in the venue's sign.
    public let fundingPaid: Decimal?

    /// Buy when long, sell when short, nil when flat.
    public var side: Side? {
        if size == .zero { return nil }
        return size.isNegative ? .sell : .buy
    }

    init(_ reader: JSONReader) throws(JSONError) {
        market = try reader.requiredBounded("market_id")
        symbol = try reader.word("symbol")
        size = try Position.size(reader)
        averageEntryPrice = try reader.nonzeroDecimal("avg_entry_price")
        value = try reader.decimal("position_value")
        unrealizedPnL = try reader.decimal("unrealized_pnl")
        realizedPnL = try reader.decimal("realized_pnl")
        liquidationPrice = try reader.nonzeroDecimal("liquidation_price")
        initialMarginPercent = try reader.decimal("initial_margin_fraction")
        isIsolated = try reader.count("margin_mode") == 1
        allocatedMargin = try reader.nonzeroDecimal("allocated_margin")
        openOrders = try reader.count("open_order_count")
        pendingOrders = try reader.count("pending_order_count")
        tiedOrders = try reader.count("position_tied_order_count")
        fundingPaid = try reader.decimal("total_funding_paid_out")
        reader.passOver(["margin_set_flag", "sign", "total_discount"])
    }

    /// The venue writes the magnitude and a sign apart from it; a position without its sign could be either.
    private static func size(_ reader: JSONReader) throws(JSONError) -> Decimal {
        let magnitude = try reader.requiredDecimal("position")
        guard magnitude != .zero else { return .zero }
        guard !magnitude.isNegative else {
            throw .mismatch(path: reader.path(of: "position"), expected: "no sign", found: magnitude.description)
        }
        switch try reader.required("sign", reader.integer("sign")) {
        case 1: return magnitude
        case -1: return magnitude.negated
        case let sign: throw .mismatch(path: reader.path(of: "sign"), expected: "1 or -1", found: String(sign))
        }
    }
}
