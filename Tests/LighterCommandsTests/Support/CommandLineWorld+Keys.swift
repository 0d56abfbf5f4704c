import Foundation
import LighterJSON
import LighterLayerOne
import LighterSigning
import LighterVenue
import Testing

extension CommandLineWorld {
    /// The account's owner.
    func owner() throws -> LayerOneKey {
        let digits = try #require(account["l1_private_key"]?.string)
        return try #require(LayerOneKey(hex: digits))
    }

    /// The words that register a key by its owner's.
    var registers: String { "keys register --l1-key-file \(directory)/owner.key" }

    /// Writes a profile of this world's account with a fresh key under an index, and gives that key. The owner's is in
    /// `owner.key`.
    @discardableResult
    func writeKey(_ profile: String, index: Int, _ more: String = "") throws -> PrivateKey {
        let key = try PrivateKey.generate()
        try write("config/\(profile).key", key.exposedHex())
        try write("owner.key", "0x" + owner().exposedHex() + "\n")
        try write(
            "config/\(profile).toml",
            """
            extends = "test"
            api_key_index = \(index)
            [key]
            file = "\(profile).key"
            \(more)

            """
        )
        return key
    }

    /// The text an owner signs to register a key, as the venue's official signer writes it (signing.md).
    func registrationText(_ key: PrivateKey, index: Int, nonce: Int) throws -> String {
        func number(_ value: Int64) -> String { "0x" + String(format: "%016llx", value) }
        let account = try #require(account["account_index"]?.integer)
        return """
            Register Lighter Account

            pubkey: 0x\(key.publicKey.hexDigits)
            nonce: \(number(Int64(nonce)))
            account index: \(number(account))
            api key index: \(number(Int64(index)))
            Only sign this message for a trusted client!
            """
    }

    /// The public key the venue has under an index.
    func registeredKey(_ index: Int) throws -> String? {
        let query: [HTTPRequest.Field] = [.init("account_index", "\(account["account_index"]?.integer ?? 0)")]
        let keys = try get("/api/v1/apikeys", query)["api_keys"]?.array
        return keys?.first { $0["api_key_index"]?.integer == Int64(index) }?["public_key"]?.string
    }

    /// A wallet as a program: it keeps what it was given, and prints the signature of it among those made beforehand.
    func writeWallet(_ signatures: [(text: String, signature: String)], before action: String = "") throws -> String {
        let cases = signatures.map { "if [ \"$text\" = '\($0.text)' ]; then echo '\($0.signature)'; fi" }
        try write(
            "wallet.sh",
            """
            if [ $# -gt 0 ]; then text=$1; else text=$(cat); fi
            printf '%s\\n--\\n' "$text" >> \(directory)/texts
            \(action)
            \(cases.joined(separator: "\n"))

            """
        )
        return "sh \(directory)/wallet.sh"
    }

    /// What the wallet was given, each text once it was asked for.
    func textsGivenToWallet() throws -> [String] {
        let all = (try? String(contentsOfFile: directory + "/texts", encoding: .utf8)) ?? ""
        return all.components(separatedBy: "\n--\n").dropLast()
    }
}

extension PersonalSignature {
    /// The other signature that holds for the same text and key: s becomes n − s, and the parity is the other.
    var mirrored: String {
        let order: [UInt8] =
            [UInt8](repeating: 0xFF, count: 15) + [0xFE] + [
                0xBA, 0xAE, 0xDC, 0xE6, 0xAF, 0x48, 0xA0, 0x3B, 0xBF, 0xD2, 0x5E, 0x8C, 0xD0, 0x36, 0x41, 0x41,
            ]
        var s = [UInt8](repeating: 0, count: 32)
        var borrow = 0
        for place in (0..<32).reversed() {
            let difference = Int(order[place]) - Int(bytes[32 + place]) - borrow
            borrow = difference < 0 ? 1 : 0
            s[place] = UInt8(difference + 256 * borrow)
        }
        return "0x" + Hex.encode(bytes[0..<32] + s + [bytes[64] == 27 ? 28 : 27])
    }
}
