/// An exact decimal number: a price, a size, an amount of money, a fraction.
///
/// At most 28 significant digits, of which at most 18 stand behind the point. Nothing is ever rounded: an operation
/// whose result does not fit throws.
public struct Decimal: Hashable, Sendable {
    /// The value times 10^`scale`; no trailing zeros unless `scale` is 0.
    public let coefficient: Int128
    /// Digits behind the point, 0 … 18.
    public let scale: Int

    /// The most significant digits a value has.
    public static let maximumDigits = 28
    /// The most digits a value has behind its point.
    public static let maximumScale = 18

    public static let zero = Decimal(0)

    /// `coefficient` / 10^`scale`, or nil when that is too long.
    public init?(coefficient: Int128, scale: Int) {
        var coefficient = coefficient
        var scale = scale
        while scale > 0, coefficient % 10 == 0 {
            coefficient /= 10
            scale -= 1
        }
        guard (0...Decimal.maximumScale).contains(scale), coefficient.magnitude < Decimal.limit else { return nil }
        self.coefficient = coefficient
        self.scale = scale
    }

    /// A whole number.
    public init(_ value: Int64) {
        coefficient = Int128(value)
        scale = 0
    }

    private static let limit = UInt128(10_000_000_000_000_000_000) * 1_000_000_000

    static func powerOfTen(_ exponent: Int) -> Int128 {
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }
}

extension Decimal {
    /// Reads a plain decimal as a person writes one: an optional sign, digits, at most one point with digits on both
    /// sides. Exponents, separators, spaces, `NaN` and the like are no decimals.
    ///
    /// - Throws: ``DecimalError``.
    public init(parsing text: String) throws(DecimalError) {
        self = try Decimal.parse(text, allowsExponent: false)
    }

    /// Reads a number by JSON's grammar, in which large and small ones may carry an exponent.
    ///
    /// - Throws: ``DecimalError``.
    public init(parsingJSONNumber text: String) throws(DecimalError) {
        self = try Decimal.parse(text, allowsExponent: true)
    }

    private static func parse(_ text: String, allowsExponent: Bool) throws(DecimalError) -> Decimal {
        if let short = short(text) { return short }
        var bytes = Array(text.utf8)[...]
        guard !bytes.isEmpty else { throw .empty }
        var exponent = 0
        if allowsExponent, let mark = bytes.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) {
            guard let value = Int(String(decoding: bytes[(mark + 1)...], as: UTF8.self)), abs(value) <= 64 else {
                throw .malformed(text)
            }
            exponent = value
            bytes = bytes[..<mark]
        }
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative || bytes.first == UInt8(ascii: "+") { bytes = bytes.dropFirst() }
        let parts = bytes.split(separator: UInt8(ascii: "."), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (48...57).contains($0) } }) else {
            throw .malformed(text)
        }
        var fraction = parts.count == 2 ? parts[1] : []
        while fraction.last == UInt8(ascii: "0") { fraction = fraction.dropLast() }
        var digits = (parts[0] + fraction).drop { $0 == UInt8(ascii: "0") }
        var scale = fraction.count - exponent
        while scale < 0, !digits.isEmpty, digits.count <= maximumDigits {
            digits.append(UInt8(ascii: "0"))
            scale += 1
        }
        guard !digits.isEmpty else { return .zero }
        guard digits.count <= maximumDigits, scale <= maximumScale else { throw .tooLong(text) }
        let magnitude = digits.reduce(Int128(0)) { $0 * 10 + Int128($1 - 48) }
        guard let value = Decimal(coefficient: isNegative ? -magnitude : magnitude, scale: scale) else {
            throw .tooLong(text)
        }
        return value
    }

    /// A number of up to eighteen digits and no exponent, as nearly all are, which 64 bits hold; nil for any other text.
    private static func short(_ text: String) -> Decimal? {
        var (magnitude, digitCount, scale) = (0 as Int64, 0, 0)
        var (isNegative, hasPoint) = (false, false)
        for (place, byte) in text.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                guard digitCount < 18 else { return nil }
                magnitude = magnitude * 10 + Int64(byte - UInt8(ascii: "0"))
                digitCount += 1
                if hasPoint { scale += 1 }
            case UInt8(ascii: ".") where !hasPoint && digitCount > 0: hasPoint = true
            case UInt8(ascii: "-") where place == 0: isNegative = true
            case UInt8(ascii: "+") where place == 0: break
            default: return nil
            }
        }
        guard digitCount > 0, !hasPoint || scale > 0 else { return nil }
        return Decimal(coefficient: Int128(isNegative ? -magnitude : magnitude), scale: scale)
    }
}

