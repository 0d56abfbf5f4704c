import LighterTransactions

/// Matching, in the order in which the venue decides (its published circuits, `matching_engine`): reduce-only of the
/// incoming order, the maker's expiry, self-trade, post-only, reduce-only of the maker, the size, slippage, balances.
extension Exchange {
    /// What the first step of a match traded, for `event_info`: further ones are transactions of the venue's own (api.md,
    /// section 4.5, type 21).
    struct Match {
        var trade: Trade?
        var maker: Order?
    }

    /// What came of one step.
    private enum Step {
        case proceed
        /// The incoming order meets no more makers, or has ended.
        case stop
    }

    /// Trades an incoming order against the other side, best price first and oldest first within a price.
    mutating func match(_ taker: inout Order, owner: Int, place: Int) -> Match {
        var match = Match()
        var slippage = SlippageAllowance()
        while taker.remainingSize > 0, taker.status == .inProgress {
            if taker.reduceOnly, !accounts[owner].positions[place].isReduced(by: taker.side) {
                end(&taker, .canceledReduceOnly, owner: owner)
                break
            }
            if taker.kind == .liquidation, taker.filledSize > 0, !needsLiquidation(owner: owner, place: place) {
                end(&taker, .canceled, owner: owner)
                break
            }
            guard let maker = markets[place].book.best(taker.side.opposite) else { break }
            guard taker.kind.boundsAverage || taker.accepts(maker.price) else { break }
            guard case .proceed = meet(&taker, maker, owner: owner, place: place, &slippage, &match) else { break }
        }
        return match
    }

    /// One incoming order and one maker.
    private mutating func meet(
        _ taker: inout Order,
        _ maker: Order,
        owner: Int,
        place: Int,
        _ slippage: inout SlippageAllowance,
        _ match: inout Match
    ) -> Step {
        guard let makerOwner = self.place(ofAccount: maker.account) else { return .stop }
        if maker.expiry != 0, maker.expiry <= context.time.milliseconds {
            cancelLive(maker.index, place: place, .canceledExpired)
            return .proceed
        }
        if let cancelAllAt = accounts[makerOwner].cancelAllAt, cancelAllAt <= context.time {
            cancelLive(maker.index, place: place, .canceled)
            return .proceed
        }
        if isSelfTrade(taker, owner: owner, makerOwner: makerOwner) {
            return resolveSelfTrade(&taker, maker, owner: owner, place: place)
        }
        if taker.timeInForce == .postOnly {
            end(&taker, .canceledPostOnly, owner: owner)
            return .stop
        }
        if maker.reduceOnly, !accounts[makerOwner].positions[place].isReduced(by: maker.side) {
            cancelLive(maker.index, place: place, .canceledReduceOnly)
            return .proceed
        }
        var size = min(taker.remainingSize, maker.remainingSize)
        if maker.reduceOnly { size = min(size, abs(accounts[makerOwner].positions[place].size)) }
        if taker.reduceOnly { size = min(size, abs(accounts[owner].positions[place].size)) }
        let wanted = size
        if taker.kind.boundsAverage { size = slippage.limit(size, taker, at: maker.price) }
        guard size > 0 else {
            end(&taker, .canceledTooMuchSlippage, owner: owner)
            return .stop
        }
        if let status = obstacle(to: taker.side, size, at: maker.price, owner: owner, place: place, isMaker: false) {
            end(&taker, status, owner: owner)
            return .stop
        }
        let makerObstacle = obstacle(
            to: maker.side,
            size,
            at: maker.price,
            owner: makerOwner,
            place: place,
            isMaker: true
        )
        if let status = makerObstacle {
            cancelLive(maker.index, place: place, status)
            return .proceed
        }
        slippage.take(size, taker, at: maker.price)
        let step = trade(&taker, maker.index, size, owner: owner, makerOwner: makerOwner, place: place)
        if match.trade == nil { match = step }
        guard size < wanted else { return .proceed }
        end(&taker, .canceledTooMuchSlippage, owner: owner)
        return .stop
    }

