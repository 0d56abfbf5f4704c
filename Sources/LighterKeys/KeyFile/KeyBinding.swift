import LighterProfile
import LighterTransactions

/// For whom, and where, a key signs. A key file is bound to it: changed in the file, the key does not open.
public struct KeyBinding: Hashable, Sendable {
    public let network: Network
    public let chainID: ChainID
    public let account: AccountIndex
    public let apiKey: APIKeyIndex

    public init(network: Network, chainID: ChainID, account: AccountIndex, apiKey: APIKeyIndex) {
        self.network = network
        self.chainID = chainID
        self.account = account
        self.apiKey = apiKey
    }
}

extension KeyBinding: CustomStringConvertible {
    public var description: String { "API key \(apiKey) of account \(account) on \(network.rawValue)" }
}
