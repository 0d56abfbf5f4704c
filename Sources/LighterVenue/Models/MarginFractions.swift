import LighterJSON

/// How much of a position's value a perp asks for, in 1/10 000 (api.md, section 5.4).
public struct MarginFractions: Hashable, Sendable {
    /// What a new position gets unless the account chose otherwise.
    public let defaultInitial: Int64?
    /// The least an account may choose.
    public let minimumInitial: Int64
    public let maintenance: Int64?
    public let closeOut: Int64?

    /// The greatest leverage, rounded down to a whole number.
    public var maximumLeverage: Int64 { 10_000 / minimumInitial }

    /// Nil where the market has none.
    init?(_ reader: JSONReader) throws(JSONError) {
        let key = "min_initial_margin_fraction"
        guard let minimum = try reader.nonzero(key) else { return nil }
        guard (1...10_000).contains(minimum) else {
            throw .mismatch(path: reader.path(of: key), expected: "1 to 10000", found: String(minimum))
        }
        minimumInitial = minimum
        defaultInitial = try reader.nonzero("default_initial_margin_fraction")
        maintenance = try reader.nonzero("maintenance_margin_fraction")
        closeOut = try reader.nonzero("closeout_margin_fraction")
    }
}
