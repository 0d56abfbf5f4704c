extension JSON {
    /// The value as compact JSON text on one line, members in their order, characters beyond ASCII as they are.
    ///
    /// Written here and not by jansson: that wants every value copied into a tree of its own first, which showed in the time
    /// of signing a line.
    ///
    /// - Throws: ``JSONError/unencodable`` for a string that holds U+0000 or U+F5A1, which decoding refuses, for a
    ///   ``number(_:)`` that is none, or for nesting deeper than 2048.
    public func encoded() throws(JSONError) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(256)
        try write(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the value's text. See ``encoded()``.
    private func write(to text: inout [UInt8], depth: Int = 0) throws(JSONError) {
        guard depth < 2048 else { throw .unencodable }
        switch self {
        case .null: text.append(contentsOf: "null".utf8)
        case .bool(let value): text.append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let value): JSON.write(value, to: &text)
        case .number(let number):
            guard NumberText.isNumber(number) else { throw .unencodable }
            text.append(contentsOf: number.utf8)
        case .string(let string): try JSON.write(string, to: &text)
        case .array(let elements):
            text.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { text.append(UInt8(ascii: ",")) }
                try element.write(to: &text, depth: depth + 1)
            }
            text.append(UInt8(ascii: "]"))
        case .object(let object):
            text.append(UInt8(ascii: "{"))
            for (index, member) in object.members.enumerated() {
                if index > 0 { text.append(UInt8(ascii: ",")) }
                try JSON.write(member.key, to: &text)
                text.append(UInt8(ascii: ":"))
                try member.value.write(to: &text, depth: depth + 1)
            }
            text.append(UInt8(ascii: "}"))
        }
    }

    private static func write(_ value: Int64, to text: inout [UInt8]) {
        if value < 0 { text.append(UInt8(ascii: "-")) }
        let start = text.count
        var rest = value.magnitude
        repeat {
            text.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        text[start...].reverse()
    }

    private static func write(_ string: String, to text: inout [UInt8]) throws(JSONError) {
        var string = string
        text.append(UInt8(ascii: "\""))
        let isWritten = string.withUTF8 { bytes in
            var copied = 0
            for index in bytes.indices where mayNotStand(bytes[index]) {
                if bytes[index] == 0 || bytes[index...].starts(with: NumberText.mark) { return false }
                guard bytes[index] < 0x80 else { continue }
                text.append(contentsOf: bytes[copied..<index])
                text.append(UInt8(ascii: "\\"))
                escape(bytes[index], to: &text)
                copied = index + 1
            }
            text.append(contentsOf: bytes[copied...])
            return true
        }
        guard isWritten else { throw .unencodable }
        text.append(UInt8(ascii: "\""))
    }

    /// Whether a byte of a string needs a closer look: it is escaped, or it may begin a mark.
    @inline(always)
    private static func mayNotStand(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
            || byte == NumberText.markStart
    }

    /// What stands behind the backslash.
    private static func escape(_ byte: UInt8, to text: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(byte)
        case 0x08: text.append(UInt8(ascii: "b"))
        case 0x09: text.append(UInt8(ascii: "t"))
        case 0x0A: text.append(UInt8(ascii: "n"))
        case 0x0C: text.append(UInt8(ascii: "f"))
        case 0x0D: text.append(UInt8(ascii: "r"))
        default:
            let digits = Array("0123456789ABCDEF".utf8)
            text.append(contentsOf: [UInt8(ascii: "u"), digits[0], digits[0]])
            text.append(contentsOf: [digits[Int(byte >> 4)], digits[Int(byte & 15)]])
        }
    }
}
