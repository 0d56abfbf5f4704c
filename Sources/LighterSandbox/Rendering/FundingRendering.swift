import LighterEngine
import LighterJSON

extension FundingRate {
    /// A rate in per cent.
    static func percent(_ millionths: Int64) -> JSON { .string(Amount.text(millionths, decimals: 4)) }
}

extension FundingPayment {
    /// The side of the position.
    var side: String { positionSize > 0 ? "long" : "short" }

    /// A row of `positionFunding` (api.md, section 7.23).
    func json(_ market: Market) -> JSON {
        .object(
            JSONObject([
                ("timestamp", .integer(rate.time.seconds)),
                ("market_id", .integer(self.market)),
                ("funding_id", .integer(rate.index)),
                ("change", Amount.usdc(change)),
                ("discount", "0.000000"),
                ("rate", FundingRate.percent(abs(rate.rate))),
                ("position_size", market.text(size: abs(positionSize))),
                ("position_side", .string(side)),
            ])
        )
    }
}