extension Decimal {
    /// - Throws: ``DecimalError/overflow``.
    public func adding(_ other: Decimal) throws(DecimalError) -> Decimal {
        let (left, right, scale) = aligned(with: other)
        return try Decimal.checked(left.addingReportingOverflow(right), scale)
    }

    /// - Throws: ``DecimalError/overflow``.
    public func subtracting(_ other: Decimal) throws(DecimalError) -> Decimal {
        let (left, right, scale) = aligned(with: other)
        return try Decimal.checked(left.subtractingReportingOverflow(right), scale)
    }

    /// - Throws: ``DecimalError/overflow``, also when the exact product has too many digits behind the point.
    public func multiplied(by other: Decimal) throws(DecimalError) -> Decimal {
        try Decimal.checked(coefficient.multipliedReportingOverflow(by: other.coefficient), scale + other.scale)
    }

    /// The value times 10^`exponent`, exactly.
    ///
    /// - Throws: ``DecimalError/overflow``.
    public func shifted(by exponent: Int) throws(DecimalError) -> Decimal {
        if exponent <= scale, scale - exponent <= Decimal.maximumScale,
            let value = Decimal(coefficient: coefficient, scale: scale - exponent)
        {
            return value
        }
        guard exponent > scale, exponent - scale <= Decimal.maximumDigits else { throw .overflow }
        return try Decimal.checked(
            coefficient.multipliedReportingOverflow(by: Decimal.powerOfTen(exponent - scale)),
            0
        )
    }

    /// The quotient with `decimals` digits behind the point, rounded to the nearest, ties away from zero. The one
    /// operation that rounds: for figures people look at, never for a price, a size or money that is sent.
    ///
    /// - Returns: nil for a divisor of zero, or when a step does not fit.
    public func divided(by divisor: Decimal, roundedTo decimals: Int) -> Decimal? {
        guard divisor.coefficient != 0, (0...Decimal.maximumScale).contains(decimals) else { return nil }
        let shift = decimals + 1 + divisor.scale - scale
        var numerator = coefficient
        var denominator = divisor.coefficient
        guard shift.magnitude <= 38 else { return nil }
        if shift >= 0 {
            let (value, overflowed) = numerator.multipliedReportingOverflow(by: Decimal.powerOfTen(shift))
            guard !overflowed else { return nil }
            numerator = value
        } else {
            let (value, overflowed) = denominator.multipliedReportingOverflow(by: Decimal.powerOfTen(-shift))
            guard !overflowed else { return nil }
            denominator = value
        }
        // One digit more than asked for, then half a digit away from zero; what lies behind it cannot tip the scale.
        let digits = numerator / denominator
        return Decimal(coefficient: (digits + (digits < 0 ? -5 : 5)) / 10, scale: decimals)
    }

    /// The value without its sign.
    public var magnitude: Decimal { coefficient < 0 ? negated : self }

    /// The value with the other sign.
    public var negated: Decimal { Decimal(coefficient: -coefficient, scale: scale) ?? self }

    /// Whether the value is below zero.
    public var isNegative: Bool { coefficient < 0 }

