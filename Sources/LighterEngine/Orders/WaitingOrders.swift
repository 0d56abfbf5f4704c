import LighterTransactions

/// The orders of a market that wait: for a trigger price, for their parent, or for the time of their next slice.
public struct WaitingOrders: Hashable, Sendable {
    fileprivate struct QueueEntry: Hashable, Sendable {
        let price: Ticks
        let order: Int64
        /// Orders of one price are triggered in the order of these.
        let sequence: Int64
    }

    /// Orders by their trigger price, the next to be triggered last.
    private struct Queue: Hashable, Sendable {
        /// Whether a rising mark price triggers.
        let isRising: Bool
        private(set) var entries: [QueueEntry] = []

        init(isRising: Bool) { self.isRising = isRising }

        mutating func add(_ entry: QueueEntry) { entries.insert(entry, at: position(of: entry)) }

        mutating func remove(_ entry: QueueEntry) {
            let position = position(of: entry)
            guard position < entries.count, entries[position] == entry else { return }
            entries.remove(at: position)
        }

        func due(at mark: Ticks) -> Int64? {
            guard let entry = entries.last, isRising ? mark >= entry.price : mark <= entry.price else { return nil }
            return entry.order
        }

        /// Where an entry is, or would have to be.
        private func position(of entry: QueueEntry) -> Int {
            var (low, high) = (0, entries.count)
            while low < high {
                let middle = (low + high) / 2
                if comes(entries[middle], behind: entry) { low = middle + 1 } else { high = middle }
            }
            return low
        }

        private func comes(_ one: QueueEntry, behind other: QueueEntry) -> Bool {
            guard one.price == other.price else { return isRising ? one.price > other.price : one.price < other.price }
            return one.sequence > other.sequence
        }
    }

    private var orders: [Int64: Order] = [:]
    private var rising = Queue(isRising: true)
    private var falling = Queue(isRising: false)

    public var count: Int { orders.count }

    /// The order with this index, if it waits here.
    public func order(_ index: Int64) -> Order? { orders[index] }

    /// The next order that a mark price triggers.
    func due(at mark: Ticks) -> Int64? { falling.due(at: mark) ?? rising.due(at: mark) }

    mutating func add(_ order: Order) {
        orders[order.index] = order
        guard order.trigger.status == .markPrice else { return }
        if order.triggersOnRise { rising.add(order.queueEntry) } else { falling.add(order.queueEntry) }
    }

    @discardableResult
    mutating func remove(_ index: Int64) -> Order? {
        guard let order = orders.removeValue(forKey: index) else { return nil }
        guard order.trigger.status == .markPrice else { return order }
        if order.triggersOnRise { rising.remove(order.queueEntry) } else { falling.remove(order.queueEntry) }
        return order
    }
}

extension Order {
    /// Whether a rising mark price triggers it: a stop-loss that buys, or a take-profit that sells (the venue's
    /// circuits, `internal_create_order`).
    fileprivate var triggersOnRise: Bool { kind.isStopLoss != side.isAsk }

    fileprivate var queueEntry: WaitingOrders.QueueEntry {
        WaitingOrders.QueueEntry(price: trigger.price, order: index, sequence: sequence)
    }
}
