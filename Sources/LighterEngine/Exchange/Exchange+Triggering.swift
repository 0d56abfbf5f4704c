import LighterTransactions

/// What sets waiting orders going (the venue's circuits, `internal_create_order`).
extension Exchange {
    /// Whether the mark price of some market triggers an order.
    var hasTriggered: Bool {
        markets.indices.contains { place in
            markets[place].market.status == .active && markets[place].waiting.due(at: markets[place].markPrice) != nil
        }
    }

    /// Executes the orders that the mark prices trigger.
    mutating func executeTriggered() {
        for place in markets.indices where markets[place].market.status == .active {
            while let index = markets[place].waiting.due(at: markets[place].markPrice) {
                trigger(index, place: place)
            }
        }
    }

    /// Executes a conditional order whose price has come. Its sibling is canceled first; with no size of its own it
    /// takes that of the position.
    private mutating func trigger(_ index: Int64, place: Int) {
        guard var order = takeOut(index, place: place), let owner = self.place(ofAccount: order.account) else { return }
        if let status = obstacle(to: order, owner: owner, place: place) {
            end(&order, status, owner: owner)
            return
        }
        if order.group.sibling != 0 { cancelLive(order.group.sibling, place: place, .canceledOCO) }
        if order.initialSize == 0 {
            order.initialSize = Exchange.sizeOfWhole(accounts[owner].positions[place], at: order.price)
            order.remainingSize = order.initialSize
        }
        order.trigger.status = .none
        order.trigger.time = context.time
        order.status = .inProgress
        order.sequence = takeSequence()
        _ = execute(order, owner: owner, place: place) { taker, trade, maker in
            .executed(taker: taker, trade: trade, maker: maker)
        }
    }

    /// Gives a child the size its parent was filled with and lets it wait for its trigger price.
    mutating func setGoing(_ child: Int64, size: Lots, owner: Int, place: Int) {
        guard markets[place].waiting.order(child)?.trigger.status == .parentOrder,
            var order = takeOut(child, place: place)
        else { return }
        order.trigger.status = .markPrice
        order.initialSize = size
        order.remainingSize = size
        if let status = obstacle(to: order, owner: owner, place: place) {
            end(&order, status, owner: owner)
        } else {
            wait(&order, owner: owner, place: place)
        }
    }

    /// Why a waiting order ends when it should be set going; nil when it may.
    func obstacle(to order: Order, owner: Int, place: Int) -> OrderStatus? {
        if order.expiry <= context.time.milliseconds { return .canceledExpired }
        if let moment = accounts[owner].cancelAllAt, moment <= context.time { return .canceled }
        guard order.reduceOnly, !accounts[owner].positions[place].isReduced(by: order.side) else { return nil }
        return .canceledReduceOnly
    }
}