    // MARK: Self-trade

    private func isSelfTrade(_ taker: Order, owner: Int, makerOwner: Int) -> Bool {
        switch taker.selfTrade.scope {
        case .account: owner == makerOwner
        case .masterAccount: accounts[owner].masterIndex == accounts[makerOwner].masterIndex
        }
    }

    private mutating func resolveSelfTrade(
        _ taker: inout Order,
        _ maker: Order,
        owner: Int,
        place: Int
    ) -> Step {
        switch taker.selfTrade.behaviour {
        case .expireMaker:
            cancelLive(maker.index, place: place, .canceledSelfTrade)
            return .proceed
        case .expireTaker:
            end(&taker, .canceledSelfTrade, owner: owner)
            return .stop
        case .cancelBoth:
            cancelLive(maker.index, place: place, .canceledSelfTrade)
            end(&taker, .canceledSelfTrade, owner: owner)
            return .stop
        case .reduce where taker.timeInForce == .postOnly:
            end(&taker, .canceledPostOnly, owner: owner)
            return .stop
        case .reduce:
            let size = min(taker.remainingSize, maker.remainingSize)
            shrinkResting(maker.index, by: size, place: place)
            if maker.remainingSize == size { cancelLive(maker.index, place: place, .canceledSelfTrade) }
            taker.remainingSize -= size
            guard taker.remainingSize == 0 else { return .proceed }
            end(&taker, .canceledSelfTrade, owner: owner)
            return .stop
        }
    }

    // MARK: What one side may do

    /// Why an account may not take its side of a trade: the position it would have, no margin, no balance. Nil when it
    /// may.
    private func obstacle(
        to side: Side,
        _ size: Lots,
        at price: Ticks,
        owner: Int,
        place: Int,
        isMaker: Bool
    ) -> OrderStatus? {
        guard case .spot(let base, let quote) = markets[place].market.kind else {
            let position = accounts[owner].positions[place]
            let isReduced = position.isReduced(by: side) && size <= abs(position.size)
            let isTooLarge = size > position.room(on: side)
            if isTooLarge || (markets[place].market.isReduceOnly && !isReduced) { return .canceledPositionNotAllowed }
            let fees = fees(ofAccount: owner)
            let fee = Trade.part(isMaker ? fees.maker : fees.taker, of: price * size)
            return isCovered(side, size, at: price, fee: fee, owner: owner, place: place)
                ? nil : .canceledMarginNotAllowed
        }
        // What a maker gives was locked when its order came to rest.
        guard !isMaker else { return nil }
        let given = side == .buy ? price * size : markets[place].market.assetAmount(size, of: base)
        let free = accounts[owner].balance(of: side == .buy ? quote : base).free
        return free >= given ? nil : .canceledInvalidBalance
    }
}

/// How far a market order may still go past its price: the price bounds the average, so that what was gained on better
/// prices may be lost on worse ones (the venue's circuits, `matching_engine`).
private struct SlippageAllowance {
    /// Ticks times lots gained so far.
    private var gained: Int128 = 0

    /// The part of a size that keeps the average within the order's price.
    func limit(_ size: Lots, _ taker: Order, at price: Ticks) -> Lots {
        let loss = -gain(taker, at: price)
        guard loss > 0 else { return size }
        return Lots(min(Int128(size), gained / loss))
    }

    mutating func take(_ size: Lots, _ taker: Order, at price: Ticks) {
        gained += gain(taker, at: price) * Int128(size)
    }

    /// By how many ticks a price is better than the order's.
    private func gain(_ taker: Order, at price: Ticks) -> Int128 {
        Int128(taker.side == .buy ? taker.price - price : price - taker.price)
    }
}

extension Order {
    /// Whether the order may trade at a price.
    func accepts(_ price: Ticks) -> Bool { side == .buy ? price <= self.price : price >= self.price }
}
