import LighterTransactions

/// Assets on their way between accounts, between the routes of one, and out of the venue (the venue's circuits,
/// `l2_transfer` and `l2_withdraw`).
extension Exchange {
    /// What an account may send off: of its collateral what no position and no order needs, and no profit that is not
    /// realised; of a spot balance what no order has locked.
    func available(_ asset: Asset, _ route: AssetRoute, owner: Int) -> Int64 {
        switch route {
        case .perps: asset == .usdc ? max(0, min(accounts[owner].collateral, margin(ofAccount: owner).available)) : 0
        case .spot: accounts[owner].balance(of: asset).free
        }
    }

    /// Moves an asset, or says why it cannot be.
    ///
    /// - Parameter recipient: Nil takes it out of the venue.
    mutating func move(
        _ asset: Asset,
        _ amount: Int64,
        fee: QuoteUnits = 0,
        from sender: Int,
        _ fromRoute: AssetRoute,
        to recipient: Int?,
        _ toRoute: AssetRoute
    ) -> Result<Movement, Refusal> {
        let (total, overflowed) = amount.addingReportingOverflow(asset == .usdc ? fee : 0)
        guard !overflowed, available(asset, fromRoute, owner: sender) >= total else {
            return .failure(fromRoute == .perps ? .notEnoughCollateral : .notEnoughBalance)
        }
        // Fees are paid in dollars, from where the asset comes.
        guard asset == .usdc || available(.usdc, fromRoute, owner: sender) >= fee else {
            return .failure(.notEnoughForFee)
        }
        change(asset, fromRoute, of: sender, by: -amount)
        if let recipient { change(asset, toRoute, of: recipient, by: amount) }
        if fee > 0, let collector = place(ofAccount: Exchange.feeCollector) {
            change(.usdc, fromRoute, of: sender, by: -fee)
            change(.usdc, .spot, of: collector, by: fee)
        }
        if recipient == nil { withdrawn[asset.index, default: 0] += amount }
        return .success(record(asset, amount, fee: fee, from: sender, fromRoute, to: recipient, toRoute))
    }

    /// Brings an asset into the venue: dollars as collateral, everything else as a spot balance.
    mutating func deposit(_ asset: Asset, _ amount: Int64, to recipient: Int) -> Movement {
        let route: AssetRoute = asset == .usdc ? .perps : .spot
        change(asset, route, of: recipient, by: amount)
        deposited[asset.index, default: 0] += amount
        return record(asset, amount, fee: 0, from: nil, route, to: recipient, route)
    }

    private mutating func record(
        _ asset: Asset,
        _ amount: Int64,
        fee: QuoteUnits,
        from sender: Int?,
        _ fromRoute: AssetRoute,
        to recipient: Int?,
        _ toRoute: AssetRoute
    ) -> Movement {
        let movement = Movement(
            index: nextMovementIndex,
            sender: sender.map { accounts[$0].index },
            fromRoute: fromRoute,
            recipient: recipient.map { accounts[$0].index },
            toRoute: toRoute,
            asset: asset,
            amount: amount,
            fee: fee,
            time: context.time,
            transactionHash: context.transactionHash
        )
        nextMovementIndex += 1
        movements.append(movement, for: movement.index)
        return movement
    }

    private mutating func change(_ asset: Asset, _ route: AssetRoute, of owner: Int, by amount: Int64) {
        let time = context.time
        withAccount(owner) { account in
            switch route {
            case .perps: account.collateral += amount
            case .spot: account.balances[asset.index, default: SpotBalance()].total += amount
            }
            account.changedAt = time
        }
    }
}
