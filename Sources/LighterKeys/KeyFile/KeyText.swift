import LighterSecrets
import LighterSigning

/// The text of a private key: 80 hexadecimal digits, with or without `0x`, and perhaps the end of the line.
public enum KeyText {
    /// Why a text is no private key. It never carries any of the text.
    public enum Malformed: Error, Hashable, Sendable, CustomStringConvertible {
        case length
        case digit
        case zero
        /// 64 digits: a key of layer 1, which owns accounts and signs nothing here.
        case layerOneKey

        public var description: String {
            switch self {
            case .length: "\(2 * PrivateKey.byteCount) hexadecimal digits are needed, and nothing else"
            case .digit: "not all of it is hexadecimal digits"
            case .zero: "it is zero"
            case .layerOneKey: "64 hexadecimal digits are a layer-1 key, the wallet's; an API key has 80"
            }
        }
    }

    /// `0x`, the digits and `\r\n`.
    static let maximumSize = 2 * PrivateKey.byteCount + 4
    private static let layerOneDigitCount = 64

    /// The key, made without a `String`, whose memory nobody could wipe.
    public static func privateKey(_ text: SecretBytes) throws(Malformed) -> PrivateKey {
        try text.withBytes { (text) throws(Malformed) in
            var digits = text[...]
            if digits.last == UInt8(ascii: "\n") { digits = digits.dropLast() }
            if digits.last == UInt8(ascii: "\r") { digits = digits.dropLast() }
            if digits.starts(with: "0x".utf8) { digits = digits.dropFirst(2) }
            let values = digits.lazy.map(value(of:))
            guard digits.count == 2 * PrivateKey.byteCount else {
                let isOfLayerOne = digits.count == layerOneDigitCount && values.allSatisfy { $0 != nil }
                throw isOfLayerOne ? .layerOneKey : .length
            }
            var bytes = [UInt8](repeating: 0, count: PrivateKey.byteCount)
            defer { wipe(&bytes) }
            for (offset, value) in values.enumerated() {
                guard let value else { throw .digit }
                bytes[offset / 2] |= offset.isMultiple(of: 2) ? value << 4 : value
            }
            do { return try PrivateKey(bytes: bytes) } catch { throw .zero }
        }
    }

    /// The digits of a key and the end of the line, as they are written to a file.
    static func text(of key: PrivateKey) -> SecretBytes {
        key.exposedBytes().withBytes { bytes in
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

    /// Arithmetic instead of a look-up, as they are a secret's.
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
