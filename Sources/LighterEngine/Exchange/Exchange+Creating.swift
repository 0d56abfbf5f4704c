import LighterTransactions

extension Exchange {
    /// Executes a new order: matches it as far as it goes and lets the rest lie in the book or lapse.
    ///
    /// What makes the venue drop an order altogether refuses it here; what lets the order exist and then ends it is in
    /// the order's status.
    mutating func create(_ request: OrderRequest, by owner: Int) -> Outcome {
        guard let place = place(ofMarket: request.market) else { return .refused(.invalidMarketIndex) }
        let market = markets[place].market
        guard market.status == .active else { return .refused(.invalidMarketStatus) }
        if request.clientIndex != 0, accounts[owner].orderOfClientIndex[request.clientIndex] != nil {
            return .refused(.clientIndexExists)
        }
        if request.expiry != 0, request.expiry <= context.time.milliseconds { return .refused(.invalidExpiry) }
        let position = accounts[owner].positions[place]
        if request.reduceOnly, !position.isReduced(by: request.side) {
            return .refused(.invalidReduceOnlyDirection)
        }
        let size = request.size == 0 ? Exchange.sizeOfWhole(position, at: request.price) : request.size
        if let refusal = Exchange.checkAmounts(size, request.price, request.timeInForce, market) {
            return .refused(refusal)
        }
        if request.timeInForce != .immediateOrCancel, let refusal = checkOrderCount(owner, place) {
            return .refused(refusal)
        }
        let order = enter(request, size: size, owner: owner, place: place)
        return execute(order, owner: owner, place: place) { taker, trade, maker in
            .executed(taker: taker, trade: trade, maker: maker)
        }
    }

    /// Matches an order that is in no book and settles what becomes of it.
    mutating func execute(
        _ order: Order,
        owner: Int,
        place: Int,
        event: (Order, Trade?, Order?) -> Outcome.Event
    ) -> Outcome {
        var order = order
        let match = match(&order, owner: owner, place: place)
        if order.status == .inProgress { settleRest(of: &order, owner: owner, place: place) }
        return .done(event(order, match.trade, match.maker))
    }

    /// A reduce-only order of size 0 stands for the whole position, as far as the limit of one order's value allows
    /// (the venue's circuits, `l2_create_order`).
    private static func sizeOfWhole(_ position: Position, at price: Ticks) -> Lots {
        min(abs(position.size), Market.quoteLimit / max(price, 1))
    }

    /// Whether size and value are within the market's limits; the least ones bind only orders that may rest.
    static func checkAmounts(
        _ size: Lots,
        _ price: Ticks,
        _ timeInForce: TimeInForce,
        _ market: Market
    ) -> Refusal? {
        guard size > 0, price > 0, let quote = market.quote(price, size), quote <= Market.quoteLimit else {
            return .invalidAmounts
        }
        guard timeInForce != .immediateOrCancel else { return nil }
        return size >= market.minimumSize && quote >= market.minimumQuote ? nil : .invalidAmounts
    }

    private func checkOrderCount(_ owner: Int, _ place: Int) -> Refusal? {
        guard !accounts[owner].isHouse else { return nil }
        if accounts[owner].openOrders.count >= Account.openOrderLimit { return .tooManyOrders }
        if accounts[owner].positions[place].openOrderCount >= Account.openOrderLimitPerMarket {
            return .tooManyOrdersOfMarket
        }
        return nil
    }

    private mutating func enter(_ request: OrderRequest, size: Lots, owner: Int, place: Int) -> Order {
        let order = Order(
            index: markets[place].numbers.next(isAsk: request.side.isAsk),
            clientIndex: request.clientIndex,
            account: accounts[owner].index,
            market: request.market,
            side: request.side,
            type: request.type,
            timeInForce: request.timeInForce,
            reduceOnly: request.reduceOnly,
            expiry: request.expiry,
            createdAt: context.time,
            price: request.price,
            initialSize: size,
            remainingSize: size,
            sequence: takeSequence(),
            selfTrade: request.selfTrade,
            updatedAt: context.time
        )
        withAccount(owner) { account in
            if order.clientIndex != 0 { account.orderOfClientIndex[order.clientIndex] = order.index }
            account.changedAt = order.createdAt
        }
        return order
    }

    /// The next number in the sequence of everything that enters the books.
    mutating func takeSequence() -> Int64 {
        defer { nextSequence += 1 }
        return nextSequence
    }

    /// What becomes of an order that matched all it could and is still alive.
    private mutating func settleRest(of order: inout Order, owner: Int, place: Int) {
        if order.remainingSize == 0 {
            end(&order, .filled, owner: owner)
        } else if order.timeInForce == .immediateOrCancel {
            let isEmpty = markets[place].book.bestPrice(order.side.opposite) == nil
            end(&order, isEmpty ? .canceledNotEnoughLiquidity : .canceledTooMuchSlippage, owner: owner)
        } else if !canRest(order, owner: owner, place: place) {
            end(&order, .canceledInvalidBalance, owner: owner)
        } else {
            rest(&order, owner: owner, place: place)
        }
    }

    /// Whether the spot balance covers what the order would lock.
    private func canRest(_ order: Order, owner: Int, place: Int) -> Bool {
        guard let (asset, amount) = lock(of: order, place: place) else { return true }
        return accounts[owner].balance(of: asset).free >= amount
    }

    /// Lays an order into the book.
    private mutating func rest(_ order: inout Order, owner: Int, place: Int) {
        order.status = .open
        order.updatedAt = context.time
        markets[place].book.add(order)
        let resting = order
        let lock = lock(of: resting, place: place)
        let isNew = order.version == 0
        withAccount(owner) { account in
            account.openOrders.insert(resting.index)
            account.positions[place].addOpen(resting)
            if let lock { account.balances[lock.asset.index, default: SpotBalance()].locked += lock.amount }
        }
        if isNew, !accounts[owner].isHouse, order.expiry != 0 { watchExpiry(of: order) }
    }

    /// Takes an order out of the book without ending it.
    @discardableResult
    mutating func takeOut(_ index: Int64, place: Int) -> Order? {
        guard let order = markets[place].book.remove(index), let owner = self.place(ofAccount: order.account) else {
            return nil
        }
        let lock = lock(of: order, place: place)
        withAccount(owner) { account in
            account.openOrders.remove(index)
            account.positions[place].removeOpen(order)
            if let lock { account.balances[lock.asset.index]?.locked -= lock.amount }
        }
        return order
    }

    /// Gives an order that is in no book its last status and remembers it.
    mutating func end(_ order: inout Order, _ status: OrderStatus, owner: Int) {
        order.status = status
        order.updatedAt = context.time
        let ended = order
        withAccount(owner) { account in
            account.remember(ended)
            account.changedAt = ended.updatedAt
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
    func assetAmount(_ size: Lots, of base: Asset) -> Int64 {
        var amount = size
        for _ in precision.sizeDecimals..<max(precision.sizeDecimals, base.decimals) { amount = amount &* 10 }
        return amount
    }
}
