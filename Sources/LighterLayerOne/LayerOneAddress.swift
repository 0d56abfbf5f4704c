import LighterSigning

/// The address of an account on layer 1: the last 20 bytes of the hash of its public key.
public struct LayerOneAddress: Hashable, Sendable {
    public let bytes: [UInt8]

    public static let byteCount = 20

    /// The address of nobody.
    public static let zero = LayerOneAddress(publicKeyHash: [UInt8](repeating: 0, count: Keccak256.byteCount))

    /// Nil unless `bytes` are 20.
    public init?(bytes: [UInt8]) {
        guard bytes.count == LayerOneAddress.byteCount else { return nil }
        self.bytes = bytes
    }

    /// Reads 40 hexadecimal digits, with or without `0x`, in any case; nil for anything else. Mixed case is taken as it is
    /// and not as a check sum.
    public init?(_ text: some StringProtocol) {
        guard let bytes = try? Hex.decode(text) else { return nil }
        self.init(bytes: bytes)
    }

    /// The address of a public key, given as its two coordinates, 64 bytes.
    init(publicKey: [UInt8]) { self.init(publicKeyHash: Keccak256.hash(publicKey)) }

    private init(publicKeyHash: [UInt8]) { bytes = Array(publicKeyHash.suffix(LayerOneAddress.byteCount)) }
}

extension LayerOneAddress: CustomStringConvertible {
    /// `0x` and 40 digits, whose case is a check sum (EIP-55).
    public var description: String {
        let digits = Hex.encode(bytes)
        let hash = Keccak256.hash(digits.utf8)
        let cased = digits.enumerated().map { place, digit in
            let nibble = place.isMultiple(of: 2) ? hash[place / 2] >> 4 : hash[place / 2] & 15
            return nibble >= 8 ? digit.uppercased() : String(digit)
        }
        return "0x" + cased.joined()
    }
}
