/// When something of orders is due, soonest first. Orders that end otherwise stay in it until their time comes or until
/// they are more than those still alive.
struct DeadlineQueue: Sendable {
    struct Entry: Hashable, Sendable {
        /// Milliseconds since the Unix epoch.
        let due: Int64
        let order: Int64
    }

    /// A binary heap.
    private var heap: [Entry] = []

    var first: Entry? { heap.first }
    var count: Int { heap.count }

    mutating func add(due: Int64, order: Int64) {
        heap.append(Entry(due: due, order: order))
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard precedes(child, parent) else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    @discardableResult
    mutating func removeFirst() -> Entry? {
        guard let first = heap.first, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return first }
        heap[0] = last
        var parent = 0
        while true {
            let (left, right) = (2 * parent + 1, 2 * parent + 2)
            var least = parent
            if left < heap.count, precedes(left, least) { least = left }
            if right < heap.count, precedes(right, least) { least = right }
            guard least != parent else { return first }
            heap.swapAt(parent, least)
            parent = least
        }
    }

    /// Forgets all orders but these.
    mutating func keepOnly(_ orders: Set<Int64>) {
        let kept = heap.filter { orders.contains($0.order) }
        heap = []
        for entry in kept { add(due: entry.due, order: entry.order) }
    }

    private func precedes(_ one: Int, _ other: Int) -> Bool {
        (heap[one].due, heap[one].order) < (heap[other].due, heap[other].order)
    }
}
