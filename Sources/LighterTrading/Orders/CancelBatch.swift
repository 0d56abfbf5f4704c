import LighterStatus
import LighterTransactions
import LighterVenue

/// Orders that are being cancelled together: which wait for a cancel, whose cancel is underway, and what became of the
/// others.
struct CancelBatch {
    /// Those that no cancel is underway for, and that live as far as is known.
    private(set) var waiting: [Order] = []
    private(set) var underway: [(order: Order, sent: SentTransaction)] = []
    private var fates: [OrderIndex: CancelFate] = [:]
    private var seen: Set<OrderIndex> = []

    init(_ orders: [Order]) {
        var indexes: Set<OrderIndex> = []
        for order in orders where indexes.insert(order.index).inserted {
            if order.state.isFinal { fates[order.index] = .alreadyOver(order) } else { waiting.append(order) }
        }
    }

    func fate(of order: Order) -> CancelFate {
        fates[order.index]
            ?? .failed(Failure("internal.no_fate", .internal, "nothing is known of an order that was to be cancelled"))
    }

    /// Whether the venue showed the order since a cancel was sent.
    func wasSeen(_ order: Order) -> Bool { seen.contains(order.index) }

    /// A cancel was taken.
    mutating func follow(_ order: Order, _ sent: SentTransaction) {
        waiting.removeAll { $0.index == order.index }
        underway.append((order, sent))
    }

    /// A cancel was refused, or its fate is not known. Where the order's state is the reason, another one may do.
    mutating func refuse(_ order: Order, _ failure: Failure) {
        guard failure.isAboutOrderState else { return settle(order, .failed(failure)) }
        underway.removeAll { $0.order.index == order.index }
        if !waiting.contains(where: { $0.index == order.index }) { waiting.append(order) }
    }

    /// What the venue shows of the orders now.
    mutating func see(_ orders: [OrderIndex: Order]) {
        for (order, sent) in underway {
            guard let now = orders[order.index] else { continue }
            seen.insert(order.index)
            guard now.state.isFinal else { continue }
            settle(order, CancelBatch.endsByCancel(now) ? .cancelled(now, sent) : .alreadyOver(now))
        }
        for order in waiting {
            guard let now = orders[order.index], now.state.isFinal else { continue }
            settle(order, cancelOfParent(now).map { .cancelled(now, $0) } ?? .alreadyOver(now))
        }
    }

    /// The cancel among these that took an order along as a child: its own was refused, as it came behind that.
    private func cancelOfParent(_ order: Order) -> SentTransaction? {
        guard OrderStatus(venueWord: order.status) == .canceledChild,
            let parent = order.parent.flatMap(OrderIndex.init(exactly:)),
            case .cancelled(_, let sent) = fates[parent]
        else { return nil }
        return sent
    }

    /// Nothing can be found out about what is underway.
    mutating func giveUp(_ failure: Failure) {
        for (order, sent) in underway { settle(order, .failed(failure.with(sent.context))) }
    }

    mutating func settle(_ order: Order, _ fate: CancelFate) {
        waiting.removeAll { $0.index == order.index }
        underway.removeAll { $0.order.index == order.index }
        guard case .failed(let failure) = fate else {
            fates[order.index] = fate
            return
        }
        fates[order.index] = .failed(failure.with(order.failureContext))
    }

    /// Whether an order ended as one does that is cancelled, or whose parent is.
    private static func endsByCancel(_ order: Order) -> Bool {
        [.canceled, .canceledChild].contains(OrderStatus(venueWord: order.status))
    }
}
