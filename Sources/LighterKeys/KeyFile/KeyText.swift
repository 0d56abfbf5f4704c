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

    /// The key.
    ///
    /// - Throws: ``Malformed``.
    public static func privateKey(_ text: SecretBytes) throws(Malformed) -> PrivateKey {
        let bytes = try text.withBytes { (text) throws(Malformed) in
            let digits = SecretHex.digits(of: text)
            let bytes = SecretHex.decode(digits)
            guard digits.count == 2 * PrivateKey.byteCount else {
                throw digits.count == layerOneDigitCount && bytes != nil ? .layerOneKey : .length
            }
            guard let bytes else { throw .digit }
            return bytes
        }
        let key = bytes.withBytes { try? PrivateKey(bytes: $0) }
        guard let key else { throw .zero }
        return key
    }

    /// The digits of a key and the end of the line, as they are written to a file.
    static func text(of key: PrivateKey) -> SecretBytes { SecretHex.line(of: key.exposedBytes()) }
}
