/// A public key with some of its multiples worked out, for many verifications: making one costs as much as a verification,
/// and each one after it a third.
public struct PreparedPublicKey: VerifyingKey {
    public let publicKey: PublicKey
    /// Of 2^(20·i) times the key, for i in 0 ... 15.
    private let parts: [OddMultiples]

    private static let partCount = 16

    public init(_ publicKey: PublicKey) {
        self.publicKey = publicKey
        var base = publicKey.point
        parts = (0..<Self.partCount).map { part in
            if part > 0 { base = base.doubled(times: 320 / Self.partCount) }
            return OddMultiples(of: base)
        }
    }

    public func isValid(_ signature: Signature, for message: QuinticElement) -> Bool {
        signature.isValid(for: message, keyMultiple: multiple(signature.e))
    }

    /// scalar · PK.
    ///
    /// - Warning: Leaks the scalar through timing: for public values only.
    func multiple(_ scalar: Scalar) -> CurvePoint {
        CurvePoint.variableTimeSum(of: parts.span, times: scalar)
    }
}

extension PreparedPublicKey: Hashable {
    public static func == (left: Self, right: Self) -> Bool { left.publicKey == right.publicKey }

    public func hash(into hasher: inout Hasher) { hasher.combine(publicKey) }
}
