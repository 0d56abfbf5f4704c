import LighterEngine
import LighterSigning
import LighterTransactions

/// Who asks, by an auth token (api.md, sections 3.2 and 3.3).
enum Authorization {
    /// The longest life of a token, in seconds.
    static let longestLife: Int64 = 8 * 3_600

    /// Reads and checks the token of a request and returns the account it stands for.
    ///
    /// - Throws: ``Refusal`` 20001 without a token, 20013 for one that does not hold.
    static func account(of request: Request, _ engine: Engine) throws(Refusal) -> Int64 {
        guard let text = request.authorization ?? request.query.text("auth") else {
            throw .invalidParameter.detailed(
                "auth is missing: set the authorization header or the auth query parameter"
            )
        }
        let token: AuthToken
        do { token = try AuthToken(parsing: text) } catch { throw .invalidToken("\(error)") }
        let now = engine.clock.seconds
        guard token.deadline > now else { throw .invalidDeadline.detailed("the token has expired") }
        guard token.deadline <= now + longestLife else {
            throw .invalidDeadline.detailed("more than 8 hours ahead")
        }
        guard let account = AccountIndex(exactly: token.accountIndex),
            let index = APIKeyIndex(exactly: Int64(token.apiKeyIndex)),
            let key = engine.keys[KeyAddress(account: account, key: index)]
        else { throw .invalidToken("no such api key") }
        guard token.isValid(under: key.publicKey) else { throw .invalidToken("the signature does not verify") }
        return token.accountIndex
    }

    /// - Throws: ``Refusal`` also when the token stands for another account.
    static func require(_ account: Int64, of request: Request, _ engine: Engine) throws(Refusal) {
        let authorized = try self.account(of: request, engine)
        guard authorized == account else { throw .invalidToken("it is not for account \(account)") }
    }
}

extension Refusal {
    static func invalidToken(_ reason: String) -> Refusal {
        Refusal(Refusal.invalidDeadline.code, "invalid auth token: \(reason)")
    }
}
