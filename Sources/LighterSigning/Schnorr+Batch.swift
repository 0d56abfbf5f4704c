import LighterSecrets

/// Many signatures of one key at once: shared inversions, and one check for all of them.
extension Schnorr {
    /// How many are signed together: enough for what they share to weigh little.
    static let batchSize = 256

    /// How many it takes for the check of all to be the cheaper one.
    static let smallestBatch = 8

    /// Signatures over `messages`, verified before they are returned.
    ///
    /// The check is that of a verifier, e is the challenge of R and s·G + e·PK is R, with the second half taken over the
    /// sum of all, each under a random weight w. With the key x at hand it is put as (Σ w·s + x·Σ w·e + x)·G = Σ w·R + PK.
    ///
    /// - Throws: `selfCheckFailed` when one of them does not verify.
    static func sign(
        _ messages: some Collection<QuinticElement>,
        key: Scalar,
        nonces source: NonceSource,
        publicKey: PublicKey,
        using generator: inout some RandomNumberGenerator
    ) throws(SigningError) -> [Signature] {
        var nonces = messages.map { source.nonce(for: $0, using: &generator) }
        defer { wipe(&nonces) }
        let commitments = commitments(nonces)
        let signatures = zip(messages, commitments).enumerated().map { index, pair in
            sign(pair.0, key: key, nonce: nonces[index], commitment: pair.1.encoded)
        }
        guard areValid(signatures, for: messages, commitments, key: key, publicKey: publicKey, using: &generator) else {
            throw .selfCheckFailed
        }
        return signatures
    }

    /// A point k·G, public once the signature is.
    struct Commitment {
        let point: AffineCurvePoint
        let encoded: QuinticElement
    }

    /// The points k·G of nonces, with one inversion for all.
    private static func commitments(_ nonces: [Scalar]) -> [Commitment] {
        var points = CurvePoint.generator(times: nonces)
        var inverses = points.map { $0.z &* $0.t &* $0.u }
        defer {
            wipe(&points)
            wipe(&inverses)
        }
        QuinticElement.invert(&inverses)
        return points.indices.map { index in
            let (point, inverse) = (points[index], inverses[index])
            return Commitment(
                point: point.affine(inverse: inverse &* point.u),
                encoded: point.t &* (inverse &* (point.z &* point.t))
            )
        }
    }

    /// Whether the commitments are the signatures' own, and their challenges those of the messages.
    static func areValid(
        _ signatures: [Signature],
        for messages: some Collection<QuinticElement>,
        _ commitments: [Commitment],
        key: Scalar,
        publicKey: PublicKey,
        using generator: inout some RandomNumberGenerator
    ) -> Bool {
        let weights = signatures.map { _ in RandomWeight(using: &generator) }
        let areChallenges = zip(zip(signatures, messages), commitments).allSatisfy { signed, commitment in
            challenge(commitment: commitment.encoded, message: signed.1) == signed.0.e
        }
        var sum = RandomWeight.sum(of: signatures.lazy.map(\.e), weights: weights) + .one
        sum = RandomWeight.sum(of: signatures.lazy.map(\.s), weights: weights) + key * sum
        var multiple = CurvePoint.generator(times: sum)
        defer {
            wipe(&sum)
            wipe(&multiple)
        }
        let commitment = CurvePoint.variableTimeWeightedSum(of: commitments.map(\.point), weights: weights)
        return areChallenges && multiple == commitment + publicKey.point
    }
}
