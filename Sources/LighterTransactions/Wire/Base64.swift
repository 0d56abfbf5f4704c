import COpenSSL

/// Standard base64 with padding (RFC 4648, section 4), by OpenSSL.
public enum Base64 {
    public static func encode(_ bytes: [UInt8]) -> String {
        let capacity = (bytes.count + 2) / 3 * 4
        return String(unsafeUninitializedCapacity: capacity + 1) { buffer in
            Int(EVP_EncodeBlock(buffer.baseAddress, bytes, Int32(bytes.count)))
        }
    }

    /// The bytes of a text, or nil when it is not exactly what ``encode(_:)`` would write of them.
    public static func decode(_ text: String) -> [UInt8]? {
        let characters = Array(text.utf8)
        guard characters.count % 4 == 0, characters.count < Int(Int32.max) else { return nil }
        let padding = characters.reversed().prefix { $0 == UInt8(ascii: "=") }.count
        guard padding <= 2 else { return nil }
        var bytes = [UInt8](repeating: 0, count: characters.count / 4 * 3)
        let count = EVP_DecodeBlock(&bytes, characters, Int32(characters.count))
        guard count == bytes.count else { return nil }
        bytes.removeLast(padding)
        return encode(bytes) == text ? bytes : nil
    }
}
