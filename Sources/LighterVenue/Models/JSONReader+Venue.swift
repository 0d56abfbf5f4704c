import LighterJSON
import LighterStatus
import LighterTransactions

extension JSONReader {
    /// An exact decimal, or nil when absent, null or empty.
    func decimal(_ key: String) throws(JSONError) -> Decimal? {
        guard let text = try decimalText(key) else { return nil }
        do {
            return try Decimal(parsingJSONNumber: text)
        } catch {
            throw .mismatch(path: path(of: key), expected: "a decimal", found: "\"\(text.prefix(40))\"")
        }
    }

    /// An exact decimal that has to be there.
    func requiredDecimal(_ key: String) throws(JSONError) -> Decimal { try required(key, decimal(key)) }

    /// An exact decimal, or nil when absent or zero: the venue writes `"0"` and `"0.00"` for none.
    func nonzeroDecimal(_ key: String) throws(JSONError) -> Decimal? {
        let value = try decimal(key)
        return value == .zero ? nil : value
    }

    /// A number that is only looked at, such as a day's volume: the venue writes these from floating point, with
    /// more digits than mean anything. What an exact decimal does not hold behind the point is cut off.
    func statistic(_ key: String) throws(JSONError) -> Decimal? {
        guard let text = try decimalText(key) else { return nil }
        guard let value = Decimal(cutting: text) else {
            throw .mismatch(path: path(of: key), expected: "a decimal", found: "\"\(text.prefix(40))\"")
        }
        return value
    }

    /// An integer of a kind, or nil when absent.
    func bounded<Kind>(_ key: String, _ kind: Kind.Type = Kind.self) throws(JSONError) -> Bounded<Kind>? {
        guard let value = try integer(key) else { return nil }
        guard let bounded = Bounded<Kind>(exactly: value) else {
            throw .mismatch(path: path(of: key), expected: Kind.name, found: String(value))
        }
        return bounded
    }

    /// An integer of a kind that has to be there.
    func requiredBounded<Kind>(_ key: String, _ kind: Kind.Type = Kind.self) throws(JSONError) -> Bounded<Kind> {
        try required(key, bounded(key))
    }

    /// An integer of a kind, or nil when absent or zero, where zero means none.
    func nonzeroBounded<Kind>(_ key: String, _ kind: Kind.Type = Kind.self) throws(JSONError) -> Bounded<Kind>? {
        try integer(key) == 0 ? nil : bounded(key)
    }

    /// An integer, or nil when absent or zero, where zero means none.
    func nonzero(_ key: String) throws(JSONError) -> Int64? {
        let value = try integer(key)
        return value == 0 ? nil : value
    }

    /// How many of something: zero when absent.
    func count(_ key: String) throws(JSONError) -> Int64 { try integer(key) ?? 0 }

    /// A flag: false when absent.
    func flag(_ key: String) throws(JSONError) -> Bool { try bool(key) ?? false }

    /// A word as the venue wrote it, for programs alone: empty when absent.
    func text(_ key: String) throws(JSONError) -> String { try string(key) ?? "" }

    /// A word that people get to see: empty when absent. What a terminal would act on is gone.
    func word(_ key: String) throws(JSONError) -> String { sanitized(try text(key), limit: 100) }

    /// A word of a vocabulary, for people; one outside it is kept as it is, and noted.
    func word<Vocabulary: RawRepresentable<String>>(
        _ key: String,
        among _: Vocabulary.Type
    ) throws(JSONError) -> String {
        let word = try word(key)
        note(key, word, unless: word.isEmpty || Vocabulary(rawValue: word) != nil)
        return word
    }

    /// A word that people get to see, and that has to be there.
    func requiredWord(_ key: String) throws(JSONError) -> String {
        sanitized(try required(key, string(key)), limit: 100)
    }

    /// A time in milliseconds since the Unix epoch, or nil when absent or zero. The venue writes seconds, milliseconds
    /// and microseconds, for one field sometimes the one and sometimes the other; their magnitudes do not overlap
    /// between the years 1973 and 5138.
    func time(_ key: String) throws(JSONError) -> Int64? {
        guard let value = try nonzero(key) else { return nil }
        switch value {
        case ..<0: throw .mismatch(path: path(of: key), expected: "a time", found: String(value))
        case ..<100_000_000_000: return value * 1000
        case ..<100_000_000_000_000: return value
        default: return value / 1000
        }
    }

    /// What `make` makes of each object of an array; none when absent or null.
    func list<Element>(
        _ key: String,
        _ make: (JSONReader) throws(JSONError) -> Element
    ) throws(JSONError) -> [Element] {
        var elements: [Element] = []
        for reader in try objects(key) { elements.append(try make(reader)) }
        return elements
    }
}

extension Decimal {
    /// A number by JSON's grammar, without the digits behind the point that an exact decimal has no room for. Nil when
    /// it is no number or too large.
    init?(cutting text: String) {
        if let exact = try? Decimal(parsingJSONNumber: text) {
            self = exact
            return
        }
        let isNegative = text.first == "-"
        let magnitude = isNegative ? text.dropFirst() : text[...]
        let parts = magnitude.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
        guard let mantissa = parts.first, let exponent = parts.count == 2 ? Int(parts[1]) : 0,
            (-400...64).contains(exponent)
        else { return nil }
        let numerals = mantissa.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let digits = numerals.joined()
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }), numerals.allSatisfy({ !$0.isEmpty })
        else { return nil }
        // The place of the point, counted from the first digit.
        let point = (numerals.first?.count ?? 0) + exponent
        let padded = String(repeating: "0", count: max(0, 1 - point)) + digits
        let whole = String(padded.prefix(max(point, 1))) + String(repeating: "0", count: max(0, point - digits.count))
        let significantWhole = whole.drop { $0 == "0" }.count
        let room = min(Decimal.maximumScale, Decimal.maximumDigits - significantWhole)
        guard room >= 0 else { return nil }
        let fraction = padded.dropFirst(max(point, 1)).prefix(room)
        let cut = (isNegative ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
        guard let value = try? Decimal(parsing: cut) else { return nil }
        self = value
    }
}
