import LighterJSON
import LighterTransactions

/// How much of an asset an account holds (api.md, section 7.13).
public struct AssetBalance: Hashable, Sendable {
    public let asset: Int64
    public let symbol: String
    /// On the spot side, all of it.
    public let total: Decimal
    /// Of that, locked in orders.
    public let locked: Decimal
    /// On the margin side.
    public let margin: Decimal?
    /// Whether it counts as margin: `enabled`, `disabled`, in the venue's word.
    public let marginMode: String

    init(_ reader: JSONReader) throws(JSONError) {
        asset = try reader.required("asset_id", reader.integer("asset_id"))
        symbol = try reader.word("symbol")
        total = try reader.requiredDecimal("balance")
        locked = try reader.decimal("locked_balance") ?? .zero
        margin = try reader.decimal("margin_balance")
        marginMode = try reader.word("margin_mode")
        reader.passOver(["multiplier"])
    }
}
