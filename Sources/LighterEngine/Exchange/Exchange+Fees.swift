import LighterTransactions

/// What trades cost those who trade.
extension Exchange {
    /// What the account at a place pays by its owner's tier; nothing where nobody collects it.
    func fees(ofAccount owner: Int) -> TradingFees {
        guard tiers.isAnyGiven, place(ofAccount: Exchange.feeCollector) != nil else { return .none }
        return tiers.tier(of: accounts[owner].owner).fees
    }

    /// What a liquidation costs, in millionths: what the trade was better than its price, up to one per cent.
    func liquidationFee(_ taker: Order, at price: Ticks) -> Int64 {
        guard place(ofAccount: Exchange.insuranceFund) != nil else { return 0 }
        let gain = Int64(clamping: Int128(abs(price - taker.price)) * 1_000_000 / Int128(price))
        return min(Exchange.liquidationFee, gain)
    }

    /// Takes from both sides of a trade what it costs: of a liquidation for the insurance fund, else for the venue.
    mutating func collectFees(of trade: Trade, owner: Int, makerOwner: Int, place: Int) {
        let market = markets[place].market
        for (payer, side) in [(makerOwner, trade.makerSide), (owner, trade.makerSide.opposite)] {
            let isLiquidated = trade.kind == .liquidation && side != trade.makerSide
            let charge = trade.charge(of: side, in: market)
            guard charge.amount > 0,
                let collector = self.place(ofAccount: isLiquidated ? Exchange.insuranceFund : Exchange.feeCollector)
            else { continue }
            guard market.isPerpetual else {
                withAccount(payer) { $0.balances[charge.asset.index, default: SpotBalance()].total -= charge.amount }
                withAccount(collector) {
                    $0.balances[charge.asset.index, default: SpotBalance()].total += charge.amount
                }
                continue
            }
            withAccount(payer) { account in
                if account.positions[place].marginMode == .isolated, account.positions[place].size != 0 {
                    account.positions[place].allocatedMargin -= charge.amount
                } else {
                    account.collateral -= charge.amount
                }
            }
            withAccount(collector) { $0.collateral += charge.amount }
        }
    }
}
