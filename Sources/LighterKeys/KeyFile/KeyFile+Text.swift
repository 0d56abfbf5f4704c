import LighterJSON
import LighterProfile
import LighterSigning
import LighterStatus
import LighterTransactions

/// The text of a key file: one JSON object, and the end of the line. There is one way to write it, so that whatever is
/// changed shows.
extension KeyFile {
    /// More than any key file has.
    static let maximumSize = 2048

    private static let schema = "lighter.key_file/1"
    private static let cipherName = "aes-256-gcm"
    private static let derivationName = "scrypt"

    /// What the file holds.
    var text: String {
        var object = header
        object["sealed"] = .string(Hex.encode(sealed))
        return KeyFile.line(object)
    }

    /// What is bound to the key: all of the file but the key.
    var associated: [UInt8] { Array(KeyFile.line(header).utf8) }

    private var header: JSONObject {
        [
            "schema": .string(KeyFile.schema),
            "network": .string(binding.network.rawValue),
            "chain_id": .integer(binding.chainID.value),
            "account": .string(binding.account.description),
            "api_key_index": .integer(binding.apiKey.value),
            "public_key": .string(publicKey.hexDigits),
            "created_at": .integer(createdAt),
            "kdf": .string(KeyFile.derivationName),
            "n": .integer(derivation.cost),
            "r": .integer(KeyDerivation.blockSize),
            "p": .integer(KeyDerivation.parallelism),
            "salt": .string(Hex.encode(salt)),
            "cipher": .string(KeyFile.cipherName),
            "nonce": .string(Hex.encode(nonce)),
        ]
    }

    /// Whether bytes begin as a key file does, and not as the digits of a key.
    static func isBegun(by byte: UInt8?) -> Bool { byte == UInt8(ascii: "{") }

    /// Reads a key file.
    ///
    /// - Throws: ``LighterStatus/Failure``: `key.damaged` (65) for anything but what was written once.
    public init(text: some Collection<UInt8>) throws(Failure) {
        let bytes = Array(text)
        do throws(JSONError) {
            try self.init(JSONReader(JSON.decode(bytes)))
        } catch {
            let reason = if case .syntax = error { "it is cut short, or no JSON" } else { "\(error)" }
            throw KeyFile.damaged(reason)
        }
        guard bytes.elementsEqual(self.text.utf8) else {
            throw KeyFile.damaged("it is not as it was written")
        }
    }

    private init(_ reader: JSONReader) throws(JSONError) {
        func text(_ key: String) throws(JSONError) -> String { try reader.required(key, reader.string(key)) }
        func integer(_ key: String) throws(JSONError) -> Int64 { try reader.required(key, reader.integer(key)) }
        func bytes(_ key: String, _ count: Int) throws(JSONError) -> [UInt8] {
            guard let bytes = try? Hex.decode(text(key)), bytes.count == count else {
                throw .mismatch(path: key, expected: "\(2 * count) hexadecimal digits", found: "something else")
            }
            return bytes
        }
        func known(_ key: String, _ word: String) throws(JSONError) {
            let found = try text(key)
            guard found == word else {
                throw .mismatch(path: key, expected: word, found: "\"\(sanitized(String(found.prefix(40))))\"")
            }
        }
        func bounded<Kind>(_ key: String, _ value: Int64?) throws(JSONError) -> Bounded<Kind> {
            guard let value, let bounded = Bounded<Kind>(exactly: value) else {
                throw .mismatch(path: key, expected: Kind.name, found: "something else")
            }
            return bounded
        }
        try known("schema", KeyFile.schema)
        try known("kdf", KeyFile.derivationName)
        try known("cipher", KeyFile.cipherName)
        guard let derivation = try KeyDerivation(cost: integer("n")) else {
            throw .mismatch(path: "n", expected: "a power of two up to 2^20", found: "something else")
        }
        guard let network = try Network(rawValue: text("network")) else {
            throw .mismatch(path: "network", expected: "a network", found: "something else")
        }
        guard let publicKey = try? PublicKey(hex: text("public_key")) else {
            throw .mismatch(path: "public_key", expected: "a public key", found: "something else")
        }
        self.init(
            binding: KeyBinding(
                network: network,
                chainID: try bounded("chain_id", integer("chain_id")),
                account: try bounded("account", Int64(text("account"))),
                apiKey: try bounded("api_key_index", integer("api_key_index"))
            ),
            publicKey: publicKey,
            createdAt: try integer("created_at"),
            derivation: derivation,
            salt: try bytes("salt", KeyDerivation.saltByteCount),
            nonce: try bytes("nonce", Cipher.nonceByteCount),
            sealed: try bytes("sealed", KeyFile.sealedByteCount)
        )
    }

    /// A key file that is not as it was written.
    static func damaged(_ reason: String) -> Failure {
        Failure(
            "key.damaged",
            .data,
            "this key file is damaged: \(reason)",
            hint: "restore it from a copy, or register a new key: lighter keys generate NAME"
        )
    }

    /// Texts of digits and known words always encode.
    private static func line(_ object: JSONObject) -> String {
        ((try? JSON.object(object).encoded()) ?? "") + "\n"
    }
}
