import LighterTransactions

/// Prices from the lowest to the highest, in units of their last digit, on so many levels.
struct PriceScale {
    let low: Int128
    let high: Int128
    let levels: Int
    /// Digits behind the point.
    let decimals: Int

    /// The level of a price: 0 for the lowest; in the middle where there is only one price.
    func level(_ price: Int128) -> Int {
        guard high > low else { return levels / 2 }
        let steps = min(max(price, low), high) - low
        return Int((steps * Int128(levels - 1) * 2 + (high - low)) / ((high - low) * 2))
    }

    /// A price in all its digits.
    func text(_ price: Int128) -> String {
        (Decimal(coefficient: price, scale: decimals) ?? .zero).text(decimals: decimals)
    }

    /// Round prices to write beside a chart, and how: no more of them than this, and at least one where one lies between.
    func ticks(most: Int) -> [(price: Int128, text: String)] {
        guard high > low else { return [(low, text(low))] }
        let step = PriceScale.step(high - low, most: max(most, 1))
        var digits = decimals
        var rest = step
        while digits > 0, rest % 10 == 0 { (digits, rest) = (digits - 1, rest / 10) }
        let first = (low + step - 1) / step * step
        return stride(from: 0, through: Int((high - first) / step), by: 1).map { number in
            let price = first + step * Int128(number)
            return (price, (Decimal(coefficient: price, scale: decimals) ?? .zero).text(decimals: digits))
        }
    }

    /// The least of 1, 2, 5, 10, 20, … by which a range has no more steps than these.
    private static func step(_ range: Int128, most: Int) -> Int128 {
        var power: Int128 = 1
        while true {
            for factor: Int128 in [1, 2, 5] where range / (power * factor) < Int128(most) { return power * factor }
            power *= 10
        }
    }
}
