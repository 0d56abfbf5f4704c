import Glibc
import LighterEngine

extension Moment {
    /// As HTTP headers write it (RFC 9110, section 5.6.7).
    var httpDate: String { text("%a, %d %b %Y %H:%M:%S GMT") }

    /// As the texts of the venue write it (RFC 3339).
    var rfc3339: String { text("%Y-%m-%dT%H:%M:%SZ") }

    private func text(_ format: String) -> String {
        var seconds = Int(self.seconds)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { text in
            let count = strftime(text.baseAddress, 64, format, &parts)
            return String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }
}
