import LighterStatus
import LighterTransactions
import LighterVenue

extension Trader {
    /// An order of the account by any of its names, live or finished.
    ///
    /// - Throws: ``Failure`` of class not found when the venue knows none.
    public func find(_ identifier: OrderIdentifier) throws(Failure) -> Order {
        guard let order = try findIfAny(identifier) else { throw Failure(notFound: identifier) }
        return order
    }

    /// How many finished orders are looked through for one the venue's look-up by client index cannot find.
    private static let historyDepth = 500
    private static let pageSize = 100

    func findIfAny(_ identifier: OrderIdentifier) throws(Failure) -> Order? {
        let account = try account()
        switch identifier {
        case .client(let index), .name(_, let index):
            if let order = try recent(index) { return order }
            return try finished { $0.clientIndex == index }
        case .venue(let index):
            if let order = try venue.activeOrders(account).first(where: { $0.index == index }) { return order }
            return try finished { $0.index == index }
        }
    }

    /// The newest order of a client index, among those the venue finds by it. It may remember an older, finished one of
    /// the same number; an order's own index does not tell which is newer.
    func recent(_ clientIndex: ClientOrderIndex) throws(Failure) -> Order? {
        try recent([clientIndex]).filter { $0.clientIndex == clientIndex }.newest
    }

    /// The orders of some client indexes that the venue finds by them.
    func recent(_ clientIndexes: [ClientOrderIndex]) throws(Failure) -> [Order] {
        let orders = try venue.orders(account(), clientIndexes: clientIndexes)
        for order in orders { onSight(order) }
        return orders
    }

    private func finished(_ matches: (Order) -> Bool) throws(Failure) -> Order? {
        var found: Order?
        try lookThroughFinished { page in
            found = page.first(where: matches)
            return found == nil
        }
        return found
    }

    /// Shows finished orders, newest first, page by page, until no more are wanted.
    private func lookThroughFinished(_ wantsMore: ([Order]) -> Bool) throws(Failure) {
        var cursor: String?
        for _ in 0..<(Trader.historyDepth / Trader.pageSize) {
            let page = try venue.inactiveOrders(account(), limit: Trader.pageSize, cursor: cursor)
            guard wantsMore(page.elements), let next = page.nextCursor, !page.elements.isEmpty else { return }
            cursor = next
        }
    }

    /// Orders as they are now, by their index; those the venue does not find are missing.
    func again(_ orders: [Order]) throws(Failure) -> [OrderIndex: Order] {
        var wanted = Set(orders.map(\.index))
        var found: [OrderIndex: Order] = [:]
        func take(_ seen: [Order]) {
            for order in seen where wanted.remove(order.index) != nil { found[order.index] = order }
        }
        take(try recent(orders.compactMap(\.clientIndex)))
        guard !wanted.isEmpty else { return found }
        take(try venue.activeOrders(account()))
        guard !wanted.isEmpty else { return found }
        try lookThroughFinished { page in
            take(page)
            return !wanted.isEmpty
        }
        return found
    }
}

extension Trader {
    /// The market of an order; asks the venue anew when the cached list does not have it.
    ///
    /// - Throws: ``Failure`` of class not found.
    public func market(ofOrder order: Order) throws(Failure) -> Market {
        if let market = try market(order.market) { return market }
        if let market = try markets(isRefreshed: true)[order.market] { return market }
        throw Failure("market.not_found", .notFound, "the venue lists no market \(order.market), where the order is")
    }
}

extension [Order] {
    /// The newest of the orders of one client index: the one that lives, where one does.
    var newest: Order? {
        self.max { left, right in
            if left.state.isFinal != right.state.isFinal { return left.state.isFinal }
            return (left.createdAt ?? 0, left.index) < (right.createdAt ?? 0, right.index)
        }
    }
}
