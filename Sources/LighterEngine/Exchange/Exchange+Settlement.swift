import LighterTransactions

extension Exchange {
    /// Books a trade of an incoming order with a resting one.
    mutating func trade(
        _ taker: inout Order,
        _ makerIndex: Int64,
        _ size: Lots,
        owner: Int,
        makerOwner: Int,
        place: Int
    ) -> Match {
        guard let resting = markets[place].book.order(makerIndex) else { return Match() }
        let price = resting.price
        let quote = price * size
        var maker = fillResting(resting, size, place: place)
        taker.fill(size, quote, at: context.time)
        let makerParty = settle(maker, size, at: price, owner: makerOwner, place: place)
        let takerParty = settle(taker, size, at: price, owner: owner, place: place)
        if maker.remainingSize == 0 {
            takeOut(maker.index, place: place)
            end(&maker, .filled, owner: makerOwner)
        }
        let trade = Trade(
            index: nextTradeIndex,
            kind: taker.kind == .liquidation ? .liquidation : .trade,
            market: taker.market,
            price: price,
            size: size,
            quote: quote,
            makerSide: maker.side,
            maker: makerParty,
            taker: takerParty,
            makerFee: fees(ofAccount: makerOwner).maker,
            takerFee: taker.kind == .liquidation
                ? liquidationFee(taker, at: price) : fees(ofAccount: owner).taker,
            block: context.block,
            time: context.time,
            transactionHash: context.transactionHash
        )
        nextTradeIndex += 1
        collectFees(of: trade, owner: owner, makerOwner: makerOwner, place: place)
        record(trade, owner: owner, makerOwner: makerOwner, place: place)
        for (party, owner) in [(makerParty, makerOwner), (takerParty, owner)] {
            let side = party.positionBefore.signum()
            guard side != 0, side != accounts[owner].positions[place].size.signum() else { continue }
            cancelTiedOrders(of: owner, place: place)
        }
        return Match(trade: trade, maker: maker)
    }

    /// Lets the insurance fund take lots of an account over, outside the book.
    mutating func deleverage(_ side: Side, _ size: Lots, at price: Ticks, owner: Int, fund: Int, place: Int) {
        func request(_ side: Side) -> OrderRequest {
            OrderRequest(
                market: markets[place].market.index.value,
                side: side,
                kind: .liquidation,
                timeInForce: .immediateOrCancel,
                size: size,
                price: price
            )
        }
        var given = enter(request(side), owner: owner, place: place)
        var taken = enter(request(side.opposite), owner: fund, place: place)
        let quote = price * size
        given.fill(size, quote, at: context.time)
        taken.fill(size, quote, at: context.time)
        let makerParty = settle(taken, size, at: price, owner: fund, place: place)
        let takerParty = settle(given, size, at: price, owner: owner, place: place)
        end(&given, .filled, owner: owner)
        end(&taken, .filled, owner: fund)
        let trade = Trade(
            index: nextTradeIndex,
            kind: .deleverage,
            market: given.market,
            price: price,
            size: size,
            quote: quote,
            makerSide: side.opposite,
            maker: makerParty,
            taker: takerParty,
            makerFee: 0,
            takerFee: 0,
            block: context.block,
            time: context.time,
            transactionHash: context.transactionHash
        )
        nextTradeIndex += 1
        record(trade, owner: owner, makerOwner: fund, place: place)
    }

    /// Fills a resting order where it lies and returns it as it is then.
    private mutating func fillResting(_ resting: Order, _ size: Lots, place: Int) -> Order {
        let time = context.time
        shrinkHold(of: resting, by: size, place: place)
        changeResting(resting.index, place: place) { $0.fill(size, $0.price * size, at: time) }
        return markets[place].book.order(resting.index) ?? resting
    }

    /// Takes size off a resting order without a trade.
    mutating func shrinkResting(_ index: Int64, by size: Lots, place: Int) {
        guard let resting = markets[place].book.order(index) else { return }
        let time = context.time
        shrinkHold(of: resting, by: size, place: place)
        changeResting(index, place: place) { order in
            order.remainingSize -= size
            order.updatedAt = time
        }
    }

    /// Makes what a resting order holds of its owner smaller: margin exposure, or locked balance.
    private mutating func shrinkHold(of resting: Order, by size: Lots, place: Int) {
        guard let owner = self.place(ofAccount: resting.account) else { return }
        var after = resting
        after.remainingSize -= size
        let (before, rest) = (lock(of: resting, place: place), lock(of: after, place: place))
        withAccount(owner) { account in
            account.positions[place].removeOpen(resting)
            account.positions[place].addOpen(after)
            if let before, let rest { account.balances[before.asset.index]?.locked -= before.amount - rest.amount }
        }
    }

    /// Gives an account its side of a trade.
    private mutating func settle(
        _ order: Order,
        _ size: Lots,
        at price: Ticks,
        owner: Int,
        place: Int
    ) -> Trade.Party {
        let market = markets[place].market
        let before = accounts[owner].positions[place]
        let time = context.time
        if case .spot(let base, let quote) = market.kind {
            let sign: Int64 = order.side == .buy ? 1 : -1
            let amount = market.assetAmount(size, of: base)
            withAccount(owner) { account in
                account.balances[base.index, default: SpotBalance()].total += sign * amount
                account.balances[quote.index, default: SpotBalance()].total -= sign * price * size
                account.changedAt = time
            }
            return Trade.Party(order, before: before, after: before, realisedProfit: 0)
        }
        let (after, profit, toCollateral) = before.filled(
            order.side,
            size,
            at: price,
            mark: markets[place].markPrice
        )
        markets[place].openInterest += max(after.size, 0) - max(before.size, 0)
        withAccount(owner) { account in
            account.positions[place] = after
            account.collateral += toCollateral
            account.changedAt = time
        }
        return Trade.Party(order, before: before, after: after, realisedProfit: profit)
    }

    private mutating func record(_ trade: Trade, owner: Int, makerOwner: Int, place: Int) {
        markets[place].lastPrice = trade.price
        if trade.kind != .trade, !accounts[owner].isHouse, let exposure = liquidated {
            let liquidation = Liquidation(trade: trade, exposure: exposure, after: risk(ofAccount: owner))
            withAccount(owner) { _ = $0.liquidations.append(liquidation, for: trade.index) }
        }
        markets[place].trades.append(trade, for: trade.index)
        markets[place].tradeHistory.add(trade)
        journal.note(trade)
        markets[place].statistics.add(price: trade.price, size: trade.size, quote: trade.quote, at: trade.time)
        for party in owner == makerOwner ? [owner] : [owner, makerOwner] where !accounts[party].isHouse {
            let isPerpetual = markets[place].market.isPerpetual
            withAccount(party) { $0.remember(trade, isPerpetual: isPerpetual) }
        }
    }
}

extension Trade.Party {
    init(_ order: Order, before: Position, after: Position, realisedProfit: QuoteUnits) {
        self.init(
            account: order.account,
            orderIndex: order.index,
            clientIndex: order.clientIndex,
            orderVersion: order.version,
            positionBefore: before.size,
            entryQuoteBefore: before.entryQuote,
            initialMarginFraction: before.initialMarginFraction,
            positionSignChanged: before.size.signum() != after.size.signum() && after.size != 0,
            allocatedMarginBefore: before.allocatedMargin,
            allocatedMarginAfter: after.allocatedMargin,
            realisedProfit: realisedProfit
        )
    }
}

extension Order {
    mutating func fill(_ size: Lots, _ quote: QuoteUnits, at time: Moment) {
        remainingSize -= size
        filledSize += size
        filledQuote += quote
        updatedAt = time
    }
}
