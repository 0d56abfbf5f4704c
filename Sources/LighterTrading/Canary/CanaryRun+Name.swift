import Glibc

extension CanaryRun {
    /// A name that no other run has and that sorts by time: `20261126T140312Z-5fa31c`.
    static func name(at milliseconds: Int64) -> String {
        var seconds = time_t(milliseconds / 1000)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        func padded(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let date = "\(Int(parts.tm_year) + 1900)\(padded(parts.tm_mon + 1))\(padded(parts.tm_mday))"
        let time = [parts.tm_hour, parts.tm_min, parts.tm_sec].map(padded).joined()
        let chance = String(UInt32.random(in: 0...0xFF_FFFF) + 0x100_0000, radix: 16).dropFirst()
        return "\(date)T\(time)Z-\(chance)"
    }
}
