import LighterTransactions

extension Exchange {
    /// Cancels one order of an account.
    mutating func cancel(_ reference: OrderReference, market: Int64, by owner: Int) -> Outcome {
        switch find(reference, market: market, of: owner) {
        case .failure(let refusal): return .refused(refusal)
        case .success(let order):
            guard let place = place(ofMarket: order.market),
                let canceled = cancelResting(order.index, place: place, .canceled)
            else { return .refused(.orderInactive) }
            return .done(.canceled(canceled))
        }
    }

    /// Cancels all orders of an account, or those in one market.
    mutating func cancelAll(of owner: Int, market: Int64?) -> Outcome {
        let indices = accounts[owner].openOrders.filter { market == nil || OrderNumbers.market(of: $0) == market }
        for index in indices.sorted() {
            guard let place = place(ofMarket: OrderNumbers.market(of: index)) else { continue }
            cancelResting(index, place: place, .canceled)
        }
        return .done(.canceledAll(account: accounts[owner].index, orders: indices.count))
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

    /// Changes size and price of a resting order. It keeps its index and loses its place in the queue; the size counts
    /// what is filled already, and one not above that ends the order as filled (the venue's circuits,
    /// `l2_modify_order`).
    mutating func modify(
        _ reference: OrderReference,
        market: Int64,
        size: Lots,
        price: Ticks,
        version: Int64?,
        selfTrade: SelfTradeRule,
        by owner: Int
    ) -> Outcome {
        let old: Order
        switch find(reference, market: market, of: owner) {
        case .failure(let refusal): return .refused(refusal)
        case .success(let order): old = order
        }
        guard let place = place(ofMarket: market), old.status == .open else { return .refused(.notActiveLimitOrder) }
        guard size > 0 else { return .refused(.invalidBaseAmount) }
        if let version, version != old.version { return .refused(.invalidOrderVersion) }
        if let refusal = Exchange.checkAmounts(size, price, old.timeInForce, markets[place].market) {
            return .refused(refusal)
        }
        takeOut(old.index, place: place)
        var order = old
        order.version += 1
        order.price = price
        order.selfTrade = selfTrade
        order.status = .inProgress
        order.initialSize = max(size, old.filledSize)
        order.remainingSize = order.initialSize - old.filledSize
        order.sequence = takeSequence()
        return execute(order, owner: owner, place: place) { new, _, _ in .modified(old: old, new: new) }
    }

    /// Sets the part of a position's value that an account must cover.
    mutating func setInitialMarginFraction(_ fraction: Int64, market: Int64, of owner: Int) -> Outcome {
        guard let place = place(ofMarket: market), let fractions = markets[place].market.marginFractions else {
            return .refused(.invalidPerpetualMarketIndex)
        }
        guard (fractions.minimumInitial...MarginFractions.one).contains(fraction) else {
            return .refused(.invalidInitialMarginFraction)
        }
        guard canHold(fraction, owner: owner, place: place) else { return .refused(.belowInitialMargin) }
        withAccount(owner) { account in
            account.positions[place].initialMarginFraction = fraction
            account.positions[place].isMarginSet = true
        }
        return .done(.leverage(account: accounts[owner].index, market: market, initialMarginFraction: fraction))
    }

    /// Takes an order out of the book for good.
    @discardableResult
    mutating func cancelResting(_ index: Int64, place: Int, _ status: OrderStatus) -> Order? {
        guard var order = takeOut(index, place: place), let owner = self.place(ofAccount: order.account) else {
            return nil
        }
        end(&order, status, owner: owner)
        return order
    }

    /// The order an account means, whatever its state.
    private func find(_ reference: OrderReference, market: Int64, of owner: Int) -> Result<Order, Refusal> {
        let account = accounts[owner]
        let order: Order?
        switch reference {
        case .client(let index): order = self.order(clientIndex: index.value, of: account.index)
        case .venue(let index):
            if let resting = self.market(market)?.book.order(index.value), resting.account != account.index {
                return .failure(.notOwner)
            }
            order = self.order(index.value, of: account.index)
        }
        guard let order, order.market == market else { return .failure(.invalidOrderIndex) }
        return order.status == .open ? .success(order) : .failure(.orderInactive)
    }
}
