import LighterTransactions

@testable import LighterEngine

/// Price-time priority in its plainest form: all resting orders in one list, looked through whole each time. Reads the
/// terms of an order, never its state.
struct NaiveBook {
    struct Resting {
        let index: Int64
        let account: Int64
        let side: Side
        let price: Ticks
        var size: Lots
        let arrival: Int
    }

    struct Fill: Equatable {
        let maker: Int64
        let price: Ticks
        let size: Lots
    }

    var orders: [Resting] = []
    private var arrivals = 0

    /// Trades an order, which may not meet those its self-trade rule names, and lets the rest lie. Returns what it traded.
    mutating func enter(_ order: Order, size: Lots) -> [Fill] {
        var (left, fills) = (size, [Fill]())
        var budget = Int128(0)
        while left > 0, let place = bestOpposite(of: order) {
            let maker = orders[place]
            if isOwn(maker, of: order) {
                switch order.selfTrade.behaviour {
                case .expireMaker: orders.remove(at: place)
                case .expireTaker: return fills
                case .cancelBoth:
                    orders.remove(at: place)
                    return fills
                case .reduce:
                    if order.timeInForce == .postOnly { return fills }
                    let common = min(left, maker.size)
                    left -= common
                    take(common, at: place)
                }
                continue
            }
            if order.timeInForce == .postOnly { return fills }
            var traded = min(left, maker.size)
            let gain = Int128(order.side == .buy ? order.price - maker.price : maker.price - order.price)
            if gain < 0 { traded = min(traded, Lots(min(Int128(traded), budget / -gain))) }
            guard traded > 0 else { return fills }
            budget += gain * Int128(traded)
            let isCut = traded < min(left, maker.size)
            fills.append(Fill(maker: maker.index, price: maker.price, size: traded))
            left -= traded
            take(traded, at: place)
            if isCut { return fills }
        }
        if left > 0, order.timeInForce != .immediateOrCancel {
            arrivals += 1
            let resting = Resting(
                index: order.index,
                account: order.account,
                side: order.side,
                price: order.price,
                size: left,
                arrival: arrivals
            )
            orders.append(resting)
        }
        return fills
    }

    /// Takes an order out and returns what was left of it.
    @discardableResult
    mutating func remove(_ index: Int64) -> Lots {
        guard let place = orders.firstIndex(where: { $0.index == index }) else { return 0 }
        return orders.remove(at: place).size
    }

    private mutating func take(_ size: Lots, at place: Int) {
        orders[place].size -= size
        if orders[place].size == 0 { orders.remove(at: place) }
    }

    /// Whether an order may not trade with a resting one.
    private func isOwn(_ maker: Resting, of order: Order) -> Bool {
        switch order.selfTrade.scope {
        case .account: maker.account == order.account
        case .masterAccount: OrderFlow.master(of: maker.account) == OrderFlow.master(of: order.account)
        }
    }

    /// The resting orders of a side in the order in which they trade.
    func queue(_ side: Side) -> [Resting] {
        orders.filter { $0.side == side }.sorted { left, right in
            left.price != right.price
                ? (side == .buy ? left.price > right.price : left.price < right.price) : left.arrival < right.arrival
        }
    }

    private func bestOpposite(of order: Order) -> Int? {
        var best: Int?
        for (place, candidate) in orders.enumerated() where candidate.side != order.side {
            guard let rival = best.map({ orders[$0] }) else {
                best = place
                continue
            }
            let isBetter = order.side == .buy ? candidate.price < rival.price : candidate.price > rival.price
            if isBetter || (candidate.price == rival.price && candidate.arrival < rival.arrival) { best = place }
        }
        guard let best else { return nil }
        let price = orders[best].price
        let crosses = order.side == .buy ? price <= order.price : price >= order.price
        return crosses || order.kind == .market ? best : nil
    }
}
