/// Hexadecimal text: two digits a byte, lower case when written, either case when read.
public enum Hex {
    /// The lower-case digits of `bytes`, without a prefix.
    public static func encode(_ bytes: some Collection<UInt8>) -> String {
        String(unsafeUninitializedCapacity: bytes.count * 2) { buffer in
            var written = 0
            for byte in bytes {
                buffer[written] = digit(byte >> 4)
                buffer[written + 1] = digit(byte & 15)
                written += 2
            }
            return written
        }
    }

    /// The bytes `text` stands for. One leading `0x` is accepted; offsets in errors count from the first digit after it.
    public static func decode(_ text: some StringProtocol) throws(HexError) -> [UInt8] {
        var digits = Substring(text).utf8[...]
        if digits.starts(with: "0x".utf8) { digits = digits.dropFirst(2) }
        guard digits.count.isMultiple(of: 2) else { throw .oddLength(digits.count) }

        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        var high: UInt8?
        for (offset, character) in digits.enumerated() {
            guard let value = value(of: character) else { throw .invalidDigit(offset: offset) }
            if let upper = high {
                bytes.append(upper << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return bytes
    }

    /// Arithmetic instead of a look-up: the digits may be those of a private key.
    private static func digit(_ nibble: UInt8) -> UInt8 {
        let letter = (9 &- nibble) >> 7
        return nibble &+ 48 &+ letter &* 39
    }

    private static func value(of character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

/// Why a text is not hexadecimal. It never carries the text, which may be a secret.
public enum HexError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Bytes take two digits each, and there were this many.
    case oddLength(Int)
    /// The character at this offset is no hexadecimal digit.
    case invalidDigit(offset: Int)

    public var description: String {
        switch self {
        case .oddLength(let count): "an even number of hexadecimal digits is needed, not \(count)"
        case .invalidDigit(let offset): "character \(offset + 1) is not a hexadecimal digit"
        }
    }
}
