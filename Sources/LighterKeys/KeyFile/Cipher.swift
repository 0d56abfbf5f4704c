import COpenSSL
import LighterSecrets

/// AES-256-GCM (NIST SP 800-38D), by OpenSSL.
enum Cipher {
    static let keyByteCount = 32
    static let nonceByteCount = 12
    static let tagByteCount = 16

    /// `secret` under a key, and the tag behind it; nil when OpenSSL cannot.
    ///
    /// - Parameter associated: what is not hidden, but must be the same when it is opened.
    static func seal(
        _ secret: SecretBytes,
        key: SecretBytes,
        nonce: [UInt8],
        associated: [UInt8]
    ) -> [UInt8]? {
        with(key, nonce, isSealing: true) { context in
            var sealed = [UInt8](repeating: 0, count: secret.count + tagByteCount)
            var count: Int32 = 0
            let isSealed = secret.withBytes { secret in
                EVP_CipherUpdate(context, nil, &count, associated, Int32(associated.count)) == 1
                    && EVP_CipherUpdate(
                        context,
                        &sealed,
                        &count,
                        secret.bindMemory(to: UInt8.self).baseAddress,
                        Int32(secret.count)
                    ) == 1
            }
            guard isSealed, count == secret.count else { return nil }
            let hasTag = sealed.withUnsafeMutableBufferPointer { sealed in
                let end = sealed.baseAddress.map { $0 + secret.count }
                return EVP_CipherFinal_ex(context, end, &count) == 1
                    && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(tagByteCount), end) == 1
            }
            return hasTag ? sealed : nil
        }
    }

    /// What ``seal(_:key:nonce:associated:)`` sealed; nil under another key, and for anything that was changed.
    static func open(
        _ sealed: [UInt8],
        key: SecretBytes,
        nonce: [UInt8],
        associated: [UInt8]
    ) -> SecretBytes? {
        guard sealed.count >= tagByteCount else { return nil }
        return with(key, nonce, isSealing: false) { context in
            var tag = Array(sealed.suffix(tagByteCount))
            var isGenuine = false
            let secret = SecretBytes(capacity: sealed.count - tagByteCount) { memory in
                let place = memory.bindMemory(to: UInt8.self).baseAddress
                var count: Int32 = 0
                isGenuine =
                    EVP_CipherUpdate(context, nil, &count, associated, Int32(associated.count)) == 1
                    && EVP_CipherUpdate(context, place, &count, sealed, Int32(memory.count)) == 1
                    && count == memory.count
                    && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(tagByteCount), &tag) == 1
                    && EVP_CipherFinal_ex(context, place.map { $0 + memory.count }, &count) == 1
                return memory.count
            }
            return isGenuine ? secret : nil
        }
    }

    private static func with<Answer>(
        _ key: SecretBytes,
        _ nonce: [UInt8],
        isSealing: Bool,
        _ work: (OpaquePointer) -> Answer?
    ) -> Answer? {
        guard key.count == keyByteCount, nonce.count == nonceByteCount, let context = EVP_CIPHER_CTX_new() else {
            return nil
        }
        // Wipes what it holds of the key.
        defer { EVP_CIPHER_CTX_free(context) }
        let isReady = key.withBytes { key in
            EVP_CipherInit_ex(
                context,
                EVP_aes_256_gcm(),
                nil,
                key.bindMemory(to: UInt8.self).baseAddress,
                nonce,
                isSealing ? 1 : 0
            ) == 1
        }
        return isReady ? work(context) : nil
    }
}
