import COpenSSL
import LighterSecrets
import LighterStatus

/// How a password becomes the key that a private key is under: by scrypt (RFC 7914) with r = 8 and p = 1. What it costs to
/// try one password it costs at each unlocking, too.
public struct KeyDerivation: Hashable, Sendable {
    /// N, the cost: a power of two.
    public let cost: Int64

    /// 32 MiB and some 0.1 s: for a long password where commands run often.
    public static let interactive = KeyDerivation(exactCost: 1 << 15)
    /// 128 MiB and some 0.4 s: for passwords people choose.
    public static let moderate = KeyDerivation(exactCost: 1 << 17)
    /// Next to nothing, and no protection for what can be guessed: for random passwords alone.
    public static let none = KeyDerivation(exactCost: 1 << 1)

    static let blockSize: Int64 = 8
    static let parallelism: Int64 = 1
    static let saltByteCount = 32
    private static let greatestCost: Int64 = 1 << 20

    private init(exactCost: Int64) { cost = exactCost }

    /// Nil for a cost that is no power of two, or more than 2²⁰, which takes a gigabyte.
    init?(cost: Int64) {
        guard (2...KeyDerivation.greatestCost).contains(cost), cost & (cost - 1) == 0 else { return nil }
        self.cost = cost
    }

    /// The memory an unlocking takes.
    public var memoryByteCount: Int64 { 128 * KeyDerivation.blockSize * cost }

    /// The least length of a password where guessing one costs nothing: 128 bits as hexadecimal digits.
    public var leastPasswordByteCount: Int { self == .none ? 32 : 1 }

    /// The 32 bytes a password leads to; nil where there is no memory for it.
    func key(from password: SecretBytes, salt: [UInt8]) -> SecretBytes? {
        var isDerived = false
        let key = SecretBytes(capacity: Cipher.keyByteCount) { key in
            isDerived = password.withBytes { password in
                EVP_PBE_scrypt(
                    password.bindMemory(to: CChar.self).baseAddress,
                    password.count,
                    salt,
                    salt.count,
                    UInt64(cost),
                    UInt64(KeyDerivation.blockSize),
                    UInt64(KeyDerivation.parallelism),
                    // What scrypt may take: the memory above, and a little.
                    UInt64(memoryByteCount) + (1 << 20),
                    key.bindMemory(to: UInt8.self).baseAddress,
                    key.count
                ) == 1
            }
            return key.count
        }
        return isDerived ? key : nil
    }
}

extension KeyDerivation {
    /// Whether a password is long enough to be worth anything under this derivation.
    ///
    /// - Throws: ``LighterStatus/Failure`` `key.weak_password` (65).
    func require(_ password: SecretBytes) throws(Failure) {
        guard password.count < leastPasswordByteCount else { return }
        throw Failure(
            "key.weak_password",
            .data,
            "without a key derivation the password has to be random and at least \(leastPasswordByteCount) characters long",
            hint: "openssl rand -hex 32 makes one; or take --kdf interactive"
        )
    }
}
