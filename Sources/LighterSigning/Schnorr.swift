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

    /// The signature with the nonce k: e from k·G and the message, s = k − e·key. In constant time.
    static func sign(_ message: QuinticElement, key: Scalar, nonce: Scalar) -> Signature {
        var point = CurvePoint.generator(times: nonce)
        defer { wipe(&point) }
        return sign(message, key: key, nonce: nonce, commitment: point.encoded)
    }

    /// The signature with the nonce k, verified before it is returned. In constant time.
    ///
    /// - Throws: `selfCheckFailed` when it does not verify.
    static func checkedSign(
        _ message: QuinticElement,
        key: Scalar,
        nonce: Scalar,
        publicKey: PublicKey
    ) throws(SigningError) -> Signature {
        var proof = Proof(key: key, nonce: nonce)
        defer { wipe(&proof) }
        let commitment = proof.commitment.encoded
        let signature = sign(message, key: key, nonce: nonce, commitment: commitment)
        guard proof.holds(for: signature, over: message, encoded: commitment, key: key, publicKey: publicKey) else {
            throw .selfCheckFailed
        }
        return signature
    }

    /// The signature with the nonce k whose point k·G has the encoding `commitment`. In constant time.
    @inline(always)
    static func sign(_ message: QuinticElement, key: Scalar, nonce: Scalar, commitment: QuinticElement) -> Signature {
        let e = challenge(commitment: commitment, message: message)
        return Signature(s: nonce - e * key, e: e)
    }
}

extension Signature {
    /// Whether e is the challenge of s·G + e·PK and `message`.
    ///
    /// - Parameter keyMultiple: e·PK.
    func isValid(for message: QuinticElement, keyMultiple: CurvePoint) -> Bool {
        let commitment = CurvePoint.variableTimeGenerator(times: s) + keyMultiple
        return Schnorr.challenge(commitment: commitment.encoded, message: message) == e
    }
}
