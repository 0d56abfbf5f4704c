import LighterSecrets

/// Many signatures of one key at once share their inversions.
extension Schnorr {
    /// How many are signed together: enough for what they share to weigh little.
    static let batchSize = 256

    /// Signatures over `messages`, each verified before any is returned.
    ///
    /// - Throws: `selfCheckFailed` when one of them does not verify.
    static func sign(
        _ messages: some Collection<QuinticElement>,
        key: SigningKey,
        nonces source: NonceSource,
        using generator: inout some RandomNumberGenerator
    ) throws(SigningError) -> [Signature] {
        var nonces = messages.map { source.nonce(for: $0, using: &generator) }
        defer { wipe(&nonces) }
        var commitments = Commitment.all(to: nonces)
        defer { wipe(&commitments) }
        var signatures: [Signature] = []
        signatures.reserveCapacity(nonces.count)
        for (index, message) in messages.enumerated() {
            signatures.append(try sign(message, key: key, nonce: nonces[index], commitment: commitments[index]))
        }
        return signatures
    }
}
