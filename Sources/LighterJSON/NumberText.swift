/// jansson keeps 64-bit integers and C doubles. Every other number is handed to it as a string that begins with
/// a mark, and becomes a number again behind it, so that no digit is lost in between.
enum NumberText {
    /// U+F5A1, a code point that Unicode leaves to private use. Texts that hold it are refused.
    static let mark: [UInt8] = [markStart, 0x96, 0xA1]
    static let markStart: UInt8 = 0xEF
    static let markCharacter: Unicode.Scalar = "\u{F5A1}"

    /// What had to be done to a text, and where: `shifts` maps positions in `bytes` back to the original.
    struct Marked {
        var bytes: [UInt8]
        var isChanged: Bool
        var shifts: [(position: Int, added: Int)]

        /// The position in the original text of a position in `bytes`.
        func original(_ position: Int) -> Int {
            position - shifts.prefix { $0.position < position }.reduce(0) { $0 + $1.added }
        }
    }

    /// Marks the numbers of `text` that jansson would not keep exactly.
    static func mark(_ text: Span<UInt8>) throws(JSONError) -> Marked {
        var marked = Marked(bytes: [], isChanged: false, shifts: [])
        var copied = 0
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte == UInt8(ascii: "\"") {
                index = try endOfString(text, from: index)
            } else if byte == UInt8(ascii: "-") || isDigit(byte) {
                let end = endOfNumber(text, from: index)
                if needsMark(text, index..<end) {
                    guard isNumber(text, index..<end) else { throw syntax("malformed number", text, index) }
                    append(text, copied..<index, to: &marked.bytes)
                    marked.bytes.append(UInt8(ascii: "\""))
                    marked.bytes.append(contentsOf: mark)
                    append(text, index..<end, to: &marked.bytes)
                    marked.bytes.append(UInt8(ascii: "\""))
                    marked.shifts.append((marked.bytes.count, mark.count + 2))
                    marked.isChanged = true
                    copied = end
                }
                index = end
            } else {
                index += 1
            }
        }
        if marked.isChanged { append(text, copied..<text.count, to: &marked.bytes) }
        return marked
    }

    /// Whether a text is a number by JSON's grammar (RFC 8259, section 6).
    static func isNumber(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return !bytes.isEmpty && isNumber(bytes.span, 0..<bytes.count)
    }

    /// Line and column, both from 1, of a byte position.
    static func place(of position: Int, in text: Span<UInt8>) -> (line: Int, column: Int) {
        var line = 1
        var column = 1
        for index in 0..<max(0, min(position, text.count)) {
            if text[index] == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if text[index] & 0xC0 != 0x80 {
                column += 1
            }
        }
        return (line, column)
    }

    private static func syntax(_ message: String, _ text: Span<UInt8>, _ position: Int) -> JSONError {
        let (line, column) = place(of: position, in: text)
        return .syntax(message: message, line: line, column: column)
    }

    private static func append(_ text: Span<UInt8>, _ range: Range<Int>, to bytes: inout [UInt8]) {
        text.extracting(range).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    }

    private static func endOfString(_ text: Span<UInt8>, from start: Int) throws(JSONError) -> Int {
        var index = start + 1
        while index < text.count {
            switch text[index] {
            case UInt8(ascii: "\""): return index + 1
            case UInt8(ascii: "\\"):
                if isMarkEscape(text, at: index) { throw syntax("reserved character U+F5A1", text, index) }
                index += 2
            case mark[0] where index + 2 < text.count && text[index + 1] == mark[1] && text[index + 2] == mark[2]:
                throw syntax("reserved character U+F5A1", text, index)
            default: index += 1
            }
        }
        return text.count
    }

    private static func isMarkEscape(_ text: Span<UInt8>, at index: Int) -> Bool {
        let digits: StaticString = "f5a1"
        guard index + 2 + digits.utf8CodeUnitCount <= text.count, text[index + 1] == UInt8(ascii: "u") else {
            return false
        }
        return digits.withUTF8Buffer { digits in
            digits.indices.allSatisfy { text[index + 2 + $0] | 0x20 == digits[$0] | 0x20 }
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private static func isExponent(_ byte: UInt8) -> Bool { byte | 0x20 == UInt8(ascii: "e") }

    private static func endOfNumber(_ text: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < text.count {
            let byte = text[index]
            let isPart =
                isDigit(byte) || isExponent(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "+")
            if !isPart { break }
            index += 1
        }
        return index
    }

    /// A fraction, an exponent, or more digits than 64 bits are sure to hold.
    private static func needsMark(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        if range.count > 18 {
            var value: Int64? = 0
            let isNegative = text[range.lowerBound] == UInt8(ascii: "-")
            for index in range.dropFirst(isNegative ? 1 : 0) {
                guard isDigit(text[index]), let sum = value else { return true }
                let digit = Int64(text[index] - UInt8(ascii: "0"))
                let (product, overflowed) = sum.multipliedReportingOverflow(by: 10)
                let (next, alsoOverflowed) = product.addingReportingOverflow(isNegative ? -digit : digit)
                value = overflowed || alsoOverflowed ? nil : next
            }
            return value == nil
        }
        for index in range where text[index] == UInt8(ascii: ".") || isExponent(text[index]) { return true }
        return false
    }

    private static func isNumber(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        func digits() -> Int {
            let start = index
            while index < range.upperBound, isDigit(text[index]) { index += 1 }
            return index - start
        }
        if text[index] == UInt8(ascii: "-") { index += 1 }
        let hasLeadingZero = index < range.upperBound && text[index] == UInt8(ascii: "0")
        let whole = digits()
        guard whole > 0, !hasLeadingZero || whole == 1 else { return false }
        if index < range.upperBound, text[index] == UInt8(ascii: ".") {
            index += 1
            guard digits() > 0 else { return false }
        }
        if index < range.upperBound, isExponent(text[index]) {
            index += 1
            if index < range.upperBound, text[index] == UInt8(ascii: "+") || text[index] == UInt8(ascii: "-") {
                index += 1
            }
            guard digits() > 0 else { return false }
        }
        return index == range.upperBound
    }
}
