import LighterSigning

/// A signature of a text by a layer-1 key: an Ethereum personal message (EIP-191, version 0x45), signed by ECDSA over
/// secp256k1. 65 bytes: r, s, and 27 or 28 by the parity of the nonce point's y.
public struct PersonalSignature: Hashable, Sendable {
    public let bytes: [UInt8]

    public static let byteCount = 65

    /// Nil unless `bytes` are 65 of which the last is 27 or 28.
    public init?(bytes: [UInt8]) {
        guard bytes.count == PersonalSignature.byteCount, bytes[64] == 27 || bytes[64] == 28 else { return nil }
        self.bytes = bytes
    }

    /// Reads 130 hexadecimal digits, with or without `0x`.
    public init?(_ text: some StringProtocol) {
        guard let bytes = try? Hex.decode(text) else { return nil }
        self.init(bytes: bytes)
    }

    /// The address whose key made this signature of a text; nil when none can have made it.
    public func signer(of text: String) -> LayerOneAddress? {
        let digest = PersonalSignature.digest(of: text)
        return Secp256k1.recover(
            digest: digest,
            r: Array(bytes[0..<32]),
            s: Array(bytes[32..<64]),
            isOdd: bytes[64] == 28
        )
        .map(LayerOneAddress.init(publicKey:))
    }

    /// Whether s is the smaller of the two that hold, as wallets write it (EIP-2): so that of a signature nobody can make
    /// another one.
    public var isCanonical: Bool { !PersonalSignature.greatestS.lexicographicallyPrecedes(bytes[32..<64]) }

    /// (n − 1) / 2.
    private static let greatestS: [UInt8] =
        [0x7F] + [UInt8](repeating: 0xFF, count: 15) + [
            0x5D, 0x57, 0x6E, 0x73, 0x57, 0xA4, 0x50, 0x1D, 0xDF, 0xE9, 0x2F, 0x46, 0x68, 0x1B, 0x20, 0xA0,
        ]

    /// What is signed of a text.
    public static func digest(of text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        return Keccak256.hash(Array("\u{19}Ethereum Signed Message:\n\(bytes.count)".utf8) + bytes)
    }
}

extension PersonalSignature: CustomStringConvertible {
    /// `0x` and 130 lower-case digits.
    public var description: String { "0x" + Hex.encode(bytes) }
}
