import LighterTransactions

/// What a market trades and by which rules (api.md, sections 5, 7.4 and 7.5).
public struct Market: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case perpetual(MarginFractions)
        case spot(base: Asset, quote: Asset)
    }

    public enum Status: String, Sendable, CaseIterable {
        case active
        case inactive
    }

    public let index: MarketIndex
    public let symbol: String
    public let kind: Kind
    public internal(set) var status: Status
    /// Whether positions may only be closed, as in a market that is on its way out.
    public let isReduceOnly: Bool
    public let precision: MarketPrecision
    /// The least size of an order that may rest.
    public let minimumSize: Lots
    /// The least value of an order that may rest.
    public let minimumQuote: QuoteUnits
    /// The price the market opens at, which its mark price stays near.
    public let openingPrice: Ticks

    /// The greatest value of one order, 2^48 − 1 units on every market.
    public static let quoteLimit: QuoteUnits = (1 << 48) - 1

    public var isPerpetual: Bool { marginFractions != nil }

    /// The margin a perpetual asks for; nil on spot.
    public var marginFractions: MarginFractions? {
        guard case .perpetual(let fractions) = kind else { return nil }
        return fractions
    }

    /// The value of a size at a price; nil when it is beyond 64 bits.
    public func quote(_ price: Ticks, _ size: Lots) -> QuoteUnits? {
        let (value, overflowed) = price.multipliedReportingOverflow(by: size)
        return overflowed ? nil : value
    }
}

/// Parts of a position's value that must be covered, in 1/10 000 (api.md, section 5.4).
public struct MarginFractions: Hashable, Sendable {
    /// What a new account starts with.
    public let defaultInitial: Int64
    /// The least an account may choose.
    public let minimumInitial: Int64
    public let maintenance: Int64
    public let closeout: Int64

    public init(defaultInitial: Int64, minimumInitial: Int64, maintenance: Int64, closeout: Int64) {
        self.defaultInitial = defaultInitial
        self.minimumInitial = minimumInitial
        self.maintenance = maintenance
        self.closeout = closeout
    }

    /// The whole: 10 000.
    public static let one: Int64 = 10_000
}
