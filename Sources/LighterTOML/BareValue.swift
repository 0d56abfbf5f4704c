/// The grammar of TOML's values without quotes: booleans, numbers, dates and times. Whether a number fits in 64 bits or
/// a month has a 31st day, is not its business.
enum BareValue {
    static func isValid(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return text == "true" || text == "false" || isNumber(bytes[...]) || isDateOrTime(bytes)
    }

    private static func isNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
        if bytes.starts(with: "0x".utf8) { return isDigits(bytes.dropFirst(2), isHexDigit) }
        if bytes.starts(with: "0o".utf8) { return isDigits(bytes.dropFirst(2)) { (0x30...0x37).contains($0) } }
        if bytes.starts(with: "0b".utf8) { return isDigits(bytes.dropFirst(2)) { (0x30...0x31).contains($0) } }
        var rest = bytes
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        if rest.elementsEqual("inf".utf8) || rest.elementsEqual("nan".utf8) { return true }
        if let mark = rest.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) {
            var exponent = rest[(mark + 1)...]
            if exponent.first == UInt8(ascii: "+") || exponent.first == UInt8(ascii: "-") {
                exponent = exponent.dropFirst()
            }
            guard isDigits(exponent, isDigit) else { return false }
            rest = rest[..<mark]
        }
        if let point = rest.firstIndex(of: UInt8(ascii: ".")) {
            guard isDigits(rest[(point + 1)...], isDigit) else { return false }
            rest = rest[..<point]
        }
        return isDigits(rest, isDigit) && (rest.first != UInt8(ascii: "0") || rest.count == 1)
    }

    /// Digits with single underscores between them.
    private static func isDigits(_ bytes: ArraySlice<UInt8>, _ isDigit: (UInt8) -> Bool) -> Bool {
        bytes.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
            .allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
    }

    /// RFC 3339, of which a part may be missing.
    private static func isDateOrTime(_ bytes: [UInt8]) -> Bool {
        if isShaped(bytes[...], "0000-00-00") { return true }
        guard bytes.count > 11, isShaped(bytes[..<10], "0000-00-00") else { return isTime(bytes[...]) }
        guard bytes[10] | 0x20 == UInt8(ascii: "t") || bytes[10] == UInt8(ascii: " ") else { return false }
        let rest = bytes[11...]
        if rest.last.map({ $0 | 0x20 }) == UInt8(ascii: "z") { return isTime(rest.dropLast()) }
        if isShaped(rest.suffix(6), "+00:00") || isShaped(rest.suffix(6), "-00:00") { return isTime(rest.dropLast(6)) }
        return isTime(rest)
    }

    private static func isTime(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard isShaped(bytes.prefix(8), "00:00:00") else { return false }
        let fraction = bytes.dropFirst(8)
        return fraction.isEmpty
            || (fraction.first == UInt8(ascii: ".") && fraction.count > 1
                && fraction.dropFirst().allSatisfy(isDigit))
    }

    /// Whether digits stand where `shape` has zeros, and its own characters elsewhere.
    private static func isShaped(_ bytes: ArraySlice<UInt8>, _ shape: String) -> Bool {
        bytes.count == shape.utf8.count
            && zip(bytes, shape.utf8).allSatisfy { $1 == UInt8(ascii: "0") ? isDigit($0) : $0 == $1 }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isHexDigit(_ byte: UInt8) -> Bool { isDigit(byte) || (0x61...0x66).contains(byte | 0x20) }
}
