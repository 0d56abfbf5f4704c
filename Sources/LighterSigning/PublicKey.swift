/// A public key: an element of the group other than the neutral one. The point is decoded once, when the key is read.
public struct PublicKey: Sendable {
    /// The encoding w of the point.
    public let encoded: QuinticElement
    let multiples: KeyMultiples

    public static let byteCount = QuinticElement.byteCount

    /// The caller vouches that `point` is not neutral and that `encoded` is its encoding.
    init(point: CurvePoint, encoded: QuinticElement) {
        self.encoded = encoded
        multiples = KeyMultiples(of: point)
    }

    /// Reads the 40-byte encoding of a point.
    ///
    /// - Throws: `wrongLength`, `nonCanonicalFieldElement`, `notOnCurve` or `neutralPublicKey`.
    public init(bytes: some Collection<UInt8>) throws(SigningError) {
        encoded = try QuinticElement(bytes: bytes)
        guard let point = CurvePoint(variableTimeDecoding: encoded) else { throw .notOnCurve }
        guard !point.isNeutral else { throw .neutralPublicKey }
        multiples = KeyMultiples(of: point)
    }

    /// Reads 80 hexadecimal digits, with or without `0x`.
    public init(hex: some StringProtocol) throws(SigningError) {
        try self.init(bytes: SigningError.decodingHex(hex))
    }

    public var bytes: [UInt8] { encoded.bytes }

    /// 80 lower-case digits without `0x`.
    public var hexDigits: String { encoded.hexDigits }
}

extension PublicKey: Hashable {
    public static func == (left: Self, right: Self) -> Bool { left.encoded == right.encoded }

    public func hash(into hasher: inout Hasher) { hasher.combine(encoded) }
}

extension PublicKey: CustomStringConvertible {
    public var description: String { hexDigits }
}
