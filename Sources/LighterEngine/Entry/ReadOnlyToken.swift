/// A token the venue itself gave out, with which its bearer may read an account and nothing else (api.md, sections 3.4
/// and 7.26). A secret.
public struct ReadOnlyToken: Hashable, Sendable {
    public let id: Int64
    /// `ro:{account}:{single|all}:{expiry}:{hex}`.
    public let text: String
    public let name: String
    public let account: Int64
    /// Seconds since the epoch.
    public let expiry: Int64
    /// Whether it reads the other accounts of the same owner too.
    public let coversSubAccounts: Bool
    public internal(set) var isRevoked = false
}

/// The read-only tokens of all accounts, by their ids.
public struct ReadOnlyTokens: Sendable {
    /// How far ahead an expiry has to be, and may be, in seconds: a day, ten years.
    public static let life: ClosedRange<Int64> = 86_400...3_650 * 86_400
    /// How many of an account may be valid at a time.
    public static let limit = 10
    /// The one scope there is.
    public static let scopes = "read.*"
    static let nameLimit = 50

    private var tokens: [ReadOnlyToken] = []
    private var random: RandomSource

    /// Tokens whose secrets follow from a seed.
    init(seed: UInt64) { random = RandomSource(seed: seed ^ 0x7265_6164_6F6E_6C79) }

    /// All tokens an account was given, oldest first.
    public func tokens(of account: Int64) -> [ReadOnlyToken] { tokens.filter { $0.account == account } }

    /// The token of this text, if the venue gave it out.
    public subscript(text: String) -> ReadOnlyToken? { tokens.first { $0.text == text } }

    /// Gives a token out.
    ///
    /// - Throws: ``Refusal`` 61001 to 61004 and 61007 to 61009.
    public mutating func create(
        name: String,
        account: Int64,
        expiry: Int64,
        coversSubAccounts: Bool,
        scopes: String,
        at time: Moment
    ) throws(Refusal) -> ReadOnlyToken {
        try ReadOnlyTokens.check(name: name)
        guard scopes == ReadOnlyTokens.scopes else { throw .customScopes }
        let ahead = expiry.subtractingReportingOverflow(time.seconds)
        guard !ahead.overflow, ahead.partialValue >= ReadOnlyTokens.life.lowerBound else { throw .tokenExpiryTooSoon }
        guard ahead.partialValue <= ReadOnlyTokens.life.upperBound else { throw .tokenExpiryTooLate }
        let valid = tokens.filter { $0.account == account && !$0.isRevoked && $0.expiry > time.seconds }
        guard valid.count < ReadOnlyTokens.limit else { throw .tooManyTokens }
        let token = ReadOnlyToken(
            id: Int64(tokens.count + 1),
            text: "ro:\(account):\(coversSubAccounts ? "all" : "single"):\(expiry):\(random.hexDigits())",
            name: name,
            account: account,
            expiry: expiry,
            coversSubAccounts: coversSubAccounts
        )
        tokens.append(token)
        return token
    }

    /// Makes a token worthless.
    ///
    /// - Throws: ``Refusal`` 61005, 61006.
    public mutating func revoke(_ id: Int64, of account: Int64) throws(Refusal) {
        guard let place = tokens.firstIndex(where: { $0.id == id && $0.account == account }) else {
            throw .tokenNotFound
        }
        guard !tokens[place].isRevoked else { throw .tokenAlreadyRevoked }
        tokens[place].isRevoked = true
    }

    private static func check(name: String) throws(Refusal) {
        guard !name.isEmpty else { throw .tokenNameEmpty }
        guard name.count <= nameLimit else { throw .tokenNameTooLong }
        let isPlain = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: " -_.".utf8.contains(byte)
            }
        }
        guard isPlain else { throw .tokenNameInvalid }
    }
}

extension Refusal {
    static let tokenExpiryTooSoon = Refusal(61001, "api token expiry is before minimum allowed expiry of 1 day")
    static let tokenExpiryTooLate = Refusal(61002, "api token expiry is after maximum allowed expiry of 10 years")
    static let tooManyTokens = Refusal(61003, "maximum number of 10 api tokens for the account exceeded")
    static let customScopes = Refusal(61004, "custom scopes for api tokens are not supported yet")
    static let tokenNotFound = Refusal(61005, "api token not found or does not belong to this account")
    static let tokenAlreadyRevoked = Refusal(61006, "api token has already been revoked")
    static let tokenNameEmpty = Refusal(61007, "api token name cannot be empty")
    static let tokenNameTooLong = Refusal(61008, "api token name cannot exceed 50 characters")
    static let tokenNameInvalid = Refusal(
        61009,
        "api token name can only contain letters, numbers, spaces, hyphens, underscores, and periods"
    )
}
