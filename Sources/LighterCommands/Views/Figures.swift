import LighterJSON
import LighterTrading
import LighterTransactions

/// Figures as they are shown.
enum Figures {
    /// A decimal as text in JSON; null where there is none.
    static func json(_ value: Decimal?) -> JSON { JSON(value?.description) }

    /// An identifier as text in JSON, as identifiers pass 2^53.
    static func json<Kind>(_ value: Bounded<Kind>?) -> JSON { JSON(value.map(\.description)) }

    /// A decimal for a table; a dash where there is none.
    static func text(_ value: Decimal?, decimals: Int = 0) -> String { value?.text(decimals: decimals) ?? "-" }

    /// What was won or lost, in its colour.
    static func profit(_ value: Decimal?, decimals: Int = 0) -> Cell {
        guard let value, value != .zero else { return Cell(text(value, decimals: decimals)) }
        return Cell(value.text(decimals: decimals), value.isNegative ? .loss : .gain)
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

    /// A point in time, for people: `2026-11-22 17:03:11Z`.
    static func time(_ milliseconds: Int64?) -> String { milliseconds.map(UTC.text) ?? "-" }
}

extension Side: CellContent {
    var cell: Cell { Cell(rawValue, self == .buy ? .gain : .loss) }
}
