import LighterStatus
import LighterTransactions
import LighterVenue

/// The tokens that the venue gives out for reading an account.
extension Trader {
    /// The account's tokens, those that were revoked or have expired too.
    ///
    /// - Throws: ``Failure``.
    public func readOnlyTokens() throws(Failure) -> [ReadOnlyToken] { try venue.readOnlyTokens(account()) }

    /// Has the venue make a token, once. Where its answer is lost the token is looked for among the account's.
    ///
    /// - Parameter end: seconds since the Unix epoch.
    /// - Returns: the token, its text included.
    /// - Throws: ``Failure``: of class `unknown` where one may have been made.
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
                guard error.exit == .unknown else {
                    try waitOut(error)
                    continue
                }
                let made = try? readOnlyTokens().last { token in
                    token.name == terms.name.text && token.expiresAt == end * 1000 && !token.isRevoked
                        && token.coversSubAccounts == terms.coversSubAccounts && token.text != nil
                }
                guard let made else { throw Trader.lost("made", error) }
                return made
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
