/// A public key with its multiples by powers of two worked out, for many verifications: making one costs a little more than a
/// verification, and each one after it a third.
public struct PreparedPublicKey: VerifyingKey {
    public let publicKey: PublicKey
    private let powers: PowersOfTwo

    public init(_ publicKey: PublicKey) {
        self.publicKey = publicKey
        powers = PowersOfTwo(of: publicKey.point)
    }

    public func isValid(_ signature: Signature, for message: QuinticElement) -> Bool {
        signature.isValid(for: message, keyMultiple: multiple(signature.e))
    }

    /// scalar · PK.
    ///
    /// - Warning: Leaks the scalar through timing: for public values only.
    func multiple(_ scalar: Scalar) -> CurvePoint { powers.variableTimeSum(times: scalar) }
}

extension PreparedPublicKey: Hashable {
    public static func == (left: Self, right: Self) -> Bool { left.publicKey == right.publicKey }

    public func hash(into hasher: inout Hasher) { hasher.combine(publicKey) }
}
