import LighterLayerOne
import LighterSigning
import LighterTransactions

/// Registering keys and opening sub-accounts.
extension Engine {
    /// How many sub-accounts a master account may have (api.md, section 8.3).
    static let subAccountLimit = 8

    /// That the owner on layer 1 signed a transaction (signing.md, "Layer-1 signature").
    func checkOwner(
        _ account: AccountIndex,
        signed transaction: Transaction,
        _ signature: LayerOneSignature
    ) throws(Refusal) {
        guard let owner = exchange.account(account.value)?.owner else { throw .accountNotFound }
        guard let message = transaction.layerOneMessage,
            PersonalSignature(signature.text)?.signer(of: message) == owner
        else { throw .layer1SignatureFailed }
    }

    func check(_ create: CreateSubAccount) throws(Refusal) {
        guard subAccounts(of: create.account.value) < Engine.subAccountLimit else { throw .tooManySubAccounts }
    }

    mutating func register(_ change: ChangePublicKey) -> Outcome {
        let address = KeyAddress(account: change.account, key: change.apiKey)
        keys[address] = APIKey(publicKey: change.publicKey, registeredAt: clock)
        return .done(.keyChanged(address))
    }

    /// Opens a sub-account. Their indices count down (api.md, section 5.5).
    mutating func createSubAccount(of master: Int) -> Outcome {
        let account = exchange.accounts[master]
        guard account.isMaster else { return .refused(.invalidAccount) }
        guard subAccounts(of: account.index) < Engine.subAccountLimit else { return .refused(.tooManySubAccounts) }
        let index = nextSubAccountIndex
        nextSubAccountIndex -= 1
        exchange.open(index, masterIndex: account.index, owner: account.owner)
        return .done(.subAccount(master: account.index, index: index))
    }

    private func subAccounts(of master: Int64) -> Int {
        exchange.accounts.count { $0.masterIndex == master && !$0.isMaster }
    }
}
