import LighterTransactions

/// The resting orders of a market, each side by price and, within a price, by arrival.
///
/// Orders lie in one array of slots; a price level chains its slots from the oldest to the newest. Finding, adding at a
/// known price and removing take no walk over orders.
public struct OrderBook: Hashable, Sendable {
    struct Slot: Hashable, Sendable {
        var order: Order
        /// The next older and newer order of the level; −1 for none.
        var older: Int32
        var newer: Int32
    }

    private(set) var slots: [Slot] = []
    private var freeSlots: [Int32] = []
    private var slotOfOrder: [Int64: Int32] = [:]
    private var asks = BookSide(isAsk: true)
    private var bids = BookSide(isAsk: false)

    /// How many orders rest.
    public var count: Int { slotOfOrder.count }

    /// The order with this index, if it rests here.
    public func order(_ index: Int64) -> Order? {
        guard let slot = slotOfOrder[index] else { return nil }
        return slots[Int(slot)].order
    }

    /// The order that trades first on a side.
    public func best(_ side: Side) -> Order? {
        guard let level = levels(side).best else { return nil }
        return slots[Int(level.oldest)].order
    }

    /// The best price of a side.
    public func bestPrice(_ side: Side) -> Ticks? { levels(side).best?.price }

    /// What rests at a price altogether.
    public func size(_ side: Side, at price: Ticks) -> Lots {
        var (size, slot) = (Lots(0), levels(side).level(at: price)?.oldest ?? -1)
        while slot >= 0 {
            size += slots[Int(slot)].order.remainingSize
            slot = slots[Int(slot)].newer
        }
        return size
    }

    /// Calls `body` with the orders of a side, best first, until it returns false.
    public func forEach(_ side: Side, _ body: (Order) -> Bool) {
        for level in levels(side).levels.reversed() {
            var slot = level.oldest
            while slot >= 0 {
                guard body(slots[Int(slot)].order) else { return }
                slot = slots[Int(slot)].newer
            }
        }
    }

    /// The first orders of a side, best first.
    public func orders(_ side: Side, limit: Int = .max) -> [Order] {
        var orders: [Order] = []
        guard limit > 0 else { return orders }
        forEach(side) { order in
            orders.append(order)
            return orders.count < limit
        }
        return orders
    }

    /// Adds an order behind all others of its price.
    mutating func add(_ order: Order) {
        let slot: Int32
        if let free = freeSlots.popLast() {
            slot = free
            slots[Int(slot)] = Slot(order: order, older: -1, newer: -1)
        } else {
            slot = Int32(slots.count)
            slots.append(Slot(order: order, older: -1, newer: -1))
        }
        slotOfOrder[order.index] = slot
        let older = withSide(order.side) { $0.append(slot, at: order.price) }
        if older >= 0 {
            slots[Int(older)].newer = slot
            slots[Int(slot)].older = older
        }
    }

    /// Takes an order off the book.
    @discardableResult
    mutating func remove(_ index: Int64) -> Order? {
        guard let slot = slotOfOrder.removeValue(forKey: index) else { return nil }
        let (order, older, newer) = (slots[Int(slot)].order, slots[Int(slot)].older, slots[Int(slot)].newer)
        if older >= 0 { slots[Int(older)].newer = newer }
        if newer >= 0 { slots[Int(newer)].older = older }
        withSide(order.side) { $0.remove(older: older, newer: newer, at: order.price) }
        freeSlots.append(slot)
        return order
    }

    /// Changes what may change of an order without moving it: sizes, status, times.
    mutating func update(_ index: Int64, _ change: (inout Order) -> Void) {
        guard let slot = slotOfOrder[index] else { return }
        change(&slots[Int(slot)].order)
    }

    private func levels(_ side: Side) -> BookSide { side.isAsk ? asks : bids }

    private mutating func withSide<Result>(_ side: Side, _ body: (inout BookSide) -> Result) -> Result {
        side.isAsk ? body(&asks) : body(&bids)
    }
}
