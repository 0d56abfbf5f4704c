import LighterKeys
import LighterStatus
import LighterTransactions

extension Trader {
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
        guard index.isReserved else { return }
        throw Failure(
            "key.reserved_index",
            .refused,
            "API key index \(index) is one of the venue's own apps', 0 to 3, which would be logged out",
            hint: "take an index from 4 on, or add --force"
        )
    }
}

extension APIKeyIndex {
    /// Whether it is one of the venue's own apps' (api.md, section 3.5).
    var isReserved: Bool { value < 4 }
}
