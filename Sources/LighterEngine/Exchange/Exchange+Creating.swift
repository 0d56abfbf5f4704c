import LighterTransactions

extension Exchange {
    /// Executes a new order: matches it as far as it goes and lets the rest lie in the book or lapse; one with a
    /// trigger and a TWAP order wait.
    ///
    /// What makes the venue drop an order altogether refuses it here; what lets the order exist and then ends it is in
    /// the order's status.
    mutating func create(_ request: OrderRequest, by owner: Int) -> Outcome {
        guard let place = place(ofMarket: request.market) else { return .refused(.invalidMarketIndex) }
        var request = request
        if request.size == 0, !request.kind.isConditional {
            request.size = Exchange.sizeOfWhole(accounts[owner].positions[place], at: request.price)
        }
        if let refusal = refusal(of: request, amountsOf: request.size, owner: owner, place: place) {
            return .refused(refusal)
        }
        var order = enter(request, owner: owner, place: place)
        guard request.kind.waits else {
            return execute(order, owner: owner, place: place) { taker, trade, maker in
                .executed(taker: taker, trade: trade, maker: maker)
            }
        }
        order.trigger.status = request.kind.isConditional ? .markPrice : .twap
        wait(&order, owner: owner, place: place)
        return .done(.executed(taker: order, trade: nil, maker: nil))
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
    static func sizeOfWhole(_ position: Position, at price: Ticks) -> Lots {
        min(abs(position.size), Market.quoteLimit / max(price, 1))
    }

    /// Whether size and value are within the market's limits; the least ones bind only orders that may rest.
    static func checkAmounts(
        _ size: Lots,
        _ price: Ticks,
        _ kind: OrderKind,
        _ timeInForce: TimeInForce,
        _ market: Market
    ) -> Refusal? {
        guard size > 0, price > 0, let quote = market.quote(price, size), quote <= Market.quoteLimit else {
            return .invalidAmounts
        }
        guard timeInForce != .immediateOrCancel, kind != .twap else { return nil }
        return size >= market.minimumSize && quote >= market.minimumQuote ? nil : .invalidAmounts
    }

    /// Why the venue drops a new order.
    ///
    /// - Parameter size: Whose amounts are judged; 0 where the order takes the size of a position or a parent later.
    func refusal(of request: OrderRequest, amountsOf size: Lots, owner: Int, place: Int) -> Refusal? {
        let market = markets[place].market
        guard market.status == .active else { return .invalidMarketStatus }
        if !market.isPerpetual {
            if request.kind.isConditional { return .invalidOrderTypeForMarket }
            if request.reduceOnly { return .invalidReduceOnlyMode }
        }
        if request.clientIndex != 0, accounts[owner].orderOfClientIndex[request.clientIndex] != nil {
            return .clientIndexExists
        }
        if request.expiry != 0, request.expiry <= context.time.milliseconds { return .invalidExpiry }
        if request.reduceOnly, !accounts[owner].positions[place].isReduced(by: request.side) {
            return .invalidReduceOnlyDirection
        }
        if size != 0 || !request.kind.isConditional,
            let refusal = Exchange.checkAmounts(size, request.price, request.kind, request.timeInForce, market)
        {
            return refusal
        }
        return refusalOfCount(request, owner: owner, place: place)
    }

    /// Whether the account has as many orders as it may have.
    func refusalOfCount(_ request: OrderRequest, owner: Int, place: Int) -> Refusal? {
        guard !accounts[owner].isHouse else { return nil }
        let (account, position) = (accounts[owner], accounts[owner].positions[place])
        if request.kind.waits {
            if account.waitingOrders.count >= Account.waitingOrderLimit { return .tooManyWaiting }
            if position.waitingOrderCount >= Account.waitingOrderLimitPerMarket { return .tooManyWaitingOfMarket }
        } else if request.timeInForce != .immediateOrCancel {
            if account.openOrders.count >= Account.openOrderLimit { return .tooManyOrders }
            if position.openOrderCount >= Account.openOrderLimitPerMarket { return .tooManyOrdersOfMarket }
        }
        return nil
    }

    /// Gives a request its number and its owner's note of it.
    mutating func enter(_ request: OrderRequest, owner: Int, place: Int) -> Order {
        var order = Order(
            index: markets[place].numbers.next(isAsk: request.side.isAsk),
            clientIndex: request.clientIndex,
            account: accounts[owner].index,
            market: request.market,
            side: request.side,
            kind: request.kind,
            timeInForce: request.timeInForce,
            reduceOnly: request.reduceOnly,
            expiry: request.expiry,
            createdAt: context.time,
            price: request.price,
            initialSize: request.size,
            remainingSize: request.size,
            sequence: takeSequence(),
            selfTrade: request.selfTrade,
            updatedAt: context.time
        )
        order.trigger.price = request.triggerPrice
        let (index, time) = (order.index, context.time)
        withAccount(owner) { account in
            if request.clientIndex != 0 { account.orderOfClientIndex[request.clientIndex] = index }
            account.changedAt = time
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
}
