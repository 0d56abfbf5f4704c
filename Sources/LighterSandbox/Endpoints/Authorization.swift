import LighterEngine
import LighterSigning
import LighterTransactions

/// Who asks, by an auth token: one that an API key signed, or a read-only one that the venue gave out (api.md, sections
/// 3.2 to 3.4).
struct Authorization: Hashable, Sendable {
    /// The account the token stands for.
    let account: Int64
    /// Whether it stands for the other accounts of the same owner too.
    let coversSubAccounts: Bool
    /// Whether it may be used for reading alone.
    let isReadOnly: Bool

    /// The longest life of a signed token, in seconds.
    static let longestLife: Int64 = 8 * 3_600

    /// Reads and checks a token.
    ///
    /// - Throws: ``Refusal`` 20013 for one that does not hold.
    init(_ text: String, _ engine: Engine) throws(Refusal) {
        guard !text.hasPrefix("ro:") else {
            self = try Authorization(readOnly: text, engine)
            return
        }
        let token: AuthToken
        do { token = try AuthToken(parsing: text) } catch { throw .invalidToken("\(error)") }
        guard token.deadline > engine.clientTime.seconds else {
            throw .invalidDeadline.detailed("the token has expired")
        }
        guard token.deadline <= engine.clock.seconds + Authorization.longestLife else {
            throw .invalidDeadline.detailed("more than 8 hours ahead")
        }
        guard let account = AccountIndex(exactly: token.accountIndex),
            let index = APIKeyIndex(exactly: Int64(token.apiKeyIndex)),
            let key = engine.keys[KeyAddress(account: account, key: index)]
        else { throw .invalidToken("no such api key") }
        guard token.isValid(under: key.publicKey) else { throw .invalidToken("the signature does not verify") }
        self.account = token.accountIndex
        (coversSubAccounts, isReadOnly) = (false, false)
    }

    private init(readOnly text: String, _ engine: Engine) throws(Refusal) {
        guard let token = engine.readOnlyTokens[text] else { throw .invalidToken("no such read-only token") }
        guard !token.isRevoked else { throw .invalidToken("it has been revoked") }
        guard token.expiry > engine.clock.seconds else { throw .invalidDeadline.detailed("the token has expired") }
        account = token.account
        (coversSubAccounts, isReadOnly) = (token.coversSubAccounts, true)
    }

    /// Reads and checks the token of a request.
    ///
    /// - Throws: ``Refusal`` 20001 without a token, 20013 for one that does not hold.
    init(_ request: Request, _ engine: Engine) throws(Refusal) {
        guard let text = request.authorization ?? request.query.text("auth") else {
            throw .invalidParameter.detailed(
                "auth is missing: set the authorization header or the auth query parameter"
            )
        }
        try self.init(text, engine)
    }

    /// Whether the token stands for an account.
    func covers(_ account: Int64, _ exchange: Exchange) -> Bool {
        if account == self.account { return true }
        guard coversSubAccounts, let own = exchange.account(self.account), let other = exchange.account(account) else {
            return false
        }
        return own.masterIndex == other.masterIndex
    }

    /// The account that the token of a request stands for.
    ///
    /// - Throws: ``Refusal``.
    static func account(of request: Request, _ engine: Engine) throws(Refusal) -> Int64 {
        try Authorization(request, engine).account
    }

    /// - Throws: ``Refusal`` also when the token stands for another account.
    static func require(_ account: Int64, of request: Request, _ engine: Engine) throws(Refusal) {
        guard try Authorization(request, engine).covers(account, engine.exchange) else {
            throw .invalidToken("it is not for account \(account)")
        }
    }

    /// For what changes something: a token that an API key of the account signed.
    ///
    /// - Throws: ``Refusal`` also for a read-only token.
    static func requireSigned(_ account: Int64, of request: Request, _ engine: Engine) throws(Refusal) {
        let authorization = try Authorization(request, engine)
        guard !authorization.isReadOnly else { throw .invalidToken("it is for reading only") }
        guard authorization.covers(account, engine.exchange) else {
            throw .invalidToken("it is not for account \(account)")
        }
    }
}

extension Refusal {
    static func invalidToken(_ reason: String) -> Refusal {
        Refusal(Refusal.invalidDeadline.code, "invalid auth token: \(reason)")
    }
}
