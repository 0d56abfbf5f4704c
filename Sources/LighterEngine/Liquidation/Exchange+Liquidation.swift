import LighterTransactions

/// What happens to accounts that no longer cover what they hold, in its simplest form (the venue's circuits,
/// `internal_liquidate_position` and `internal_deleverage`): their orders go; each position is offered to the book at the
/// price at which giving it up leaves the account as sound as it is; what the book does not take, the insurance fund takes
/// over at that price once the account is below its close-out margin.
extension Exchange {
    /// What a position draws on: an account's cross collateral, or its own.
    private enum Pool: Hashable {
        case cross(owner: Int)
        case isolated(owner: Int, place: Int)
    }

    /// What a pool has and what is asked of it.
    private struct Health {
        let equity: QuoteUnits
        let maintenance: QuoteUnits
        let closeout: QuoteUnits
    }

    /// The part of a liquidation trade's value that goes to the insurance fund at most, in millionths.
    static let liquidationFee: Int64 = 10_000

    /// Whether some account is to be liquidated.
    var hasUnhealthy: Bool { !unhealthyPools.isEmpty }

    /// Liquidates what is below its maintenance margin.
    ///
    /// - Returns: whether anything was traded for it.
    mutating func liquidate() -> Bool {
        let before = nextTradeIndex
        for pool in unhealthyPools {
            cancelOrders(of: pool)
            liquidated = exposure(ofAccount: owner(of: pool))
            defer { liquidated = nil }
            for place in places(of: pool) where isInLiquidation(pool) {
                offer(pool, place)
                if isInLiquidation(pool), isBelowCloseout(pool) { takeOver(pool, place) }
            }
        }
        return nextTradeIndex > before
    }

    /// Whether the account may do nothing but reduce what it holds, and why.
    func refusalOfRisk(owner: Int, place: Int) -> Refusal? {
        let position = accounts[owner].positions[place]
        let isIsolated = position.marginMode == .isolated && position.size != 0
        let pool: Pool = isIsolated ? .isolated(owner: owner, place: place) : .cross(owner: owner)
        guard !places(of: pool).isEmpty else { return nil }
        if isInLiquidation(pool) { return .inLiquidation }
        let mark = markets[place].markPrice
        let margin = margin(ofAccount: owner)
        let isBelowInitial =
            isIsolated
            ? position.isolatedEquity(at: mark) < position.initialMargin(at: mark) : margin.equity < margin.initial
        return isBelowInitial ? .inPreLiquidation : nil
    }

    /// Whether the position of an order that liquidates still has to be reduced.
    func needsLiquidation(owner: Int, place: Int) -> Bool {
        let isIsolated = accounts[owner].positions[place].marginMode == .isolated
        return isInLiquidation(isIsolated ? .isolated(owner: owner, place: place) : .cross(owner: owner))
    }

    // MARK: Who

    /// Those that can still be helped by giving up a position: something of theirs is to be had for the book, or they are
    /// below their close-out margin.
    private var unhealthyPools: [Pool] {
        accounts.indices.flatMap { owner -> [Pool] in
            guard !accounts[owner].isHouse, accounts[owner].positions.contains(where: { $0.size != 0 }) else {
                return []
            }
            let isolated = accounts[owner].positions.indices.filter { place in
                accounts[owner].positions[place].marginMode == .isolated && accounts[owner].positions[place].size != 0
            }
            let pools = [Pool.cross(owner: owner)] + isolated.map { .isolated(owner: owner, place: $0) }
            return pools.filter { isInLiquidation($0) && (isBelowCloseout($0) || !hasBeenTried($0)) }
        }
    }

    /// Whether the book was offered a pool's positions at these prices already.
    private func hasBeenTried(_ pool: Pool) -> Bool {
        let places = places(of: pool)
        return places.allSatisfy { place in
            let position = accounts[owner(of: pool)].positions[place]
            let side: Side = position.size > 0 ? .sell : .buy
            guard let best = markets[place].book.bestPrice(side.opposite) else { return true }
            let price = zeroPrice(pool, place)
            return side == .sell ? best < price : best > price
        }
    }

    private func owner(of pool: Pool) -> Int {
        switch pool {
        case .cross(let owner), .isolated(let owner, _): owner
        }
    }

