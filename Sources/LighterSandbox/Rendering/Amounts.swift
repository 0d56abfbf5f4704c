import LighterEngine
import LighterJSON
import LighterTransactions

/// Writes amounts as the venue does: exact, padded to their digits.
enum Amount {
    /// `units` of 10^-`decimals`.
    static func text(_ units: Int64, decimals: Int) -> String {
        guard decimals > 0 else { return String(units) }
        var digits = String(units.magnitude)
        if digits.count <= decimals { digits = String(repeating: "0", count: decimals - digits.count + 1) + digits }
        return (units < 0 ? "-" : "") + digits.dropLast(decimals) + "." + digits.suffix(decimals)
    }

    /// The same as a JSON number without needless zeros.
    static func number(_ units: Int64, decimals: Int) -> JSON {
        var text = text(units, decimals: decimals)
        guard text.contains(".") else { return .integer(units) }
        while text.hasSuffix("0") { text.removeLast() }
        guard text.hasSuffix(".") else { return .number(text) }
        text.removeLast()
        return Int64(text).map(JSON.integer) ?? .number(text)
    }

    /// USDC in millionths.
    static func usdc(_ units: QuoteUnits) -> JSON { .string(text(units, decimals: Asset.usdc.decimals)) }

    /// A fraction of 10 000 in per cent.
    static func percent(_ fraction: Int64) -> JSON { .string(text(fraction, decimals: 2)) }
}

extension Market {
    func text(price: Ticks) -> JSON { .string(Amount.text(price, decimals: precision.priceDecimals)) }
    func text(size: Lots) -> JSON { .string(Amount.text(size, decimals: precision.sizeDecimals)) }
    func text(quote: QuoteUnits) -> JSON { .string(Amount.text(quote, decimals: precision.quoteDecimals)) }
    func number(price: Ticks) -> JSON { Amount.number(price, decimals: precision.priceDecimals) }
    func number(size: Lots) -> JSON { Amount.number(size, decimals: precision.sizeDecimals) }
    func number(quote: QuoteUnits) -> JSON { Amount.number(quote, decimals: precision.quoteDecimals) }

    /// `perps` or `spot`, as orders and trades say it.
    var kindWord: String { isPerpetual ? "perps" : "spot" }
    /// `perp` or `spot`, as markets and parameters say it.
    var typeWord: String { isPerpetual ? "perp" : "spot" }
}

extension JSON {
    /// An identifier as a number and as its text twin.
    static func text(_ value: Int64) -> JSON { .string(String(value)) }
    static func moment(_ moment: Moment) -> JSON { .integer(moment.microseconds) }
}
