extension Exchange {
    /// When the next order expires or the next scheduled cancel-all is due.
    var nextDeadline: Moment? {
        let scheduled = accounts.compactMap(\.cancelAllAt).min()
        guard let expiry = expiries.first.map({ Moment(milliseconds: $0.expiry) }) else { return scheduled }
        return scheduled.map { min($0, expiry) } ?? expiry
    }

    /// Cancels what is due by the present moment.
    mutating func passDeadlines() {
        while let entry = expiries.first, entry.expiry <= context.time.milliseconds {
            expiries.removeFirst()
            guard let place = place(ofMarket: OrderNumbers.market(of: entry.order)) else { continue }
            cancelResting(entry.order, place: place, .canceledExpired)
        }
        for owner in accounts.indices {
            guard let moment = accounts[owner].cancelAllAt, moment <= context.time else { continue }
            _ = scheduleCancelAll(of: owner, at: nil)
            _ = cancelAll(of: owner, market: nil)
        }
    }

    /// Remembers to cancel an order when it expires.
    mutating func watchExpiry(of order: Order) {
        expiries.add(expiry: order.expiry, order: order.index)
        let alive = accounts.lazy.filter { !$0.isHouse }.map(\.openOrders)
        guard expiries.count > 2 * alive.reduce(0, { $0 + $1.count }) + 1_024 else { return }
        expiries.keepOnly(alive.reduce(into: [order.index]) { $0.formUnion($1) })
    }
}
