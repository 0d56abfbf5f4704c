import LighterJSON
import LighterTransactions

/// An API key as the venue knows it (api.md, section 7.15).
public struct RegisteredKey: Hashable, Sendable {
    public let account: AccountIndex
    public let index: APIKeyIndex
    /// 80 hexadecimal digits in lower case, without 0x.
    public let publicKey: String
    /// When it was registered or last changed, milliseconds since the Unix epoch.
    public let changedAt: Int64?

    init(_ reader: JSONReader) throws(JSONError) {
        account = try reader.requiredBounded("account_index")
        index = try reader.requiredBounded("api_key_index")
        let text = try reader.required("public_key", reader.string("public_key")).lowercased()
        let digits = text.hasPrefix("0x") ? String(text.dropFirst(2)) : text
        let isHexadecimal = digits.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
        guard digits.utf8.count == 80, isHexadecimal else {
            throw .mismatch(
                path: reader.path(of: "public_key"),
                expected: "80 hexadecimal digits",
                found: "\"\(text.prefix(90))\""
            )
        }
        publicKey = digits
        changedAt = try reader.time("transaction_time")
        reader.passOver(["nonce"])
    }
}
