import LighterLedger
import LighterProfile
import LighterStatus
import LighterTransactions
import LighterVenue

/// Orders that the venue took, now or before, and that somebody waits for.
public struct OrdersUnderway: Sendable {
    struct Entry: Sendable {
        /// Among those that were sent together.
        let place: Int
        let order: NewOrder
        let sent: SentTransaction
        let isDuplicate: Bool
    }

    var entries: [Entry] = []

    /// None.
    public init() {}
}

/// Orders on their way to the venue: which of them were sent, now or before.
struct OrderSending {
    enum Fate {
        case waiting
        case sent(SentTransaction, isDuplicate: Bool)
        case failed(Failure)
    }

    let orders: [NewOrder]
    private(set) var fates: [Fate]
    private let stopsAtFailure: Bool
    private var isStopped = false
    /// How many orders rest, with those that are going to; counted where the profile limits it.
    private var restingOrders: Int?

    init(_ orders: [NewOrder], stopsAtFailure: Bool) {
        self.orders = orders
        self.stopsAtFailure = stopsAtFailure
        fates = Array(repeating: .waiting, count: orders.count)
    }

    /// Sends what was not sent before.
    ///
    /// - Parameter tell: told of each that is sent now, as soon as it is; false sends no more.
    /// - Throws: ``Failure`` when no more can be sent; what waits then was not sent.
    mutating func run(
        _ trader: Trader,
        _ hold: KeyHold,
        _ signedAhead: [SignedTransaction],
        inRequestsOf size: Int,
        tell: (Int, SentTransaction) -> Bool
    ) throws(Failure) {
        for run in runsOfDistinctIdentifiers() where !isStopped {
            var places: [Int] = []
            var drafts: [TransactionDraft] = []
            for place in run where !isStopped {
                do throws(Failure) {
                    let draft = try trader.draft(creating: orders[place])
                    if let entry = try hold.creation(of: orders[place], draft) {
                        fates[place] = .sent(SentTransaction(entry), isDuplicate: true)
                    } else {
                        try requireRoom(for: orders[place], trader, hold)
                        places.append(place)
                        drafts.append(draft)
                    }
                } catch { fail(place, error) }
            }
            // Those before one that failed are sent all the same.
            isStopped = false
            let isWhole = places.count == orders.count
            try hold.send(drafts, inRequestsOf: size, signedAhead: isWhole ? signedAhead : []) { number, result in
                switch result {
                case .success(let sent):
                    fates[places[number]] = .sent(sent, isDuplicate: false)
                    if !tell(places[number], sent) { isStopped = true }
                case .failure(let failure): fail(places[number], failure)
                }
                return !isStopped
            }
            if stopsAtFailure, hasFailure(in: run) { isStopped = true }
        }
    }

    /// Counts with the key in hand: other processes of this host send nothing meanwhile.
    ///
    /// - Throws: ``Failure`` of class refused.
    private mutating func requireRoom(for order: NewOrder, _ trader: Trader, _ hold: KeyHold) throws(Failure) {
        guard trader.profile.guards.maximumOpenOrders != nil, order.restingOrders > 0 else { return }
        let count = if let restingOrders { restingOrders } else { try hold.countOfRestingOrders() }
        try trader.requireRoom(for: order.restingOrders, beside: count, order.market)
        restingOrders = count + order.restingOrders
    }

    private mutating func fail(_ place: Int, _ failure: Failure) {
        fates[place] = .failed(failure)
        if stopsAtFailure { isStopped = true }
    }

    private func hasFailure(in run: Range<Int>) -> Bool {
        fates[run].contains { if case .failed = $0 { true } else { false } }
    }

    /// The places of orders one after the other whose client indexes, where they were chosen, are all different: the second
    /// one of an index has to find the first one in the ledger.
    private func runsOfDistinctIdentifiers() -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start = 0
        var indexes: Set<ClientOrderIndex> = []
        for (place, order) in orders.enumerated() where order.isIdentified {
            guard !indexes.insert(order.clientIndex).inserted else { continue }
            runs.append(start..<place)
            start = place
            indexes = [order.clientIndex]
        }
        return runs + [start..<orders.count]
    }
}

extension Trader {
    /// The transaction that creates an order, and what the ledger says of it.
    ///
    /// - Throws: ``Failure``.
    func draft(creating order: NewOrder) throws(Failure) -> TransactionDraft {
        TransactionDraft(
            body: try body(creating: order),
            market: order.market.index,
            clientOrderIndex: order.clientIndex,
            clientID: order.name,
            summary: order.ledgerSummary,
            notional: order.notional
        )
    }
}

extension KeyHold {
    /// The transaction by which an order was sent before; nil where it was not.
    ///
    /// - Throws: ``Failure`` where its identifier is another order's.
    fileprivate func creation(of order: NewOrder, _ draft: TransactionDraft) throws(Failure) -> LedgerEntry? {
        guard order.isIdentified, let entry = try creation(of: order.clientIndex) else { return nil }
        if let name = order.name, let other = entry.intent.clientID, name != other {
            throw Failure(IntentRefusal.nameTaken(order.clientIndex, by: other))
        }
        guard entry.intent.summary == draft.summary else { throw order.identifierTaken(by: entry.intent.summary) }
        return entry
    }
}
