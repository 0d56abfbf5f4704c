import LighterJSON
import LighterTransactions

/// An account with what it holds (api.md, sections 7.13 and 7.14; looked up by address it comes without positions,
/// balances and totals). Money is in USDC.
public struct Account: Hashable, Sendable {
    public let index: AccountIndex
    /// What kind of account, in the venue's number, whose meaning its sources dispute.
    public let type: Int64
    /// 0 classic, 1 unified.
    public let tradingMode: Int64
    /// The owner on layer 1.
    public let address: String
    public let name: String
    /// 1 active, 0 inactive.
    public let status: Int64

    /// The cash part of the margin, without unrealised profit.
    public let collateral: Decimal?
    /// Free for new orders and withdrawals.
    public let availableBalance: Decimal?
    /// All the account is worth.
    public let totalValue: Decimal?
    /// What backs cross positions.
    public let crossValue: Decimal?
    public let crossInitialMargin: Decimal?
    public let crossMaintenanceMargin: Decimal?

    /// When everything is cancelled unless renewed, milliseconds since the Unix epoch.
    public let cancelAllTime: Int64?
    public let openOrders: Int64
    public let pendingOrders: Int64
    public let positions: [Position]
    public let balances: [AssetBalance]

    init(_ reader: JSONReader) throws(JSONError) {
        index = try reader.requiredBounded(reader.value("index") == nil ? "account_index" : "index")
        type = try reader.count("account_type")
        tradingMode = try reader.count("account_trading_mode")
        address = try reader.word("l1_address")
        name = try reader.word("name")
        status = try reader.count("status")
        collateral = try reader.decimal("collateral")
        availableBalance = try reader.decimal("available_balance")
        totalValue = try reader.decimal("total_asset_value")
        crossValue = try reader.decimal("cross_asset_value")
        crossInitialMargin = try reader.decimal("cross_initial_margin_requirement")
        crossMaintenanceMargin = try reader.decimal("cross_maintenance_margin_requirement")
        cancelAllTime = try reader.time("cancel_all_time")
        openOrders = try reader.count("total_order_count")
        pendingOrders = try reader.count("pending_order_count")
        positions = try reader.list("positions", Position.init)
        balances = try reader.list("assets", AssetBalance.init)
        reader.passOver(Account.passedOver)
    }

    private static let passedOver: Set<String> = [
        "account_index", "agent_enabled", "approved_integrators", "bo_positions", "can_invite", "can_rfq",
        "can_rfq_market_ids", "code", "created_at", "description", "metadata", "pending_unlocks", "pool_info",
        "referral_points_percentage", "shares", "total_isolated_order_count", "transaction_time",
    ]
}
