extension PublicKey {
    /// Whether `signature` was made over `message` with this key's private half. After the first calls the key keeps a table
    /// of its multiples, 200 KiB, and the answer takes a third of the time.
    public func isValid(_ signature: Signature, for message: QuinticElement) -> Bool {
        signature.isValid(for: message, commitment: multiples.variableTimeCommitment(of: signature).encoded)
    }

    /// Whether each signature was made over its message with this key's private half. Many at once share their inversions.
    public func areValid(_ signed: [(signature: Signature, message: QuinticElement)]) -> [Bool] {
        let commitments = multiples.variableTimeCommitments(of: signed.map(\.signature))
        // The neutral element is encoded as zero, and its U is zero, of which there is no inverse.
        var inverses = commitments.map { $0.isNeutral ? .one : $0.u }
        QuinticElement.invert(&inverses)
        return signed.indices.map { index in
            let commitment = commitments[index]
            let encoded = commitment.isNeutral ? .zero : commitment.t &* inverses[index]
            return signed[index].signature.isValid(for: signed[index].message, commitment: encoded)
        }
    }
}

extension Signature {
    /// Whether e is the challenge of a commitment and `message`.
    ///
    /// - Parameter commitment: the encoding of s·G + e·PK.
    func isValid(for message: QuinticElement, commitment: QuinticElement) -> Bool {
        Schnorr.challenge(commitment: commitment, message: message) == e
    }
}
