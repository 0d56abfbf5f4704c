import LighterSigning
import LighterTransactions

/// Which key of which account.
public struct KeyAddress: Hashable, Sendable {
    public let account: AccountIndex
    public let key: APIKeyIndex

    public init(account: AccountIndex, key: APIKeyIndex) {
        self.account = account
        self.key = key
    }
}

/// A registered API key.
public struct APIKey: Hashable, Sendable {
    public let publicKey: PublicKey
    public let registeredAt: Moment
}
