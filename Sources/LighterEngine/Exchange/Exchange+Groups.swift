import LighterTransactions

/// Orders that belong together (signing.md, "Groups"; the venue's circuits, `l2_create_grouped_orders`).
extension Exchange {
    /// Creates a group: all of its orders, or none.
    mutating func create(_ grouping: CreateGroupedOrders.Grouping, _ requests: [OrderRequest], by owner: Int) -> Outcome
    {
        guard var first = requests.first, let place = place(ofMarket: first.market) else {
            return .refused(.invalidMarketIndex)
        }
        guard markets[place].market.isPerpetual else { return .refused(.invalidPerpetualMarketIndex) }
        let hasParent = grouping != .oneCancelsTheOther
        if first.size == 0, hasParent {
            first.size = Exchange.sizeOfWhole(accounts[owner].positions[place], at: first.price)
        }
        if let refusal = refusal(of: first, amountsOf: first.size, owner: owner, place: place) {
            return .refused(refusal)
        }
        for request in requests.dropFirst() {
            let size = hasParent ? first.size : request.size
            if let refusal = refusal(ofMember: request, amountsOf: size, owner: owner, place: place) {
                return .refused(refusal)
            }
        }
        var orders = ([first] + requests.dropFirst()).map { enter($0, owner: owner, place: place) }
        Exchange.link(&orders, grouping)
        for member in orders.indices.dropFirst(hasParent ? 1 : 0) {
            orders[member].trigger.status = hasParent ? .parentOrder : .markPrice
            wait(&orders[member], owner: owner, place: place)
        }
        guard hasParent else { return .done(.executed(taker: orders[0], trade: nil, maker: nil)) }
        return execute(orders[0], owner: owner, place: place) { taker, trade, maker in
            .executed(taker: taker, trade: trade, maker: maker)
        }
    }

    /// Why the venue drops a group for one of its later members, whose direction is judged when it is set going.
    private func refusal(ofMember request: OrderRequest, amountsOf size: Lots, owner: Int, place: Int) -> Refusal? {
        if request.clientIndex != 0, accounts[owner].orderOfClientIndex[request.clientIndex] != nil {
            return .clientIndexExists
        }
        if request.expiry <= context.time.milliseconds { return .invalidExpiry }
        let market = markets[place].market
        if size != 0,
            let refusal = Exchange.checkAmounts(size, request.price, request.kind, request.timeInForce, market)
        {
            return refusal
        }
        return refusalOfCount(request, owner: owner, place: place)
    }

    private static func link(_ orders: inout [Order], _ grouping: CreateGroupedOrders.Grouping) {
        func join(_ one: Int, _ other: Int) {
            orders[one].group.sibling = orders[other].index
            orders[other].group.sibling = orders[one].index
        }
        switch grouping {
        case .oneCancelsTheOther: join(0, 1)
        case .oneTriggersTheOther, .oneTriggersAOneCancelsTheOther:
            for child in orders.indices.dropFirst() { orders[child].group.parent = orders[0].index }
            orders[0].group.firstChild = orders[1].index
            guard grouping == .oneTriggersAOneCancelsTheOther else { return }
            orders[0].group.secondChild = orders[2].index
            join(1, 2)
        }
    }
}
