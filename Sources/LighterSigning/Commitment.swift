import LighterSecrets

/// What a signature commits to, R = k·G. Secret until the signature has left.
struct Commitment: BitwiseCopyable {
    var multiple: GeneratorMultiple
    var encoded: QuinticElement
}

extension Commitment {
    init(to nonce: Scalar) {
        multiple = GeneratorMultiple(of: nonce)
        encoded = multiple.point.encoded
    }

    /// Whether a verifier accepts the signature: e is the challenge of R, and s·G + e·PK is R. In constant time, for what a
    /// wrong signature would tell must not leave either.
    ///
    /// s·G + e·PK is R where PK is x·G, R is k·G and s + e·x is k. The first was seen when the key was made, and since then x is
    /// held twice: s was made from the one, and the other is asked here.
    func isAnswered(by signature: Signature, over message: QuinticElement, key: SigningKey, nonce: Scalar) -> Bool {
        let challenge = Schnorr.challenge(commitment: encoded, message: message)
        let response = nonce + signature.e * key.negative
        let difference = Scalar.difference(challenge, signature.e) | Scalar.difference(response, signature.s)
        return faults(for: nonce) | difference == 0
    }

    /// Whether this is scalar · G with its encoding. In constant time.
    func isMultiple(by scalar: Scalar) -> Bool { faults(for: scalar) == 0 }

    /// Zero when this is scalar · G with its encoding. Not one answer is looked at before all of them are there: what stands
    /// between two branches the compiler may put into branches as well.
    private func faults(for scalar: Scalar) -> UInt64 {
        multiple.faults(for: scalar) | QuinticElement.difference(encoded &* multiple.point.u, multiple.point.t)
    }
}

extension Commitment {
    /// The commitments to nonces, with one inversion for all encodings.
    static func all(to nonces: [Scalar]) -> [Commitment] {
        var multiples = GeneratorMultiple.all(of: nonces)
        var inverses = multiples.map(\.point.u)
        defer {
            wipe(&multiples)
            wipe(&inverses)
        }
        QuinticElement.invert(&inverses)
        return multiples.indices.map { index in
            Commitment(multiple: multiples[index], encoded: multiples[index].point.t &* inverses[index])
        }
    }
}
