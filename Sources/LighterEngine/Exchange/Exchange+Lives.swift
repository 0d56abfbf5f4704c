import LighterTransactions

/// Where a living order is: in the book, or waiting; and how it leaves.
extension Exchange {
    /// Lays an order into the book.
    mutating func rest(_ order: inout Order, owner: Int, place: Int) {
        order.status = .open
        order.updatedAt = context.time
        markets[place].book.add(order)
        noteLevel(of: order, place: place)
        noteState(of: order, owner: owner)
        let resting = order
        let lock = lock(of: resting, place: place)
        let isNew = order.version == 0
        withAccount(owner) { account in
            account.openOrders.insert(resting.index)
            account.positions[place].addOpen(resting)
            if let lock { account.balances[lock.asset.index, default: SpotBalance()].locked += lock.amount }
        }
        if isNew, order.trigger.time == nil { watchExpiry(of: order) }
    }

    /// Lets an order wait for what its trigger says.
    mutating func wait(_ order: inout Order, owner: Int, place: Int) {
        let isNew = order.status != .pending
        order.status = .pending
        order.updatedAt = context.time
        markets[place].waiting.add(order)
        noteState(of: order, owner: owner)
        let waiting = order
        withAccount(owner) { account in
            account.waitingOrders.insert(waiting.index)
            account.positions[place].addWaiting(waiting)
        }
        guard isNew else { return }
        watchExpiry(of: order)
        if order.trigger.status == .twap { slices.add(due: context.time.milliseconds, order: order.index) }
    }

    /// Takes an order out of the book, or out of those that wait, without ending it.
    @discardableResult
    mutating func takeOut(_ index: Int64, place: Int) -> Order? {
        if let order = markets[place].book.remove(index) {
            noteLevel(of: order, place: place)
            guard let owner = self.place(ofAccount: order.account) else { return nil }
            let lock = lock(of: order, place: place)
            withAccount(owner) { account in
                account.openOrders.remove(index)
                account.positions[place].removeOpen(order)
                if let lock { account.balances[lock.asset.index]?.locked -= lock.amount }
            }
            return order
        }
        guard let order = markets[place].waiting.remove(index), let owner = self.place(ofAccount: order.account) else {
            return nil
        }
        withAccount(owner) { account in
            account.waitingOrders.remove(index)
            account.positions[place].removeWaiting(order)
        }
        return order
    }

    /// Gives an order that is in no book its last status and remembers it; what belongs to it follows.
    mutating func end(_ order: inout Order, _ status: OrderStatus, owner: Int) {
        order.status = status
        order.updatedAt = context.time
        let ended = order
        noteState(of: ended, owner: owner)
        withAccount(owner) { account in
            account.remember(ended)
            account.changedAt = ended.updatedAt
        }
        guard let place = place(ofMarket: ended.market) else { return }
        for child in ended.group.children {
            if ended.filledSize > 0 {
                setGoing(child, size: ended.filledSize, owner: owner, place: place)
            } else {
                cancelLive(child, place: place, .canceledChild)
            }
        }
    }

    /// Ends an order that rests or waits; nil when it does neither.
    @discardableResult
    mutating func cancelLive(_ index: Int64, place: Int, _ status: OrderStatus) -> Order? {
        guard var order = takeOut(index, place: place), let owner = self.place(ofAccount: order.account) else {
            return nil
        }
        end(&order, status, owner: owner)
        return order
    }

    /// Ends the reduce-only orders of an account in a market whose position they could only have reduced.
    mutating func cancelTiedOrders(of owner: Int, place: Int) {
        guard accounts[owner].positions[place].tiedOrderCount > 0 else { return }
        let market = markets[place].market.index.value
        for index in accounts[owner].liveOrders where OrderNumbers.market(of: index) == market {
            let order = markets[place].book.order(index) ?? markets[place].waiting.order(index)
            if order?.isTiedToPosition == true { cancelLive(index, place: place, .canceledReduceOnly) }
        }
    }

    /// What a resting spot order holds of its owner's balances; nil on perpetuals.
    func lock(of order: Order, place: Int) -> (asset: Asset, amount: Int64)? {
        guard case .spot(let base, let quote) = markets[place].market.kind else { return nil }
        return order.side == .buy
            ? (quote, order.remainingQuote) : (base, markets[place].market.assetAmount(order.remainingSize, of: base))
    }
}

extension Market {
    /// A size in least units of the base asset, which has at least as many decimals as the market.
    public func assetAmount(_ size: Lots, of base: Asset) -> Int64 {
        var amount = size
        for _ in precision.sizeDecimals..<max(precision.sizeDecimals, base.decimals) { amount = amount &* 10 }
        return amount
    }
}
