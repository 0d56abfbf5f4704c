import LighterTransactions

/// What tells an API key from all others: where it is registered, for which account, under which index.
public struct SigningKeyIdentity: Hashable, Sendable {
    /// The network's name; of a venue on this machine its address too, as there may be many.
    public let venue: String
    public let account: AccountIndex
    public let apiKey: APIKeyIndex

    public init(venue: String, account: AccountIndex, apiKey: APIKeyIndex) {
        self.venue = venue
        self.account = account
        self.apiKey = apiKey
    }
}
