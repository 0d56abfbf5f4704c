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

    /// The signature with the nonce k whose point k·G has the encoding `commitment`. In constant time.
    @inline(always)
    static func sign(_ message: QuinticElement, key: Scalar, nonce: Scalar, commitment: QuinticElement) -> Signature {
        let e = challenge(commitment: commitment, message: message)
        return Signature(s: nonce - e * key, e: e)
    }

    /// The nonce of a signature: a hash of a domain tag, the key, thirty-two fresh random bytes and the message.
    ///
    /// Whoever does not know the key cannot tell it from a random one even when `generator` is broken, and with a working
    /// one it never repeats. The hash's six elements are rejection-sampled to 1 ..< n.
    static func hedgedNonce(
        for message: QuinticElement,
        key: Scalar,
        using generator: inout some RandomNumberGenerator
    ) -> Scalar {
        while true {
            var sponge = Poseidon2Sponge()
            defer { wipe(&sponge) }
            sponge.absorb(nonceDomain)
            for index in 0..<5 { sponge.absorb(key.limbs.words[index]) }
            for _ in 0..<4 { sponge.absorb(generator.next() as UInt64) }
            sponge.absorb(message)
            var elements = sponge.squeeze()
            defer { wipe(&elements) }
            if let nonce = Scalar(uniform: elements) { return nonce }
        }
    }

    /// The letters "nonce-v2": they set these inputs apart from every other hash, none of which begins with them.
    private static let nonceDomain: UInt64 = 0x3276_2D65_636E_6F6E
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
