import Glibc
import LighterEngine

/// A time as HTTP headers write it (RFC 9110, section 5.6.7).
enum HTTPDate {
    static func text(_ moment: Moment) -> String {
        var seconds = Int(moment.seconds)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { text in
            let count = strftime(text.baseAddress, 64, "%a, %d %b %Y %H:%M:%S GMT", &parts)
            return String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }
}
