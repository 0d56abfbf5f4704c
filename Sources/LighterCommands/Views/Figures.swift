import LighterJSON
import LighterTrading
import LighterTransactions

/// Figures as they are shown.
enum Figures {
    /// A decimal as text in JSON; null where there is none.
    static func json(_ value: Decimal?) -> JSON { JSON(value?.description) }

    /// An identifier as text in JSON, as identifiers pass 2^53.
    static func json<Kind>(_ value: Bounded<Kind>?) -> JSON { JSON(value.map { $0.description }) }

    /// A decimal for a table; a dash where there is none.
    static func text(_ value: Decimal?, decimals: Int = 0) -> String { value?.text(decimals: decimals) ?? "-" }

    /// An amount for a table; a dash for nothing.
    static func amount(_ value: Decimal?) -> String { value == .zero ? "-" : text(value) }

    /// What was won or lost, with its sign and in its colour.
    static func change(_ value: Decimal?, decimals: Int = 0, unit: String = "") -> Cell {
        guard let value, value != .zero else { return Cell(value.map { $0.text(decimals: decimals) + unit } ?? "-") }
        return Cell(signed(value, decimals: decimals) + unit, value.isNegative ? .loss : .gain)
    }

    /// A decimal with its sign; none for zero.
    static func signed(_ value: Decimal, decimals: Int = 0) -> String {
        (value > .zero ? "+" : "") + value.text(decimals: decimals)
    }

    /// A statistic in three or four digits: `24.1k`, `460.7M`. For people, and never for a price, a size or money.
    static func short(_ value: Decimal?) -> String {
        guard let value else { return "-" }
        var (unit, shifted) = ("", value)
        for next in ["k", "M", "B", "T"] where shifted.magnitude >= Decimal(1000) {
            guard let less = try? shifted.shifted(by: -3) else { break }
            (unit, shifted) = (next, less)
        }
        let decimals = shifted.magnitude >= Decimal(100) || unit.isEmpty && shifted.scale == 0 ? 0 : 1
        return (rounded(shifted, decimals) ?? shifted).text(decimals: decimals) + unit
    }

    /// A figure that people look at, to so many digits behind the point.
    static func rounded(_ value: Decimal?, _ decimals: Int) -> Decimal? {
        value?.divided(by: Decimal(1), roundedTo: decimals)
    }

    /// How many percent a part is of a whole; nil without one.
    static func percent(_ part: Decimal?, of whole: Decimal?, decimals: Int = 2) -> Decimal? {
        guard let part, let whole else { return nil }
        return (try? part.shifted(by: 2))?.divided(by: whole, roundedTo: decimals)
    }

    /// The sum of those that there are; nil where it cannot be said.
    static func sum(_ values: some Sequence<Decimal?>) -> Decimal? {
        try? values.reduce(Decimal.zero) { try $0.adding($1 ?? .zero) }
    }

    /// Microseconds as milliseconds.
    static func millisecondText(_ microseconds: Int64) -> String {
        (Decimal(coefficient: Int128(microseconds), scale: 3) ?? .zero).description
    }

    /// Microseconds as a number of milliseconds in JSON.
    static func milliseconds(_ microseconds: Int64) -> JSON { .number(millisecondText(microseconds)) }

    /// What it cost on average.
    static func average(_ notional: Decimal?, _ size: Decimal) -> Decimal? {
        guard let notional, size > .zero else { return nil }
        return notional.divided(by: size, roundedTo: 6)
    }

    /// A sum; nil where a part of it is not known.
    static func sum(_ left: Decimal?, _ right: Decimal?) -> Decimal? {
        guard let left, let right else { return nil }
        return try? left.adding(right)
    }

    /// A point in time, for people: `2026-11-22 17:03:11Z`.
    static func time(_ milliseconds: Int64?) -> String { milliseconds.map(UTC.text) ?? "-" }
}

extension Side: CellContent {
    var cell: Cell { Cell(rawValue, self == .buy ? .gain : .loss) }
}
