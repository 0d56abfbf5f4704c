extension Exchange {
    /// When the next order expires, the next slice is due, or the next scheduled cancel-all.
    var nextDeadline: Moment? {
        let dues = [expiries.first, slices.first].compactMap { $0 }.map { Moment(milliseconds: $0.due) }
        return (accounts.compactMap(\.cancelAllAt) + dues).min()
    }

    /// Cancels what is due by the present moment, and executes the slices that are.
    mutating func passDeadlines() {
        while let entry = expiries.first, entry.due <= context.time.milliseconds {
            expiries.removeFirst()
            guard let place = place(ofMarket: OrderNumbers.market(of: entry.order)) else { continue }
            cancelLive(entry.order, place: place, .canceledExpired)
        }
        for owner in accounts.indices {
            guard let moment = accounts[owner].cancelAllAt, moment <= context.time else { continue }
            _ = scheduleCancelAll(of: owner, at: nil)
            _ = cancelAll(of: owner, market: nil)
        }
        executeSlices()
    }

    /// Remembers to cancel an order when it expires.
    mutating func watchExpiry(of order: Order) {
        guard order.expiry != 0, let owner = place(ofAccount: order.account), !accounts[owner].isHouse else { return }
        expiries.add(due: order.expiry, order: order.index)
        let clients = accounts.lazy.filter { !$0.isHouse }
        let count = clients.reduce(0) { $0 + $1.openOrders.count + $1.waitingOrders.count }
        guard expiries.count > 2 * count + 1_024 else { return }
        expiries.keepOnly(
            clients.reduce(into: [order.index]) { $0.formUnion($1.openOrders.union($1.waitingOrders)) }
        )
    }
}
