import LighterJSON
import LighterTransactions

/// A token that the venue gave out, with which its bearer may read an account and nothing else (api.md, sections 3.4 and
/// 7.26). Its text is a secret; it prints without it.
public struct ReadOnlyToken: Hashable, Sendable {
    /// What it is revoked by.
    public let id: Int64
    public let name: String
    public let account: AccountIndex
    /// Milliseconds since the Unix epoch.
    public let expiresAt: Int64
    /// Whether it reads the other accounts of the same owner too.
    public let coversSubAccounts: Bool
    public let isRevoked: Bool
    /// The token as it is sent, a secret; nil where the venue does not tell it.
    public let text: String?

    init(_ reader: JSONReader) throws(JSONError) {
        id = try reader.required("token_id", reader.integer("token_id"))
        name = try reader.word("name")
        account = try reader.requiredBounded("account_index")
        expiresAt = try reader.required("expiry", reader.time("expiry"))
        coversSubAccounts = try reader.flag("sub_account_access")
        isRevoked = try reader.flag("revoked")
        reader.passOver(["scopes"])
        let text = try reader.text("api_token")
        // Five parts, the last one of digits: a venue that hides it puts something else there.
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let isWhole = parts.count == 5 && parts[0] == "ro" && !parts[4].isEmpty
        self.text = isWhole && text.utf8.allSatisfy(ReadOnlyToken.isPlain) ? text : nil
    }

    /// The token but for its secret part: `ro:720500:single:1822700000:`.
    public var prefix: String { "ro:\(account):\(coversSubAccounts ? "all" : "single"):\(expiresAt / 1000):" }

    /// Letters, digits, and the signs between the parts.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

extension ReadOnlyToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "ReadOnlyToken(\(id), \(prefix)redacted)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
