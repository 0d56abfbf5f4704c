import LighterFiles
import LighterSigning

/// The text of a private key: 80 hexadecimal digits, with or without `0x`, and perhaps the end of the line.
enum KeyText {
    enum Malformed: Error, CustomStringConvertible {
        case length
        case digit
        case zero

        var description: String {
            switch self {
            case .length: "\(2 * PrivateKey.byteCount) hexadecimal digits are needed, and nothing else"
            case .digit: "not all of it is hexadecimal digits"
            case .zero: "it is zero"
            }
        }
    }

    /// `0x`, the digits and `\r\n`.
    static let maximumFileSize = 2 * PrivateKey.byteCount + 4

    /// The key, made without a `String`, whose memory nobody could wipe.
    static func privateKey(_ text: [UInt8]) throws(Malformed) -> PrivateKey {
        var digits = text[...]
        if digits.last == UInt8(ascii: "\n") { digits = digits.dropLast() }
        if digits.last == UInt8(ascii: "\r") { digits = digits.dropLast() }
        if digits.starts(with: "0x".utf8) { digits = digits.dropFirst(2) }
        guard digits.count == 2 * PrivateKey.byteCount else { throw .length }
        var bytes = [UInt8](repeating: 0, count: PrivateKey.byteCount)
        defer { FileAccess.wipe(&bytes) }
        for (offset, digit) in digits.enumerated() {
            guard let value = value(of: digit) else { throw .digit }
            bytes[offset / 2] |= offset.isMultiple(of: 2) ? value << 4 : value
        }
        do {
            return try PrivateKey(bytes: bytes)
        } catch {
            throw .zero
        }
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
