import LighterLayerOne
import LighterLedger
import LighterSigning
import LighterStatus
import LighterTransactions
import LighterVenue

/// What the venue knows of the account's keys.
extension Trader {
    /// Codes by which the venue says that it knows no key, or no sequence of nonces, under an index.
    private static let unknownKey: Set<Int> = [21101, 21109]

    /// All keys of the account; none where none was ever registered.
    ///
    /// - Throws: ``Failure``.
    func registeredKeys() throws(Failure) -> [RegisteredKey] {
        let account = try account()
        do { return try venue.apiKeys(account).filter { $0.account == account } } catch {
            guard let code = error.venue?.code, Trader.unknownKey.contains(code) else { throw error }
            return []
        }
    }

    /// The key under the index this trader acts with.
    func registeredKey() throws(Failure) -> RegisteredKey? {
        let apiKey = try apiKey()
        return try registeredKeys().first { $0.index == apiKey }
    }

    /// The next nonce as the venue tells it. An index that never had a key has used none.
    func freeNonce() throws(Failure) -> Nonce {
        do { return try venue.nextNonce(account(), apiKey()) } catch {
            guard let code = error.venue?.code, Trader.unknownKey.contains(code),
                let first = Nonce(exactly: NonceKind.bounds.lowerBound)
            else { throw error }
            return first
        }
    }

    /// The nonce a registration has to carry: what a person signs for it should not be in vain, so that the ledger is not
    /// taken at its word.
    func nonceOfRegistration() throws(Failure) -> Nonce {
        let key = SigningKeyIdentity(venue: access.identity, account: try account(), apiKey: try apiKey())
        let known = (try? ledger().nextNonce(of: key)) ?? nil
        let told = try freeNonce()
        return max(known ?? told, told)
    }

    /// The account as the venue shows it, with its owner on layer 1.
    func accountWithOwner() throws(Failure) -> (account: Account, owner: LayerOneAddress) {
        let account = try venue.account(account())
        guard let owner = LayerOneAddress(account.address), owner != .zero else {
            throw Failure(
                "venue.unreadable_owner",
                .protocol,
                "the venue does not say who owns account \(account.index) on layer 1"
            )
        }
        return (account, owner)
    }

    /// Why the venue does not take a token made with this trader's key; nil where it does.
    ///
    /// - Throws: ``Failure`` where the venue does not say.
    func refusalOfToken() throws(Failure) -> Failure? {
        do {
            _ = try venue.inactiveOrders(account(), limit: 1)
            return nil
        } catch {
            guard error.exit == .permission, error.venue != nil else { throw error }
            return error
        }
    }
}
