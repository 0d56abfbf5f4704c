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

    /// Milliseconds since the Unix epoch of `2026-11-22`, `2026-11-22T17:03`, `2026-11-22 17:03:11Z`; nil for what is no
    /// time from 1970 on.
    public static func milliseconds(parsing text: String) -> Int64? {
        let digits = text.utf8.filter { (48...57).contains($0) }
        let shape = String(text.map { $0.isASCII && $0.isNumber ? "0" : $0 == " " ? "T" : $0 })
        guard
            ["0000-00-00", "0000-00-00T00:00", "0000-00-00T00:00:00"].contains(
                shape.hasSuffix("Z") ? String(shape.dropLast()) : shape
            )
        else { return nil }
        func number(_ place: Int, _ length: Int) -> Int32 {
            digits.dropFirst(place).prefix(length).reduce(0) { $0 * 10 + Int32($1) - 48 }
        }
        var parts = tm()
        parts.tm_year = number(0, 4) - 1900
        parts.tm_mon = number(4, 2) - 1
        parts.tm_mday = number(6, 2)
        parts.tm_hour = number(8, 2)
        parts.tm_min = number(10, 2)
        parts.tm_sec = number(12, 2)
        let asGiven = parts
        let seconds = timegm(&parts)
        // A day or an hour that there is not becomes another one.
        guard seconds >= 0, parts.tm_mon == asGiven.tm_mon, parts.tm_mday == asGiven.tm_mday,
            parts.tm_hour == asGiven.tm_hour, parts.tm_min == asGiven.tm_min
        else { return nil }
        return Int64(seconds) * 1000
    }
}
