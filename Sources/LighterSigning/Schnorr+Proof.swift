import LighterSecrets

extension Schnorr {
    /// What whoever holds the key x verifies a signature of theirs with, at the price of a second multiple of G: R = k·G, and
    /// c·G for c = 2k + x. All of it is secret until the signature has left.
    ///
    /// Where c·G is 2R + PK, R is k·G: an entry of the table that is wrong in R would have to be so twice over in c·G, whose
    /// windows are others. Where 2s + (2e + 1)x is c as well, s·G + e·PK is R. The two multiples share their inversions.
    struct Proof: BitwiseCopyable {
        let commitment: CurvePoint
        let scalar: Scalar
        let multiple: CurvePoint
    }
}

extension Schnorr.Proof {
    init(key: Scalar, nonce: Scalar) {
        scalar = nonce + nonce + key
        (commitment, multiple) = CurvePoint.generator(times: nonce, and: scalar)
    }

    /// Whether a verifier accepts the signature: e is the challenge of R, and s·G + e·PK is R. In constant time, for what a
    /// wrong signature would tell must not leave either.
    ///
    /// - Parameter encoded: what R was encoded as.
    func holds(
        for signature: Signature,
        over message: QuinticElement,
        encoded: QuinticElement,
        key: Scalar,
        publicKey: PublicKey
    ) -> Bool {
        // Not s + e·x, twice: e·x made s, and one product for both would check nothing.
        var sum = signature.s + signature.s + (signature.e + signature.e + .one) * key
        defer { wipe(&sum) }
        let isEncoded = encoded &* commitment.u == commitment.t
        let isChallenge = Schnorr.challenge(commitment: encoded, message: message) == signature.e
        let isMultiple = multiple == commitment.doubled + publicKey.point
        return isEncoded && isChallenge && isMultiple && sum == scalar
    }
}
