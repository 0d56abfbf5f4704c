import LighterStatus
import LighterTransactions
import LighterVenue

extension Trader {
    /// An order of the account by any of its names, live or finished.
    ///
    /// - Throws: ``Failure`` of class not found when the venue knows none.
    public func find(_ identifier: OrderIdentifier) throws(Failure) -> Order {
        guard let order = try findIfAny(identifier) else {
            throw Failure(
                "order.not_found",
                .notFound,
                "the venue knows no order \(sanitized(identifier.description, limit: 80)) of this account",
                hint: "lighter orders --history",
                context: FailureContext(clientOrderIndex: identifier.clientIndex?.value)
            )
        }
        return order
    }

    /// How many finished orders are looked through for one the venue's look-up by client index cannot find.
    private static let historyDepth = 500
    private static let pageSize = 100

    private func findIfAny(_ identifier: OrderIdentifier) throws(Failure) -> Order? {
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
        try venue.orders(account(), clientIndexes: [clientIndex]).filter { $0.clientIndex == clientIndex }.newest
    }

    private func finished(_ matches: (Order) -> Bool) throws(Failure) -> Order? {
        var cursor: String?
        for _ in 0..<(Trader.historyDepth / Trader.pageSize) {
            let page = try venue.inactiveOrders(account(), limit: Trader.pageSize, cursor: cursor)
            if let order = page.elements.first(where: matches) { return order }
            guard let next = page.nextCursor, !page.elements.isEmpty else { return nil }
            cursor = next
        }
        return nil
    }
}

extension Trader {
    /// The market of an order; asks the venue anew when the cached list does not have it.
    ///
    /// - Throws: ``Failure`` of class not found.
    public func market(ofOrder order: Order) throws(Failure) -> Market {
        if let market = try markets()[order.market] { return market }
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
