import LighterTransactions

/// TWAP orders: one market order after another, all of one size, until the order's expiry. How often, and how large,
/// the venue's sequencer decides and does not publish; that a slice's size leaves the order whether or not it was
/// filled, and that the order's price bounds each slice, is in its circuits (`internal_create_order`).
extension Exchange {
    /// Milliseconds from one slice to the next.
    static let sliceInterval: Int64 = 30_000

    /// Executes the slices that are due.
    mutating func executeSlices() {
        while let entry = slices.first, entry.due <= context.time.milliseconds {
            slices.removeFirst()
            guard let place = place(ofMarket: OrderNumbers.market(of: entry.order)) else { continue }
            slice(entry.order, place: place)
        }
    }

    private mutating func slice(_ index: Int64, place: Int) {
        guard var order = takeOut(index, place: place), let owner = self.place(ofAccount: order.account) else { return }
        if let status = obstacle(to: order, owner: owner, place: place) {
            end(&order, status, owner: owner)
            return
        }
        let intervals = (order.expiry - context.time.milliseconds + Exchange.sliceInterval - 1) / Exchange.sliceInterval
        let size = (order.remainingSize + intervals - 1) / intervals
        let slice = execute(sliceOf: order, size: size, owner: owner, place: place)
        order.remainingSize -= size
        order.filledSize += slice.filledSize
        order.filledQuote += slice.filledQuote
        if order.remainingSize == 0 {
            end(&order, order.filledSize == order.initialSize ? .filled : slice.status, owner: owner)
        } else if order.reduceOnly, !accounts[owner].positions[place].isReduced(by: order.side) {
            end(&order, .canceledReduceOnly, owner: owner)
        } else {
            wait(&order, owner: owner, place: place)
            slices.add(due: context.time.milliseconds + Exchange.sliceInterval, order: index)
        }
    }

    private mutating func execute(sliceOf order: Order, size: Lots, owner: Int, place: Int) -> Order {
        let request = OrderRequest(
            market: order.market,
            side: order.side,
            kind: .twapSlice,
            timeInForce: .immediateOrCancel,
            size: size,
            price: order.price,
            reduceOnly: order.reduceOnly,
            selfTrade: order.selfTrade
        )
        var slice = enter(request, owner: owner, place: place)
        slice.group.parent = order.index
        let outcome = execute(slice, owner: owner, place: place) { taker, trade, maker in
            .executed(taker: taker, trade: trade, maker: maker)
        }
        guard case .executed(let executed, _, _) = outcome.event else { return slice }
        return executed
    }
}
