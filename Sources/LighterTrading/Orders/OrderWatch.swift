import LighterProfile
import LighterStatus
import LighterTransactions
import LighterVenue

/// Orders that were sent, looked at together until each is where it was wanted, over, or time is up.
///
/// An order is judged by its own transaction first: one that is found by its client index may be an older order's of the
/// same index, unless nobody chose the index.
struct OrderWatch {
    /// An order, and what is known of it.
    private struct Entry {
        let order: NewOrder
        /// Nil where the order is known to be there.
        let sent: SentTransaction?
        var progress: ExecutionProgress
        var last: Order?
        var outcome: Result<Order, Failure>?

        /// Whether an order of its client index is its own.
        var isRecognisable: Bool { progress == .executed || !order.isIdentified }
    }

    private let trader: Trader
    private let target: WaitTarget
    private var entries: [Entry]

    init(_ trader: Trader, until target: WaitTarget, _ orders: [(order: NewOrder, sent: SentTransaction?)]) {
        self.trader = trader
        self.target = target
        entries = orders.map { order, sent in
            Entry(order: order, sent: sent, progress: sent == nil ? .executed : .untold)
        }
    }

    /// What became of each order, in their order.
    mutating func outcomes() -> [Result<Order, Failure>] {
        let orders = entries.count == 1 ? "the order" : "\(entries.count) orders"
        trader.waiting.begin("waiting for the venue to show \(orders) \(target.rawValue)")
        defer { trader.waiting.end() }
        if let last = entries.last?.sent { trader.waitForExecution(of: last) }
        var pause = PollingPause()
        while true {
            do throws(Failure) {
                try lookAtOrders()
                try lookAtTransactions()
                // What has just been executed need not wait for the next look.
                if entries.contains(where: { $0.outcome == nil && $0.progress == .executed && $0.last == nil }) {
                    try lookAtOrders()
                }
            } catch {
                for place in entries.indices where entries[place].outcome == nil {
                    entries[place].outcome = .failure(error)
                }
            }
            guard entries.contains(where: { $0.outcome == nil }), !trader.deadline.isOver else { break }
            trader.clock.sleep(pause.next(within: trader.deadline))
        }
        return entries.map { entry in
            let outcome = entry.outcome ?? .failure(unfinished(entry))
            return outcome.mapError { $0.with(entry.sent?.context ?? FailureContext()) }
        }
    }

    /// Reads the orders that can be told from others of the same client index.
    private mutating func lookAtOrders() throws(Failure) {
        let wanted = entries.indices.filter { entries[$0].outcome == nil && entries[$0].isRecognisable }
        guard !wanted.isEmpty else { return }
        let indexes = wanted.map { entries[$0].order.clientIndex }
        let found = try trader.lookingPastNoise { () throws(Failure) in
            try trader.recent(indexes)
        }
        let byIndex = Dictionary(grouping: found ?? []) { $0.clientIndex }
        for place in wanted {
            guard let order = byIndex[entries[place].order.clientIndex]?.newest else { continue }
            entries[place].last = order
            entries[place].progress = .executed
            if order.state.isFinal {
                entries[place].outcome = OrderVerdict.failure(ofFinal: order).map(Result.failure) ?? .success(order)
            } else if OrderVerdict.hasReached(target, order) {
                entries[place].outcome = .success(order)
            }
        }
    }

    private mutating func lookAtTransactions() throws(Failure) {
        let wanted = entries.indices.filter { entries[$0].outcome == nil && entries[$0].progress != .executed }
        let told = try trader.progress(ofAll: wanted.compactMap { entries[$0].sent })
        for place in wanted {
            guard let hash = entries[place].sent?.hash, let progress = told[hash] else { continue }
            switch progress {
            case .success(let progress): entries[place].progress.see(progress)
            case .failure(let failure): entries[place].outcome = .failure(failure)
            }
        }
    }

    private func unfinished(_ entry: Entry) -> Failure {
        let hint = "lighter order \(entry.order.clientIndex)"
        guard entry.last != nil || entry.progress != .untold else { return trader.untold(hint: hint) }
        return trader.orInterrupted(OrderVerdict.pending(entry.last, hint: hint, target))
    }
}
