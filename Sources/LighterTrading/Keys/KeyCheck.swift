import LighterKeys
import LighterLayerOne
import LighterProfile
import LighterSigning
import LighterStatus
import LighterTransactions
import LighterVenue

/// What the venue knows of a key, asked for an account and an index.
public struct KeyCheck: Sendable {
    /// What was found where the key should be.
    public enum Subject: Sendable {
        /// The key this trader signs with.
        case apiKey(PublicKey)
        /// The owner's key, or anybody's, in the place of an API key; by its address.
        case layerOne(LayerOneAddress)
    }

    public enum Verdict: Hashable, Sendable {
        /// Registered under the index, and its tokens are taken.
        case works
        /// Registered under the index, but the venue does not take its tokens, for this reason.
        case doesNotWork(String)
        /// Registered under the index; whether its tokens are taken was not tried.
        case untried
        /// Registered under another index.
        case elsewhere(APIKeyIndex)
        /// The index has another key, and this one is registered nowhere.
        case replaced
        /// Registered nowhere; the index has none.
        case nowhere
        /// There is no such account on this network.
        case noAccount
        /// It is no API key but a layer-1 key: the owner's, or not.
        case layerOneKey(LayerOneAddress, ownsAccount: Bool)
    }

    public let verdict: Verdict
    public let account: AccountIndex
    public let apiKey: APIKeyIndex
    /// The account's owner on layer 1; nil where there is no account.
    public let owner: LayerOneAddress?
    /// The key's own; nil of a layer-1 key.
    public let publicKey: PublicKey?
    /// What is registered under the index.
    public let registered: RegisteredKey?
    /// The key of the keystore that is registered under the index, where there is one.
    public let holder: KeyName?
    /// What the next transaction under the index has to carry; nil where there is no key.
    public let nextNonce: Nonce?

    /// Whether transactions can be signed with it.
    public var works: Bool { verdict == .works }
}

extension Trader {
    /// What there is where the profile says that its key is.
    ///
    /// - Throws: ``Failure`` where it is no key at all.
    public func keyToCheck() throws(Failure) -> KeyCheck.Subject {
        do { return .apiKey(try privateKey().publicKey) } catch {
            // The digits of a layer-1 key are fewer: nothing can be both.
            guard let source = access.key.flatMap({ LayerOneKeySource($0.source) }),
                let key = try? keys.layerOneKey(source)
            else { throw error }
            return .layerOne(key.address)
        }
    }

    /// Asks the venue about the profile's key.
    ///
    /// - Parameter triesToken: whether one is made and shown to the venue, for which the private key is needed.
    /// - Throws: ``Failure`` where the venue does not say.
    public func checkKey(_ subject: KeyCheck.Subject, triesToken: Bool = true) throws(Failure) -> KeyCheck {
        let (account, apiKey) = (try account(), try apiKey())
        let publicKey: PublicKey? = if case .apiKey(let key) = subject { key } else { nil }
        let owner: LayerOneAddress?
        do { owner = try accountWithOwner().owner } catch {
            guard error.exit == .notFound else { throw error }
            owner = nil
        }
        let registrations = owner == nil ? [] : try registeredKeys()
        let registered = registrations.first { $0.index == apiKey }
        return KeyCheck(
            verdict: try verdict(on: subject, owner, registrations, apiKey, triesToken),
            account: account,
            apiKey: apiKey,
            owner: owner,
            publicKey: publicKey,
            registered: registered,
            holder: registered.flatMap { name(ofPublicKey: $0.publicKey) },
            nextNonce: registered == nil ? nil : try freeNonce()
        )
    }

    private func name(ofPublicKey publicKey: String) -> KeyName? {
        let listings = (try? keys.keystore.list()) ?? []
        return listings.first { (try? $0.content.get())?.publicKey.hexDigits == publicKey }?.name
    }

    private func verdict(
        on subject: KeyCheck.Subject,
        _ owner: LayerOneAddress?,
        _ keys: [RegisteredKey],
        _ apiKey: APIKeyIndex,
        _ triesToken: Bool
    ) throws(Failure) -> KeyCheck.Verdict {
        switch subject {
        case .layerOne(let address): return .layerOneKey(address, ownsAccount: address == owner)
        case .apiKey(let key):
            guard owner != nil else { return .noAccount }
            let places = keys.filter { $0.publicKey == key.hexDigits }
            if places.contains(where: { $0.index == apiKey }) {
                guard triesToken else { return .untried }
                return try refusalOfToken().map { .doesNotWork($0.message) } ?? .works
            }
            if let place = places.first { return .elsewhere(place.index) }
            return keys.contains { $0.index == apiKey } ? .replaced : .nowhere
        }
    }
}
