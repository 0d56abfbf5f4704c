import LighterStatus

/// A length of time in whole milliseconds, written as `800ms`, `20s`, `1h`, `7d` or `1h30m`.
public struct TimeSpan: Hashable, Comparable, Sendable {
    /// 0 … 2^63 − 1.
    public let milliseconds: Int64

    /// Nil for a negative length.
    public init?(milliseconds: Int64) {
        guard milliseconds >= 0 else { return nil }
        self.milliseconds = milliseconds
    }

    private static let units: [(name: String, milliseconds: Int64)] = [
        ("w", 604_800_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1),
    ]

    /// Reads whole numbers with their units (`w`, `d`, `h`, `m`, `s`, `ms`), from the largest to the smallest, each at
    /// most once.
    ///
    /// - Throws: ``TimeSpanError``.
    public init(parsing text: String) throws(TimeSpanError) {
        var rest = Substring(text)
        var units = TimeSpan.units[...]
        var total: Int64 = 0
        guard !rest.isEmpty else { throw .malformed(text) }
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            let name = rest.dropFirst(digits.count).prefix { $0.isASCII && $0.isLetter }
            guard !digits.isEmpty else { throw .malformed(text) }
            guard !name.isEmpty else { throw .withoutUnit(text) }
            guard let unit = units.firstIndex(where: { $0.name == name }) else { throw .malformed(text) }
            guard let count = Int64(digits) else { throw .tooLong(text) }
            let (part, overflowed) = count.multipliedReportingOverflow(by: units[unit].milliseconds)
            let (sum, alsoOverflowed) = total.addingReportingOverflow(part)
            guard !overflowed, !alsoOverflowed else { throw .tooLong(text) }
            total = sum
            units = units[(unit + 1)...]
            rest = rest.dropFirst(digits.count + name.count)
        }
        milliseconds = total
    }

    public static let zero = milliseconds(0)

    public static func milliseconds(_ count: UInt32) -> TimeSpan { TimeSpan(count, 1) }
    public static func seconds(_ count: UInt32) -> TimeSpan { TimeSpan(count, 1000) }
    public static func minutes(_ count: UInt32) -> TimeSpan { TimeSpan(count, 60_000) }
    public static func days(_ count: UInt32) -> TimeSpan { TimeSpan(count, 86_400_000) }

    /// 32 bits of any unit are well within 64 of milliseconds.
    private init(_ count: UInt32, _ unit: Int64) {
        milliseconds = Int64(count) * unit
    }

    public static func < (left: TimeSpan, right: TimeSpan) -> Bool { left.milliseconds < right.milliseconds }
}

extension TimeSpan: CustomStringConvertible {
    /// The text with the fewest units, which reads back as the same length; weeks are written as days.
    public var description: String {
        guard milliseconds > 0 else { return "0s" }
        var rest = milliseconds
        var text = ""
        for unit in TimeSpan.units.dropFirst() where rest >= unit.milliseconds {
            text += "\(rest / unit.milliseconds)\(unit.name)"
            rest %= unit.milliseconds
        }
        return text
    }
}

/// Why a text is no length of time.
public enum TimeSpanError: Error, Hashable, Sendable, CustomStringConvertible {
    case malformed(String)
    case withoutUnit(String)
    case tooLong(String)

    public var description: String {
        switch self {
        case .malformed(let text):
            "\"\(withoutKeys(text).prefix(40))\" is no length of time such as \"20s\", \"1h30m\" or \"7d\""
        case .withoutUnit(let text): "\"\(withoutKeys(text).prefix(40))\" has no unit: ms, s, m, h, d or w"
        case .tooLong(let text): "\"\(withoutKeys(text).prefix(40))\" is longer than 64 bits of milliseconds"
        }
    }
}
