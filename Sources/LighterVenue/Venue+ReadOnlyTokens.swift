import LighterJSON
import LighterStatus
import LighterTransactions

/// The read-only tokens that the venue gives out. All of this needs a token that a key of the account signed.
extension Venue {
    /// The tokens of an account, those that were revoked or have expired too.
    public func readOnlyTokens(_ account: AccountIndex) throws(Failure) -> [ReadOnlyToken] {
        try ask(.tokens(account)) { (reader) throws(JSONError) in
            try reader.list("api_tokens", ReadOnlyToken.init)
        }
    }

    /// Asks for a new token, once.
    ///
    /// - Parameter expiry: seconds since the Unix epoch.
    /// - Throws: ``Failure``: of class `unknown` where one may have been made.
    public func createReadOnlyToken(
        _ account: AccountIndex,
        name: String,
        expiry: Int64,
        coversSubAccounts: Bool
    ) throws(Failure) -> ReadOnlyToken {
        let endpoint = Endpoint.createToken(
            account,
            name: name,
            expiry: expiry,
            coversSubAccounts: coversSubAccounts
        )
        return try ask(endpoint) { (reader) throws(JSONError) in
            let token = try ReadOnlyToken(reader)
            guard token.text != nil else { throw .missing(path: "api_token") }
            return token
        }
    }

    /// Makes a token worthless, once.
    ///
    /// - Throws: ``Failure``: of class `unknown` where that may have been done.
    public func revokeReadOnlyToken(_ id: Int64, of account: AccountIndex) throws(Failure) {
        try ask(.revokeToken(id, account)) { (reader) throws(JSONError) in
            guard try reader.flag("revoked") else {
                throw .mismatch(path: "revoked", expected: "true", found: "something else")
            }
        }
    }
}
