import LighterJSON
import LighterTransactions

/// One settled funding payment of a market (api.md, section 7.10).
public struct Funding: Hashable, Sendable {
    /// Milliseconds since the Unix epoch.
    public let time: Int64
    /// Paid per 1 of the base asset, in the quote asset.
    public let value: Decimal
    /// Percent per interval, without a sign.
    public let ratePercent: Decimal
    /// Who paid: `long` or `short`, in the venue's word.
    public let payer: String

    init(_ reader: JSONReader) throws(JSONError) {
        time = try reader.required("timestamp", reader.time("timestamp"))
        value = try reader.requiredDecimal("value")
        ratePercent = try reader.requiredDecimal("rate")
        payer = try reader.requiredWord("direction")
    }
}