    /// The markets in which a pool carries a position.
    private func places(of pool: Pool) -> [Int] {
        switch pool {
        case .cross(let owner):
            accounts[owner].positions.indices.filter { place in
                let position = accounts[owner].positions[place]
                return position.size != 0 && position.marginMode == .cross && markets[place].market.status == .active
            }
        case .isolated(let owner, let place):
            accounts[owner].positions[place].size != 0 && markets[place].market.status == .active ? [place] : []
        }
    }

    private func health(of pool: Pool) -> Health {
        let owner = owner(of: pool)
        let positions = accounts[owner].positions
        var (maintenance, closeout): (QuoteUnits, QuoteUnits) = (0, 0)
        for place in places(of: pool) {
            guard let fractions = markets[place].market.marginFractions else { continue }
            let mark = markets[place].markPrice
            maintenance += positions[place].maintenanceMargin(at: mark, fractions)
            closeout += positions[place].closeoutMargin(at: mark, fractions)
        }
        let equity =
            switch pool {
            case .cross: margin(ofAccount: owner).equity
            case .isolated(_, let place): positions[place].isolatedEquity(at: markets[place].markPrice)
            }
        return Health(equity: equity, maintenance: maintenance, closeout: closeout)
    }

    private func isInLiquidation(_ pool: Pool) -> Bool {
        let health = health(of: pool)
        return health.equity < health.maintenance
    }

    private func isBelowCloseout(_ pool: Pool) -> Bool {
        let health = health(of: pool)
        return health.equity < health.closeout
    }

    // MARK: What

    private mutating func cancelOrders(of pool: Pool) {
        let owner = owner(of: pool)
        for index in accounts[owner].liveOrders {
            guard let place = place(ofMarket: OrderNumbers.market(of: index)) else { continue }
            let isIts =
                switch pool {
                case .cross:
                    markets[place].market.isPerpetual && accounts[owner].positions[place].marginMode == .cross
                case .isolated(_, let own): place == own
                }
            if isIts { cancelLive(index, place: place, .canceledLiquidation) }
        }
    }

    /// The price at which a pool that gives up a position keeps the ratio of its equity to its maintenance margin.
    private func zeroPrice(_ pool: Pool, _ place: Int) -> Ticks {
        let (health, mark) = (health(of: pool), markets[place].markPrice)
        guard let fractions = markets[place].market.marginFractions, health.maintenance > 0 else { return mark }
        let part = Int128(mark) * Int128(fractions.maintenance) * Int128(health.equity)
        let whole = Int128(MarginFractions.one) * Int128(health.maintenance)
        let isLong = accounts[owner(of: pool)].positions[place].size > 0
        // Rounded in the account's favour.
        let distance = part >= 0 ? part / whole : (part - whole + 1) / whole
        let price = isLong ? Int128(mark) - distance : Int128(mark) + distance
        return Ticks(min(max(price, 1), Int128(PriceKind.bounds.upperBound)))
    }

    /// Offers a position to the book.
    private mutating func offer(_ pool: Pool, _ place: Int) {
        let owner = owner(of: pool)
        let position = accounts[owner].positions[place]
        let request = OrderRequest(
            market: markets[place].market.index.value,
            side: position.size > 0 ? .sell : .buy,
            kind: .liquidation,
            timeInForce: .immediateOrCancel,
            size: abs(position.size),
            price: zeroPrice(pool, place),
            reduceOnly: true
        )
        let order = enter(request, owner: owner, place: place)
        _ = execute(order, owner: owner, place: place) { taker, trade, maker in
            .executed(taker: taker, trade: trade, maker: maker)
        }
    }

    /// Lets the insurance fund take a position over.
    private mutating func takeOver(_ pool: Pool, _ place: Int) {
        let owner = owner(of: pool)
        let position = accounts[owner].positions[place]
        guard position.size != 0, let fund = self.place(ofAccount: Exchange.insuranceFund) else { return }
        let side: Side = position.size > 0 ? .sell : .buy
        let size = min(abs(position.size), accounts[fund].positions[place].room(on: side.opposite))
        guard size > 0 else { return }
        deleverage(side, size, at: zeroPrice(pool, place), owner: owner, fund: fund, place: place)
    }
}
