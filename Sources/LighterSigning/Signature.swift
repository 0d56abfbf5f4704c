/// A Schnorr signature: the scalars s and e, written s ‖ e in 80 bytes.
public struct Signature: Hashable, Sendable {
    let s, e: Scalar

    public static let byteCount = 2 * Scalar.byteCount

    init(s: Scalar, e: Scalar) {
        self.s = s
        self.e = e
    }

    /// Reads the 80 bytes s ‖ e.
    ///
    /// - Throws: `wrongLength`, or `nonCanonicalScalar` when s or e is not below the order n.
    public init(bytes: some Collection<UInt8>) throws(SigningError) {
        guard bytes.count == Self.byteCount else {
            throw .wrongLength(expected: Self.byteCount, actual: bytes.count)
        }
        s = try Scalar(bytes: bytes.prefix(Scalar.byteCount))
        e = try Scalar(bytes: bytes.dropFirst(Scalar.byteCount))
    }

    /// Reads 160 hexadecimal digits, with or without `0x`.
    public init(hex: some StringProtocol) throws(SigningError) {
        try self.init(bytes: SigningError.decodingHex(hex))
    }

    /// The 80 bytes s ‖ e.
    public var bytes: [UInt8] { s.bytes + e.bytes }

    /// The 80 bytes as 160 lower-case digits without `0x`.
    public var hexDigits: String { Hex.encode(bytes) }
}
