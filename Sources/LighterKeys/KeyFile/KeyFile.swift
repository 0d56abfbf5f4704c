import LighterSecrets
import LighterSigning
import LighterStatus

/// A private key under a password: scrypt and AES-256-GCM. All else the file says is readable by whoever has the file, and
/// bound to the key: changed, the key does not open.
public struct KeyFile: Hashable, Sendable {
    public let binding: KeyBinding
    /// The public half, as the file says; proven only by ``open(_:)``.
    public let publicKey: PublicKey
    /// Milliseconds since the Unix epoch.
    public let createdAt: Int64
    public let derivation: KeyDerivation
    let salt: [UInt8]
    let nonce: [UInt8]
    /// The key's 40 bytes under the password, and the tag.
    private(set) var sealed: [UInt8]

    static let sealedByteCount = PrivateKey.byteCount + Cipher.tagByteCount

    /// Puts a key under a password.
    ///
    /// - Returns: the key file, and how long it took to open it again: nobody finds out next year that it does not.
    /// - Throws: ``LighterStatus/Failure``: `key.weak_password` (65) for one too short for its derivation.
    public static func seal(
        _ key: PrivateKey,
        for binding: KeyBinding,
        under password: SecretBytes,
        _ derivation: KeyDerivation,
        at now: Int64
    ) throws(Failure) -> (file: KeyFile, unlocking: Duration) {
        try derivation.require(password)
        var file = KeyFile(
            binding: binding,
            publicKey: key.publicKey,
            createdAt: now,
            derivation: derivation,
            salt: randomBytes(KeyDerivation.saltByteCount),
            nonce: randomBytes(Cipher.nonceByteCount),
            sealed: []
        )
        let derived = try file.derivedKey(password)
        let secret = key.exposedBytes()
        guard let sealed = Cipher.seal(secret, key: derived, nonce: file.nonce, associated: file.associated) else {
            throw broken
        }
        file.sealed = sealed
        let begun = ContinuousClock.now
        guard try file.open(password).publicKey == key.publicKey else { throw broken }
        return (file, begun.duration(to: .now))
    }

    private static func randomBytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// The key.
    ///
    /// - Throws: ``LighterStatus/Failure``: `key.wrong_password` (77) for another password, and for a file that was changed.
    public func open(_ password: SecretBytes) throws(Failure) -> PrivateKey {
        let opened = try Cipher.open(sealed, key: derivedKey(password), nonce: nonce, associated: associated)
        guard let opened else {
            throw Failure(
                "key.wrong_password",
                .permission,
                "the password does not open the \(binding): it is another one, or the key file was changed"
            )
        }
        let key = opened.withBytes { try? PrivateKey(bytes: $0) }
        guard let key, key.publicKey == publicKey else { throw KeyFile.broken }
        return key
    }

    private func derivedKey(_ password: SecretBytes) throws(Failure) -> SecretBytes {
        guard let key = derivation.key(from: password, salt: salt) else {
            throw Failure(
                "key.no_memory",
                .unavailable,
                "there is no memory to unlock the key: it takes \(derivation.memoryByteCount >> 20) MiB"
            )
        }
        return key
    }

    private static let broken = Failure("key.broken", .internal, "the key that was sealed is not the one that opens")
}
