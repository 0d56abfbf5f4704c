import LighterSecrets

/// Hexadecimal digits of a secret: no `String`, whose memory nobody could wipe.
enum SecretHex {
    /// The digits of a line: without `0x` before and the end of the line behind them.
    static func digits(of line: UnsafeRawBufferPointer) -> Slice<UnsafeRawBufferPointer> {
        var digits = line[...]
        if digits.last == UInt8(ascii: "\n") { digits = digits.dropLast() }
        if digits.last == UInt8(ascii: "\r") { digits = digits.dropLast() }
        return digits.starts(with: "0x".utf8) ? digits.dropFirst(2) : digits
    }

    /// The bytes that digits stand for; nil for anything else.
    static func decode(_ digits: Slice<UnsafeRawBufferPointer>) -> SecretBytes? {
        guard digits.count.isMultiple(of: 2) else { return nil }
        var isHexadecimal = true
        let bytes = SecretBytes(capacity: digits.count / 2) { memory in
            for (offset, digit) in digits.enumerated() {
                let value = value(of: digit)
                isHexadecimal = isHexadecimal && value != nil
                memory[offset / 2] |= offset.isMultiple(of: 2) ? (value ?? 0) << 4 : value ?? 0
            }
            return memory.count
        }
        return isHexadecimal ? bytes : nil
    }

    /// The lower-case digits of bytes, and the end of the line.
    static func line(of bytes: SecretBytes) -> SecretBytes {
        bytes.withBytes { bytes in
            SecretBytes(capacity: 2 * bytes.count + 1) { memory in
                for (index, byte) in bytes.enumerated() {
                    memory[2 * index] = digit(byte >> 4)
                    memory[2 * index + 1] = digit(byte & 15)
                }
                memory[2 * bytes.count] = UInt8(ascii: "\n")
                return memory.count
            }
        }
    }

    /// Arithmetic instead of a look-up.
    private static func digit(_ nibble: UInt8) -> UInt8 {
        let letter = (9 &- nibble) >> 7
        return nibble &+ 48 &+ letter &* 39
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
