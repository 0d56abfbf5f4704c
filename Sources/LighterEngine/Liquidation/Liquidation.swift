import LighterTransactions

/// A trade that liquidated, and how the account stood before and after it (api.md, section 7.22).
public struct Liquidation: Sendable {
    public let trade: Trade
    /// What the account held when the liquidation began.
    public let exposure: Exposure
    public let after: AccountRisk
    /// When the account's owner took note of it.
    public internal(set) var acknowledgedAt: Moment?
}

extension Engine {
    /// Notes that an account's owner has read of one of its liquidations, named by its trade.
    ///
    /// - Throws: ``Refusal`` 29404 for one that the account never had.
    public mutating func acknowledge(liquidation: Int64, of account: Int64) throws(Refusal) {
        guard let place = exchange.place(ofAccount: account),
            exchange.accounts[place].liquidations[liquidation] != nil
        else { throw .notFound }
        let time = clock
        exchange.withAccount(place) { account in
            account.liquidations.update(liquidation) { $0.acknowledgedAt = $0.acknowledgedAt ?? time }
        }
    }
}

/// What an account holds, and at which prices.
public struct Exposure: Sendable {
    public let collateral: QuoteUnits
    /// By the place of the market.
    public let positions: [Position]
    public let balances: [Int64: SpotBalance]
    /// Mark prices by the place of the market.
    public let marks: [Ticks]
    public let risk: AccountRisk
}

/// What an account has and what its positions ask for.
public struct AccountRisk: Hashable, Sendable {
    /// One sum of money and what draws on it.
    public struct Pool: Hashable, Sendable {
        /// The market of an isolated position; nil for the cross positions.
        public let market: Int64?
        public let collateral: QuoteUnits
        /// Collateral and unrealised profit.
        public let equity: QuoteUnits
        public let initial: QuoteUnits
        public let maintenance: QuoteUnits
        public let closeout: QuoteUnits
    }

    public let cross: Pool
    public let isolated: [Pool]
}

extension Exchange {
    /// What the account at a place holds now.
    func exposure(ofAccount place: Int) -> Exposure {
        Exposure(
            collateral: accounts[place].collateral,
            positions: accounts[place].positions,
            balances: accounts[place].balances,
            marks: markets.map(\.markPrice),
            risk: risk(ofAccount: place)
        )
    }

    /// How the account at a place stands now.
    func risk(ofAccount place: Int) -> AccountRisk {
        let account = accounts[place]
        let margin = margin(ofAccount: place)
        var closeout: QuoteUnits = 0
        var isolated: [AccountRisk.Pool] = []
        for (position, state) in zip(account.positions, markets) where position.size != 0 {
            guard let fractions = state.market.marginFractions else { continue }
            let mark = state.markPrice
            guard position.marginMode == .isolated else {
                closeout += position.closeoutMargin(at: mark, fractions)
                continue
            }
            isolated.append(
                AccountRisk.Pool(
                    market: state.market.index.value,
                    collateral: position.allocatedMargin,
                    equity: position.isolatedEquity(at: mark),
                    initial: position.initialMargin(at: mark),
                    maintenance: position.maintenanceMargin(at: mark, fractions),
                    closeout: position.closeoutMargin(at: mark, fractions)
                )
            )
        }
        let cross = AccountRisk.Pool(
            market: nil,
            collateral: account.collateral,
            equity: margin.equity,
            initial: margin.initial,
            maintenance: margin.maintenance,
            closeout: closeout
        )
        return AccountRisk(cross: cross, isolated: isolated)
    }
}
