import LighterSecrets

/// A private key: a scalar in 1 ..< n, kept in one place in locked memory and wiped when the key is released. It cannot be
/// printed. Nothing that touches it branches or reads memory at places that depend on it.
public final class PrivateKey: @unchecked Sendable {
    /// What must not leave: the key, and what its nonces are made from.
    private struct Secret {
        let key: SigningKey
        let nonces: NonceSource
    }

    /// Written when the key is made and when it is wiped, and at no other time.
    private let secret: UnsafeMutableBufferPointer<Secret>
    private let memory: UnsafeMutableRawBufferPointer

    public let publicKey: PublicKey

    public static let byteCount = Scalar.byteCount

    /// - Throws: `zeroPrivateKey`, or `selfCheckFailed` when the machine computes a wrong public half.
    init(scalar: Scalar) throws(SigningError) {
        guard !scalar.isZero else { throw .zeroPrivateKey }
        var value = Secret(key: SigningKey(scalar), nonces: NonceSource(key: scalar))
        var commitment = Commitment(to: scalar)
        defer {
            wipe(&value)
            wipe(&commitment)
        }
        guard commitment.isMultiple(by: value.key.scalar) else { throw .selfCheckFailed }
        publicKey = PublicKey(point: commitment.multiple.point, encoded: commitment.encoded)
        memory = LockedMemory.allocate(byteCount: MemoryLayout<Secret>.size)
        secret = memory.bindMemory(to: Secret.self)
        secret.initialize(repeating: value)
    }

    deinit { LockedMemory.release(memory) }

    /// Reads 40 little-endian bytes. A value of n or more is reduced modulo n, as the venue's own signer does.
    ///
    /// - Throws: `wrongLength` or `zeroPrivateKey`.
    public convenience init(bytes: some Collection<UInt8>) throws(SigningError) {
        var scalar = try Scalar(reducing: bytes)
        defer { wipe(&scalar) }
        try self.init(scalar: scalar)
    }

    /// Reads 80 hexadecimal digits, with or without `0x`.
    ///
    /// - Throws: `malformedHex`, `wrongLength` or `zeroPrivateKey`.
    public convenience init(hex: some StringProtocol) throws(SigningError) {
        var bytes = try SigningError.decodingHex(hex)
        defer { wipe(&bytes) }
        try self.init(bytes: bytes)
    }

    /// A fresh key from the system's random generator.
    public static func generate() throws(SigningError) -> PrivateKey {
        var generator = SystemRandomNumberGenerator()
        var scalar = Scalar.randomNonZero(using: &generator)
        defer { wipe(&scalar) }
        return try PrivateKey(scalar: scalar)
    }

    /// The key itself, 80 lower-case digits without `0x`: for showing a new key once to the person it belongs to.
    public func exposedHex() -> String {
        exposedBytes().withBytes { Hex.encode($0) }
    }

    /// The key itself, 40 little-endian bytes: for keeping it.
    public func exposedBytes() -> SecretBytes {
        var bytes = secret[0].key.scalar.bytes
        return SecretBytes(taking: &bytes)
    }

    /// A signature over `message`, verified before it is returned.
    ///
    /// - Throws: `selfCheckFailed` when the signature does not verify.
    public func sign(_ message: QuinticElement) throws(SigningError) -> Signature {
        var generator = SystemRandom(expecting: 3)
        return try sign(message, using: &generator)
    }

    /// Signatures over `messages`, in their order and verified before they are returned. Of many at once each takes a
    /// tenth less time than one alone.
    ///
    /// - Throws: `selfCheckFailed` when one of them does not verify.
    public func sign(_ messages: [QuinticElement]) throws(SigningError) -> [Signature] {
        var generator = SystemRandom(expecting: 3 * messages.count)
        return try sign(messages, using: &generator)
    }

    func sign(
        _ message: QuinticElement,
        using generator: inout some RandomNumberGenerator
    ) throws(SigningError) -> Signature {
        var nonce = secret[0].nonces.nonce(for: message, using: &generator)
        defer { wipe(&nonce) }
        return try Schnorr.sign(message, key: secret[0].key, nonce: nonce)
    }

    func sign(
        _ messages: [QuinticElement],
        using generator: inout some RandomNumberGenerator
    ) throws(SigningError) -> [Signature] {
        var signatures: [Signature] = []
        signatures.reserveCapacity(messages.count)
        var rest = messages[...]
        while !rest.isEmpty {
            let batch = rest.prefix(Schnorr.batchSize)
            rest = rest.dropFirst(batch.count)
            signatures += try Schnorr.sign(
                batch,
                key: secret[0].key,
                nonces: secret[0].nonces,
                using: &generator
            )
        }
        return signatures
    }
}

extension PrivateKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "PrivateKey(redacted)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
