import COpenSSL
import LighterSecrets
import LighterSigning

/// The private key of an account on layer 1: it owns the account, and registers and replaces its API keys. Kept in one
/// place in locked memory and wiped when it is released; it cannot be printed.
public final class LayerOneKey: @unchecked Sendable {
    /// Written when the key is made and when it is wiped, and at no other time.
    private let secret: UnsafeMutableRawBufferPointer

    public let address: LayerOneAddress

    public static let byteCount = 32

    /// Nil unless `bytes` are 32 and in 1 … n − 1, big endian.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == LayerOneKey.byteCount else { return nil }
        secret = LockedMemory.allocate(byteCount: LayerOneKey.byteCount)
        secret.copyBytes(from: bytes)
        guard let publicKey = Secp256k1.publicKey(of: UnsafeRawBufferPointer(secret)) else {
            LockedMemory.release(secret)
            return nil
        }
        address = LayerOneAddress(publicKey: publicKey)
    }

    deinit { LockedMemory.release(secret) }

    /// Reads 64 hexadecimal digits, with or without `0x`; nil for anything else.
    public convenience init?(hex: some StringProtocol) {
        guard var bytes = try? Hex.decode(hex) else { return nil }
        defer { wipe(&bytes) }
        self.init(bytes: bytes)
    }

    /// The key's signature of a text as a personal message, checked before it is returned; nil when it does not hold.
    public func sign(_ text: String) -> PersonalSignature? {
        let digest = PersonalSignature.digest(of: text)
        guard let (r, s) = Secp256k1.sign(digest: digest, secret: UnsafeRawBufferPointer(secret)) else { return nil }
        // One of the two leads back to the key.
        return [27, 28].lazy.compactMap { PersonalSignature(bytes: r + s + [$0]) }
            .first { $0.signer(of: text) == address }
    }

    /// The key itself, 64 lower-case digits without `0x`: for showing a new key once to the person it belongs to.
    public func exposedHex() -> String { Hex.encode(Array(secret)) }
}

extension LayerOneKey: CustomStringConvertible, CustomReflectable {
    public var description: String { "LayerOneKey(redacted)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
