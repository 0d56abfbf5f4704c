import Glibc

/// Points in time, for people.
public enum UTC {
    /// `2026-11-22 17:03:11Z`; a dash for what is no time.
    public static func text(_ milliseconds: Int64) -> String {
        var seconds = time_t(milliseconds / 1000)
        var parts = tm()
        guard milliseconds > 0, gmtime_r(&seconds, &parts) != nil else { return "-" }
        func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let date = "\(Int(parts.tm_year) + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
        return "\(date) \(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
    }
}

extension UTC {
    /// Milliseconds since the Unix epoch of `2026-11-22`, `2026-11-22 17:03` or `2026-11-22T17:03:11Z`. Nil for what is no
    /// such time: nothing is guessed, and no other zone taken.
    public static func milliseconds(_ text: String) -> Int64? {
        let text = text.hasSuffix("Z") ? text.dropLast() : text[...]
        let halves = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "T" || $0 == " " }
        guard let date = numbers(halves[0], "-", digits: [4, 2, 2]) else { return nil }
        var clock: [Int32] = []
        if halves.count > 1 {
            guard let read = numbers(halves[1], ":", digits: [2, 2, 2]) ?? numbers(halves[1], ":", digits: [2, 2])
            else {
                return nil
            }
            clock = read
        }
        clock += [Int32](repeating: 0, count: 3 - clock.count)
        var parts = tm()
        (parts.tm_year, parts.tm_mon, parts.tm_mday) = (date[0] - 1900, date[1] - 1, date[2])
        (parts.tm_hour, parts.tm_min, parts.tm_sec) = (clock[0], clock[1], clock[2])
        let given = parts
        let seconds = timegm(&parts)
        // A day that does not exist comes back as another one.
        guard date[0] >= 1970, given.tm_mon == parts.tm_mon, given.tm_mday == parts.tm_mday,
            given.tm_hour == parts.tm_hour, given.tm_min == parts.tm_min, given.tm_sec == parts.tm_sec
        else { return nil }
        return Int64(seconds) * 1000
    }

    private static func numbers(_ text: Substring, _ separator: Character, digits: [Int]) -> [Int32]? {
        let parts = text.split(separator: separator, omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == digits, parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
        else { return nil }
        return parts.compactMap { Int32($0) }
    }
}
