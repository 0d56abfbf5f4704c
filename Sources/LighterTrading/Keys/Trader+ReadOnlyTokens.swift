import LighterStatus
import LighterTransactions
import LighterVenue

/// The tokens that the venue gives out for reading an account.
extension Trader {
    /// The account's tokens, those that were revoked or have expired too.
    ///
    /// - Throws: ``Failure``.
    public func readOnlyTokens() throws(Failure) -> [ReadOnlyToken] { try venue.readOnlyTokens(account()) }

    /// Has the venue make a token, once.
    ///
    /// - Parameter end: seconds since the Unix epoch.
    /// - Returns: the token, its text included.
    /// - Throws: ``Failure``: of class `unknown` where one may have been made. It is not looked for: another of the same
    ///   name and end may be there, and whoever sees it can revoke it.
    public func createReadOnlyToken(_ terms: ReadOnlyTokenTerms, until end: Int64) throws(Failure) -> ReadOnlyToken {
        while true {
            do throws(Failure) {
                return try venue.createReadOnlyToken(
                    account(),
                    name: terms.name.text,
                    expiry: end,
                    coversSubAccounts: terms.coversSubAccounts
                )
            } catch {
                guard error.exit != .unknown else { throw Trader.lost("made, and then it has to be revoked", error) }
                try waitOut(error)
            }
        }
    }

    /// Makes a token worthless. Where the venue's answer is lost the token is looked at.
    ///
    /// - Returns: whether it was worthless before.
    /// - Throws: ``Failure``: of class `unknown` where that may have been done.
    public func revokeReadOnlyToken(_ id: Int64) throws(Failure) -> Bool {
        while true {
            do throws(Failure) {
                try venue.revokeReadOnlyToken(id, of: account())
                return false
            } catch {
                if error.code == "venue.token_revoked" { return true }
                guard error.exit == .unknown else {
                    try waitOut(error)
                    continue
                }
                guard let token = try? readOnlyToken(id), token.isRevoked else { throw Trader.lost("revoked", error) }
                return false
            }
        }
    }

    /// The account's token of this id.
    ///
    /// - Throws: ``Failure`` of class not-found where there is none.
    public func readOnlyToken(_ id: Int64) throws(Failure) -> ReadOnlyToken {
        guard let token = try readOnlyTokens().first(where: { $0.id == id }) else {
            throw Failure(
                "venue.token_not_found",
                .notFound,
                "the account has no read-only token \(id)",
                hint: "lighter keys token list"
            )
        }
        return token
    }

    private static func lost(_ change: String, _ failure: Failure) -> Failure {
        Failure(
            failure.code,
            .unknown,
            "the request left and no usable answer came; the token may have been \(change)",
            hint: "lighter keys token list",
            venue: failure.venue
        )
    }
}
