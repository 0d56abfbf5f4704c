import LighterTransactions

extension Exchange {
    /// Cancels one order of an account.
    mutating func cancel(_ reference: OrderReference, market: Int64, by owner: Int) -> Outcome {
        switch find(reference, market: market, of: owner) {
        case .failure(let refusal): return .refused(refusal)
        case .success(let order):
            guard let place = place(ofMarket: order.market),
                let canceled = cancelLive(order.index, place: place, .canceled)
            else { return .refused(.orderInactive) }
            return .done(.canceled(canceled))
        }
    }

    /// Cancels all orders of an account, or those in one market.
    mutating func cancelAll(of owner: Int, market: Int64?) -> Outcome {
        var count = 0
        for index in accounts[owner].liveOrders where market == nil || OrderNumbers.market(of: index) == market {
            guard let place = place(ofMarket: OrderNumbers.market(of: index)) else { continue }
            // One that went with its parent before is gone already.
            if cancelLive(index, place: place, .canceled) != nil { count += 1 }
        }
        return .done(.canceledAll(account: accounts[owner].index, orders: count))
    }

    /// Sets, moves or takes away the moment at which all orders of an account are canceled.
    mutating func scheduleCancelAll(of owner: Int, at moment: Moment?) -> Outcome {
        let time = context.time
        withAccount(owner) { account in
            account.cancelAllAt = moment
            account.changedAt = time
        }
        return .done(.canceledAll(account: accounts[owner].index, orders: 0))
    }

    /// Changes size, price and trigger price of an order that rests or waits. It keeps its index; a resting one loses its
    /// place in the queue. The size counts what is filled already, and one not above that ends the order as filled (the
    /// venue's circuits, `l2_modify_order`).
    mutating func modify(
        _ reference: OrderReference,
        market: Int64,
        size: Lots,
        price: Ticks,
        triggerPrice: Ticks = 0,
        version: Int64?,
        selfTrade: SelfTradeRule,
        by owner: Int
    ) -> Outcome {
        let old: Order
        switch find(reference, market: market, of: owner) {
        case .failure(let refusal): return .refused(refusal)
        case .success(let order): old = order
        }
        guard let place = place(ofMarket: market) else { return .refused(.invalidMarketIndex) }
        if let version, version != old.version { return .refused(.invalidOrderVersion) }
        if let refusal = refusal(ofModifying: old, size, price, triggerPrice, place: place) {
            return .refused(refusal)
        }
        takeOut(old.index, place: place)
        // A TWAP order's slices have left it whether or not they were filled.
        let done = old.initialSize - old.remainingSize
        var order = old
        order.version += 1
        order.price = price
        order.trigger.price = triggerPrice
        order.selfTrade = selfTrade
        if size > 0 { order.initialSize = max(size, done) }
        order.remainingSize = order.initialSize - done
        if old.status == .pending {
            if size > 0, order.remainingSize == 0 {
                end(&order, .filled, owner: owner)
            } else {
                wait(&order, owner: owner, place: place)
            }
            return .done(.modified(old: old, new: order))
        }
        order.status = .inProgress
        order.sequence = takeSequence()
        return execute(order, owner: owner, place: place) { new, _, _ in .modified(old: old, new: new) }
    }

    /// Why the venue drops a change: an order keeps having a size of its own or none, and a trigger price or none.
    private func refusal(
        ofModifying order: Order,
        _ size: Lots,
        _ price: Ticks,
        _ triggerPrice: Ticks,
        place: Int
    ) -> Refusal? {
        let market = markets[place].market
        guard market.status == .active else { return .invalidMarketStatus }
        let waitsForPrice = order.trigger.status == .markPrice || order.trigger.status == .parentOrder
        guard waitsForPrice == (triggerPrice != 0) else { return .invalidTriggerPrice }
        guard (size == 0) == (waitsForPrice && order.initialSize == 0) else { return .invalidBaseAmount }
        if size != 0,
            let refusal = Exchange.checkAmounts(size, price, order.kind, order.timeInForce, market)
        {
            return refusal
        }
        return order.expiry > context.time.milliseconds ? nil : .invalidExpiry
    }

    /// Sets the part of a position's value that an account must cover, and from what. The mode changes only where nothing
    /// is held and nothing lives (the venue's circuits, `l2_update_leverage`).
    mutating func setLeverage(
        _ fraction: Int64,
        _ mode: UpdateLeverage.MarginMode = .cross,
        market: Int64,
        of owner: Int
    ) -> Outcome {
        guard let place = place(ofMarket: market), let fractions = markets[place].market.marginFractions else {
            return .refused(.invalidPerpetualMarketIndex)
        }
        guard (fractions.minimumInitial...MarginFractions.one).contains(fraction) else {
            return .refused(.invalidInitialMarginFraction)
        }
        let position = accounts[owner].positions[place]
        let isInUse = position.size != 0 || position.openOrderCount + position.waitingOrderCount > 0
        guard mode == position.marginMode || !isInUse else { return .refused(.marginModeInUse) }
        guard canHold(fraction, owner: owner, place: place) else { return .refused(.belowInitialMargin) }
        withAccount(owner) { account in
            account.positions[place].initialMarginFraction = fraction
            account.positions[place].marginMode = mode
            account.positions[place].isMarginSet = true
        }
        return .done(.leverage(account: accounts[owner].index, market: market, initialMarginFraction: fraction))
    }

    /// The order an account means, whatever its state.
    private func find(_ reference: OrderReference, market: Int64, of owner: Int) -> Result<Order, Refusal> {
        let account = accounts[owner]
        let order: Order?
        switch reference {
        case .client(let index): order = self.order(clientIndex: index.value, of: account.index)
        case .venue(let index):
            let state = self.market(market)
            let living = state?.book.order(index.value) ?? state?.waiting.order(index.value)
            if let living, living.account != account.index { return .failure(.notOwner) }
            order = self.order(index.value, of: account.index)
        }
        guard let order, order.market == market else { return .failure(.invalidOrderIndex) }
        return order.status.isLive ? .success(order) : .failure(.orderInactive)
    }
}
