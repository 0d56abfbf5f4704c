import LighterTransactions

/// Transfers and withdrawals.
extension Engine {
    func check(_ transfer: Transfer, _ transaction: Transaction) throws(Refusal) {
        let sender = try owner(transfer.account)
        guard let recipient = exchange.place(ofAccount: transfer.recipient.value) else { throw .invalidRecipient }
        guard sender != recipient || transfer.fromRoute != transfer.toRoute else { throw .invalidRoute }
        let asset = try asset(transfer.asset, on: [transfer.fromRoute, transfer.toRoute])
        let accounts = exchange.accounts
        if accounts[sender].masterIndex != accounts[recipient].masterIndex {
            try checkOwner(transfer.account, signed: transaction, transfer.signature)
            guard transfer.amount.value >= asset.minimumTransfer else { throw .transferTooSmall }
            guard transfer.fee.value >= Engine.transferFee else { throw .invalidFee }
        }
        let available = exchange.available(asset, transfer.fromRoute, owner: sender)
        guard transfer.amount.value <= available else {
            throw transfer.fromRoute == .perps ? .notEnoughCollateral : .notEnoughBalance
        }
    }

    func check(_ withdrawal: Withdraw) throws(Refusal) {
        let owner = try owner(withdrawal.account)
        let asset = try asset(withdrawal.asset, on: [withdrawal.route])
        guard withdrawal.amount.value >= asset.minimumTransfer else { throw .withdrawalTooSmall }
        guard withdrawal.amount.value <= exchange.available(asset, withdrawal.route, owner: owner) else {
            throw .withdrawalTooHigh
        }
    }

    mutating func execute(_ transfer: Transfer) -> Outcome {
        guard let asset = Asset.all.first(where: { $0.index == transfer.asset.value }),
            let sender = exchange.place(ofAccount: transfer.account.value),
            let recipient = exchange.place(ofAccount: transfer.recipient.value)
        else { return .refused(.invalidRecipient) }
        return outcome(
            exchange.move(
                asset,
                transfer.amount.value,
                fee: transfer.fee.value,
                from: sender,
                transfer.fromRoute,
                to: recipient,
                transfer.toRoute
            )
        )
    }

    mutating func execute(_ withdrawal: Withdraw) -> Outcome {
        guard let asset = Asset.all.first(where: { $0.index == withdrawal.asset.value }),
            let owner = exchange.place(ofAccount: withdrawal.account.value)
        else { return .refused(.invalidAssetIndex) }
        return outcome(
            exchange.move(asset, withdrawal.amount.value, from: owner, withdrawal.route, to: nil, withdrawal.route)
        )
    }

    private func outcome(_ moved: Result<Movement, Refusal>) -> Outcome {
        switch moved {
        case .success(let movement): .done(.transferred(movement))
        case .failure(let refusal): .refused(refusal)
        }
    }

    /// The asset of an index, which on the perpetual side is always USDC.
    private func asset(_ index: AssetIndex, on routes: [AssetRoute]) throws(Refusal) -> Asset {
        guard let asset = Asset.all.first(where: { $0.index == index.value }) else { throw .invalidAssetIndex }
        guard asset == .usdc || !routes.contains(.perps) else { throw .onlyDollars }
        return asset
    }
}
