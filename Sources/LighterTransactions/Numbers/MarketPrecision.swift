/// How a market writes prices and sizes: one tick is 10^-`priceDecimals`, one lot 10^-`sizeDecimals`
/// (api.md, section 5.2).
public struct MarketPrecision: Hashable, Sendable {
    /// Digits of a price behind the point, 0 … 12.
    public let priceDecimals: Int
    /// Digits of a size behind the point, 0 … 12.
    public let sizeDecimals: Int

    /// Nil for a number of digits outside 0 … 12, or a sum over 18.
    public init?(priceDecimals: Int, sizeDecimals: Int) {
        guard (0...12).contains(priceDecimals), (0...12).contains(sizeDecimals),
            priceDecimals + sizeDecimals <= Decimal.maximumScale
        else { return nil }
        self.priceDecimals = priceDecimals
        self.sizeDecimals = sizeDecimals
    }

    /// Digits behind the point of price × size in the quote asset.
    public var quoteDecimals: Int { priceDecimals + sizeDecimals }

    /// How a value between two ticks or lots is to be taken.
    public enum Rounding: String, Sendable, CaseIterable {
        case down
        case up
        case nearest
    }

    /// The price in ticks. Without `rounding` a price between two ticks is refused.
    ///
    /// - Throws: ``PrecisionError``.
    public func price(_ value: Decimal, rounding: Rounding? = nil) throws(PrecisionError) -> Price {
        try convert(value, priceDecimals, rounding, unit: .tick)
    }

    /// The size in lots. Without `rounding` a size between two lots is refused, and zero always is.
    ///
    /// - Throws: ``PrecisionError``.
    public func size(_ value: Decimal, rounding: Rounding? = nil) throws(PrecisionError) -> Size {
        let size: Size = try convert(value, sizeDecimals, rounding, unit: .lot)
        guard size.lots > 0 else { throw .outOfRange(.lot, value: value, least: least(sizeDecimals), greatest: nil) }
        return size
    }

    /// A price as an exact decimal in the quote asset.
    public func decimal(_ price: Price) -> Decimal { MarketPrecision.decimal(price.ticks, priceDecimals) }

    /// A size as an exact decimal in the base asset.
    public func decimal(_ size: Size) -> Decimal { MarketPrecision.decimal(size.lots, sizeDecimals) }

    /// A price as the venue writes it, padded to the market's digits.
    public func text(_ price: Price) -> String { decimal(price).text(decimals: priceDecimals) }

    /// A size as the venue writes it, padded to the market's digits.
    public func text(_ size: Size) -> String { decimal(size).text(decimals: sizeDecimals) }

    /// Price × size in the quote asset, exactly. Below 10^24.1 units by the bounds of both.
    public func notional(_ price: Price, _ size: Size) -> Decimal {
        let units = Int128(price.ticks) * Int128(size.lots)
        return Decimal(coefficient: units, scale: quoteDecimals) ?? .zero
    }

    private static func decimal(_ units: Int64, _ decimals: Int) -> Decimal {
        Decimal(coefficient: Int128(units), scale: decimals) ?? .zero
    }

    private func least(_ decimals: Int) -> Decimal { MarketPrecision.decimal(1, decimals) }

    private func convert<Kind>(
        _ value: Decimal,
        _ decimals: Int,
        _ rounding: Rounding?,
        unit: PrecisionError.Unit
    ) throws(PrecisionError) -> Bounded<Kind> {
        let greatest = MarketPrecision.decimal(Kind.bounds.upperBound, decimals)
        guard !value.isNegative, value <= greatest, let (below, isExact) = value.units(decimals: decimals) else {
            throw .outOfRange(unit, value: value, least: least(decimals), greatest: greatest)
        }
        var units = below
        if !isExact {
            let above = below + 1
            switch rounding {
            case nil where below == 0:
                throw .outOfRange(unit, value: value, least: least(decimals), greatest: greatest)
            case nil:
                throw .between(
                    unit,
                    value: value,
                    below: neighbour(below, decimals),
                    above: neighbour(above, decimals)
                )
            case .down: break
            case .up: units = above
            case .nearest:
                // A tie goes up, as people round.
                let doubled = try? value.adding(value)
                let middleDoubled = Decimal(coefficient: below + above, scale: decimals)
                if let doubled, let middleDoubled, doubled >= middleDoubled { units = above }
            }
        }
        guard let narrow = Int64(exactly: units), let result = Bounded<Kind>(exactly: narrow) else {
            throw .outOfRange(unit, value: value, least: least(decimals), greatest: greatest)
        }
        return result
    }

    private func neighbour(_ units: Int128, _ decimals: Int) -> String {
        (Decimal(coefficient: units, scale: decimals) ?? .zero).text(decimals: decimals)
    }
}

/// Why a decimal is no price or size of a market.
public enum PrecisionError: Error, Hashable, Sendable {
    public enum Unit: String, Sendable {
        case tick
        case lot
    }

    /// Between two legal values, given as the market writes them.
    case between(Unit, value: Decimal, below: String, above: String)
    /// Below the least or above the greatest value.
    case outOfRange(Unit, value: Decimal, least: Decimal, greatest: Decimal?)
}

extension PrecisionError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .between(let unit, let value, let below, let above):
            "\(value) is not a multiple of the market's \(unit.rawValue): the nearest are \(below) and \(above)"
        case .outOfRange(let unit, let value, let least, let greatest):
            "\(unit == .tick ? "price" : "size") \(value) is outside \(least) … \(greatest.map(String.init(describing:)) ?? "")"
        }
    }
}
