/// Dates as servers send them.
enum HTTPDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Milliseconds since the Unix epoch of the one form that HTTP has, `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section
    /// 5.6.7), or nil for any other text.
    static func milliseconds(_ text: String) -> Int64? {
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT" else { return nil }
        return milliseconds(day: words[1], month: words[2], year: words[3], time: words[4])
    }

    /// The same of a date as OpenSSL writes it of a certificate: `Nov  6 08:49:37 2027 GMT`.
    static func ofCertificate(_ text: String) -> Int64? {
        let words = text.split(separator: " ")
        guard words.count == 5, words[4] == "GMT" else { return nil }
        return milliseconds(day: words[1], month: words[0], year: words[3], time: words[2])
    }

    private static func milliseconds(
        day: Substring,
        month: Substring,
        year: Substring,
        time: Substring
    ) -> Int64? {
        guard let day = number(day, 1...31), let month = months.firstIndex(of: String(month)),
            let year = number(year, 1970...9999)
        else { return nil }
        let time = time.split(separator: ":", omittingEmptySubsequences: false)
        guard time.count == 3, let hour = number(time[0], 0...23), let minute = number(time[1], 0...59),
            let second = number(time[2], 0...60)
        else { return nil }
        let days = daysSinceEpoch(year: year, month: Int64(month) + 1, day: day)
        return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000
    }

    private static func number(_ text: Substring, _ range: ClosedRange<Int64>) -> Int64? {
        guard let value = Int64(text), range.contains(value) else { return nil }
        return value
    }

    /// Days from 1 January 1970 by the Gregorian calendar, counted in years that begin in March.
    private static func daysSinceEpoch(year: Int64, month: Int64, day: Int64) -> Int64 {
        let marchYear = month > 2 ? year : year - 1
        let marchMonth = month > 2 ? month - 3 : month + 9
        let daysBefore = marchYear * 365 + marchYear / 4 - marchYear / 100 + marchYear / 400
        return daysBefore + (153 * marchMonth + 2) / 5 + day - 1 - 719_468
    }
}
