import LighterKeys
import LighterStatus
import LighterTransactions

extension Trader {
    /// The least index of an API key that is no app's of the venue's own (api.md, section 3.5).
    private static let leastFreeIndex: Int64 = 4

    /// For whom a new key is: the profile's account and index, where no others are given.
    ///
    /// - Parameter isForced: lets an index be taken that is the venue's own apps'.
    /// - Throws: ``Failure`` of class configuration without an account or index, of class refused for an index of theirs.
    public func binding(
        account: AccountIndex? = nil,
        apiKey: APIKeyIndex? = nil,
        isForced: Bool
    ) throws(Failure) -> KeyBinding {
        let owner = if let account { account } else { try self.account() }
        let index = if let apiKey { apiKey } else { try self.apiKey() }
        if !isForced { try Trader.requireFree(index) }
        return KeyBinding(network: access.network, chainID: access.chainID, account: owner, apiKey: index)
    }

    /// That an index is none of the venue's own apps'.
    ///
    /// - Throws: ``Failure`` of class refused.
    static func requireFree(_ index: APIKeyIndex) throws(Failure) {
        guard index.value < leastFreeIndex else { return }
        throw Failure(
            "key.reserved_index",
            .refused,
            "API key index \(index) is one of the venue's own apps', 0 to \(leastFreeIndex - 1), which would be logged out",
            hint: "take an index from \(leastFreeIndex) on, or add --force"
        )
    }
}
