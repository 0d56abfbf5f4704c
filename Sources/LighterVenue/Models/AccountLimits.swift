import LighterJSON

/// The tier of an account and what it pays (api.md, section 7.24).
public struct AccountLimits: Hashable, Sendable {
    /// `standard`, `plus`, `premium`, `premium_1`, …
    public let tier: String
    /// In 1e-6 of the notional: 280 is 2.8 basis points.
    public let makerFee: Int64
    public let takerFee: Int64

    init(_ reader: JSONReader) throws(JSONError) {
        let name = try reader.word("user_tier_name")
        tier = name.isEmpty ? try reader.word("user_tier") : name
        makerFee = try reader.required("current_maker_fee_tick", reader.integer("current_maker_fee_tick"))
        takerFee = try reader.required("current_taker_fee_tick", reader.integer("current_taker_fee_tick"))
        reader.passOver(AccountLimits.passedOver)
    }

    private static let passedOver: Set<String> = [
        "bo_fee_rate", "bo_user_tier_name", "can_create_public_pool", "effective_lit_stakes", "leased_lit",
        "max_llp_amount", "max_llp_percentage", "user_tier", "user_tier_last_update",
    ]
}
