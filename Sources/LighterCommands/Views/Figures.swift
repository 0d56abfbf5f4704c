import LighterJSON
import LighterTransactions

/// Figures as they are shown.
enum Figures {
    /// A decimal as text in JSON; null where there is none.
    static func json(_ value: Decimal?) -> JSON { JSON(value?.description) }

    /// An identifier as text in JSON, as identifiers pass 2^53.
    static func json<Kind>(_ value: Bounded<Kind>?) -> JSON { JSON(value.map(\.description)) }

    /// A decimal for a table; a dash where there is none.
    static func text(_ value: Decimal?, decimals: Int = 0) -> String { value?.text(decimals: decimals) ?? "-" }

    /// What it cost on average.
    static func average(_ notional: Decimal?, _ size: Decimal) -> Decimal? {
        guard let notional, size > .zero else { return nil }
        return notional.divided(by: size, roundedTo: 6)
    }

    /// A point in time, for people: `2026-11-22 17:03:11Z`.
    static func time(_ milliseconds: Int64?) -> String {
        guard let milliseconds, milliseconds > 0 else { return "-" }
        let seconds = milliseconds / 1000
        let (days, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
        let (year, month, day) = date(days)
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(year)-\(two(month))-\(two(day)) \(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
    }

    /// The Gregorian date of a day counted from 1970-01-01 (Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    private static func date(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}