    /// The quotient and remainder towards zero of value × 10^`decimals` and a unit of 1: how many whole units of
    /// 10^-`decimals` the value holds, and whether something is left.
    public func units(decimals: Int) -> (whole: Int128, isExact: Bool)? {
        guard (0...Decimal.maximumScale).contains(decimals) else { return nil }
        if decimals >= scale {
            let (units, overflowed) = coefficient.multipliedReportingOverflow(
                by: Decimal.powerOfTen(decimals - scale)
            )
            return overflowed ? nil : (units, true)
        }
        let divisor = Decimal.powerOfTen(scale - decimals)
        let (quotient, remainder) = coefficient.quotientAndRemainder(dividingBy: divisor)
        return (quotient, remainder == 0)
    }

    /// Both coefficients on one scale. 28 digits and 18 more stay below 2^127 only when shifted apart with care, so
    /// an overflow here is carried as an infinity of the right sign.
    private func aligned(with other: Decimal) -> (Int128, Int128, Int) {
        let scale = max(scale, other.scale)
        return (raised(to: scale), other.raised(to: scale), scale)
    }

    private func raised(to scale: Int) -> Int128 {
        let (value, overflowed) = coefficient.multipliedReportingOverflow(
            by: Decimal.powerOfTen(scale - self.scale)
        )
        guard overflowed else { return value }
        return coefficient < 0 ? .min / 2 : .max / 2
    }

    private static func checked(
        _ result: (partialValue: Int128, overflow: Bool),
        _ scale: Int
    ) throws(DecimalError) -> Decimal {
        guard !result.overflow, scale <= 2 * maximumScale,
            let value = Decimal(coefficient: result.partialValue, scale: scale)
        else { throw .overflow }
        return value
    }
}

extension Decimal: Comparable {
    public static func < (left: Decimal, right: Decimal) -> Bool {
        let (leftUnits, rightUnits, _) = left.aligned(with: right)
        return leftUnits < rightUnits
    }
}

extension Decimal: CustomStringConvertible {
    /// The shortest exact text: `-0.5`, `3000`.
    public var description: String { text(decimals: 0) }

    /// The exact text with at least `decimals` digits behind the point, as the venue pads them.
    public func text(decimals: Int) -> String {
        // From the last character to the first.
        var text = [UInt8](repeating: UInt8(ascii: "0"), count: max(0, decimals - scale))
        var rest = coefficient.magnitude
        var place = 0
        while rest > 0 || place <= scale {
            if place == scale, !text.isEmpty { text.append(UInt8(ascii: ".")) }
            text.append(UInt8(ascii: "0") + Decimal.takeDigit(&rest))
            place += 1
        }
        if isNegative { text.append(UInt8(ascii: "-")) }
        text.reverse()
        return String(decoding: text, as: UTF8.self)
    }

    /// Takes the last digit off. Nearly all numbers fit in 64 bits, whose division is one instruction.
    private static func takeDigit(_ number: inout UInt128) -> UInt8 {
        if let short = UInt64(exactly: number) {
            number = UInt128(short / 10)
            return UInt8(short % 10)
        }
        let (quotient, digit) = number.quotientAndRemainder(dividingBy: 10)
        number = quotient
        return UInt8(digit)
    }
}

/// Why a text is no decimal, or a result none that fits.
public enum DecimalError: Error, Hashable, Sendable, CustomStringConvertible {
    case empty
    case malformed(String)
    case tooLong(String)
    case overflow

    public var description: String {
        switch self {
        case .empty: "an empty text is no number"
        case .malformed(let text): "\(shown(text)) is no decimal number such as 0.25"
        case .tooLong(let text):
            "\(shown(text)) has more digits than an exact number holds here (28, of them 18 behind the point)"
        case .overflow: "the result has more digits than an exact number holds here"
        }
    }

    /// What is longer than a number may be a key in the wrong place, of which nothing is shown.
    private func shown(_ text: String) -> String {
        text.count > 40 ? "a text of \(text.count) characters" : "\"\(text)\""
    }
}
