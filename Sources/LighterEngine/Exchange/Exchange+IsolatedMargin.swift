import LighterTransactions

/// The collateral of isolated positions (the venue's circuits, `l2_update_margin`).
extension Exchange {
    /// Moves collateral between an account and an isolated position.
    mutating func moveMargin(
        _ amount: QuoteUnits,
        _ direction: UpdateMargin.Direction,
        market: Int64,
        of owner: Int
    ) -> Outcome {
        guard let place = place(ofMarket: market) else { return .refused(.invalidMarketIndex) }
        if let refusal = refusal(ofMovingMargin: amount, direction, owner: owner, place: place) {
            return .refused(refusal)
        }
        let (added, time) = (direction == .add ? amount : -amount, context.time)
        withAccount(owner) { account in
            account.positions[place].allocatedMargin += added
            account.collateral -= added
            account.changedAt = time
        }
        return .done(.marginMoved(account: accounts[owner].index, market: market, amount: added))
    }

    /// Why collateral cannot be moved: added is what the account has free, and taken what the position does not need.
    func refusal(
        ofMovingMargin amount: QuoteUnits,
        _ direction: UpdateMargin.Direction,
        owner: Int,
        place: Int
    ) -> Refusal? {
        let position = accounts[owner].positions[place]
        guard position.marginMode == .isolated else { return .invalidMarginMode }
        guard position.size != 0 else { return .noPosition }
        let mark = markets[place].markPrice
        let free =
            direction == .add
            ? available(.usdc, .perps, owner: owner)
            : min(position.allocatedMargin, position.isolatedEquity(at: mark) - position.initialMargin(at: mark))
        return amount <= free ? nil : .notEnoughCollateral
    }
}
