import LighterSecrets

/// The venue's Schnorr signature over a message that is a quintic element.
enum Schnorr {
    /// e = hash5(r ‖ m), read as a 320-bit little-endian integer, modulo n.
    static func challenge(commitment: QuinticElement, message: QuinticElement) -> Scalar {
        var sponge = Poseidon2Sponge()
        sponge.absorb(commitment)
        sponge.absorb(message)
        return Scalar(reducing: sponge.finalize())
    }

    /// The signature with the nonce k, verified before it is returned. In constant time.
    ///
    /// - Throws: `selfCheckFailed` when it does not verify.
    static func sign(_ message: QuinticElement, key: SigningKey, nonce: Scalar) throws(SigningError) -> Signature {
        var commitment = Commitment(to: nonce)
        defer { wipe(&commitment) }
        return try sign(message, key: key, nonce: nonce, commitment: commitment)
    }

    /// The same for a nonce whose multiple is at hand.
    static func sign(
        _ message: QuinticElement,
        key: SigningKey,
        nonce: Scalar,
        commitment: Commitment
    ) throws(SigningError) -> Signature {
        let signature = answer(message, key: key.scalar, nonce: nonce, commitment: commitment.encoded)
        guard commitment.isAnswered(by: signature, over: message, key: key, nonce: nonce) else {
            throw .selfCheckFailed
        }
        return signature
    }

    /// e from the encoding of R = k·G and the message, and s = k − e·x.
    @inline(always)
    static func answer(
        _ message: QuinticElement,
        key: Scalar,
        nonce: Scalar,
        commitment: QuinticElement
    ) -> Signature {
        let e = challenge(commitment: commitment, message: message)
        return Signature(s: nonce - e * key, e: e)
    }
}
