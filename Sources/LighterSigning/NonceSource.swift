import LighterSecrets

/// Where the nonces of a key's signatures come from: a hash of a domain tag, the key, twenty-four fresh random bytes and the
/// message.
///
/// Whoever does not know the key cannot tell a nonce from a random scalar even when the random generator is broken, and with
/// a working one no nonce repeats. Tag and key fill the hash's first block, which is worked out once. A secret like the key.
struct NonceSource: Sendable {
    private let keyed: Poseidon2Sponge

    init(key: Scalar) {
        var sponge = Poseidon2Sponge()
        for index in 0..<3 { sponge.absorb(Self.domain[index]) }
        for index in 0..<5 { sponge.absorb(key.limbs.words[index]) }
        keyed = sponge
        wipe(&sponge)
    }

    /// A nonce for one signature over `message`: the hash's elements, rejection-sampled to 1 ..< n.
    func nonce(for message: QuinticElement, using generator: inout some RandomNumberGenerator) -> Scalar {
        while true {
            var sponge = keyed
            defer { wipe(&sponge) }
            for _ in 0..<3 { sponge.absorb(generator.next() as UInt64) }
            sponge.absorb(message)
            var elements = sponge.squeeze()
            defer { wipe(&elements) }
            if let nonce = Scalar(uniform: elements) { return nonce }
        }
    }

    /// The letters "lighter schnorr nonce 2": they set these inputs apart from every other hash, none of which begins with
    /// them.
    private static let domain: [3 of UInt64] = [0x2072_6574_6867_696C, 0x2072_726F_6E68_6373, 0x0032_2065_636E_6F6E]
}
