import LighterLedger
import LighterProfile
import LighterStatus
import LighterTransactions
import LighterVenue

extension Trader {
    /// Sends an order and waits until it is where the caller wants it. One that was sent before under the same identifier
    /// is not sent again: that order is waited for.
    ///
    /// - Throws: ``Failure``: `dead`, `partial`, `pending` or `unknown` where it did not get there, `rejected` where the
    ///   identifier is another order's.
    public func place(_ order: NewOrder, wait target: WaitTarget) throws(Failure) -> PlacedOrder {
        var outcome: Result<PlacedOrder, Failure>?
        let underway = send([order], inRequestsOf: 1, wait: target) {
            outcome = $1
            return true
        }
        watch(underway, until: target) { outcome = $1 }
        guard let outcome else { throw Failure("internal.untold", .internal, "nobody told what became of the order") }
        return try outcome.get()
    }

    /// Sends orders, several in a request. One that was sent before under the same identifier, among these too, is not sent
    /// again.
    ///
    /// - Parameters:
    ///   - signedAhead: the orders' transactions, signed under nonces that somebody guessed.
    ///   - size: the most orders in a request.
    ///   - target: what whoever sends them waits for.
    ///   - stopsAtFailure: whether nothing more is sent once an order was refused.
    ///   - tell: told, by its place and not in their order, what became of each that is not underway; false sends no more.
    /// - Returns: those that are to be waited for, by ``watch(_:until:tell:)``.
    public func send(
        _ orders: [NewOrder],
        signedAhead: [SignedTransaction] = [],
        inRequestsOf size: Int,
        wait target: WaitTarget,
        stopsAtFailure: Bool = true,
        tell: (Int, Result<PlacedOrder, Failure>) -> Bool
    ) -> OrdersUnderway {
        var sending = OrderSending(orders, stopsAtFailure: stopsAtFailure)
        var stop: Failure?
        do throws(Failure) {
            try holdingKey { hold throws(Failure) in
                try sending.run(self, hold, signedAhead, inRequestsOf: size) { place, sent in
                    target != .accepted || tell(place, .success(PlacedOrder(order: orders[place], sent: sent)))
                }
            }
        } catch {
            // What nobody knows the fate of was told; the others did not leave.
            if error.exit != .unknown { stop = error }
        }
        var underway = OrdersUnderway()
        for (place, fate) in sending.fates.enumerated() {
            switch fate {
            case .sent(let sent, let isDuplicate):
                guard target != .accepted || isDuplicate else { continue }
                underway.entries.append(.init(place: place, order: orders[place], sent: sent, isDuplicate: isDuplicate))
            case .failed(let failure): _ = tell(place, .failure(failure.with(orders[place].context)))
            case .waiting:
                _ = tell(place, .failure((stop ?? .notSent).with(orders[place].context)))
                stop = .notSent
            }
        }
        return underway
    }

    /// Waits until each of some orders is where the caller wants it.
    ///
    /// - Parameter tell: told once for each, by its place among those that were sent, what became of it.
    public func watch(
        _ underway: OrdersUnderway,
        until target: WaitTarget,
        tell: (Int, Result<PlacedOrder, Failure>) -> Void
    ) {
        guard !underway.entries.isEmpty else { return }
        beginPiece()
        var watch = OrderWatch(self, until: target, underway.entries.map { ($0.order, $0.sent) })
        for (entry, outcome) in zip(underway.entries, watch.outcomes()) {
            let order = entry.order
            let told = Result { () throws(Failure) in
                do throws(Failure) {
                    return placed(order, entry.sent, try outcome.get(), isDuplicate: entry.isDuplicate)
                } catch {
                    guard error.venue?.code == Trader.usedClientIndex, order.isIdentified else { throw error }
                    // Another host sent it.
                    try requireTaken(by: order, error)
                    var watch = OrderWatch(self, until: target, [(order, nil)])
                    guard let found = watch.outcomes().first else { throw error }
                    return placed(order, entry.sent, try found.get(), isDuplicate: true)
                }
            }
            tell(entry.place, told.mapError { $0.with(order.context).telling(ofAttachedTo: order) })
        }
    }

    /// `client order index already exists`.
    private static let usedClientIndex = 21_728

    private func placed(
        _ order: NewOrder,
        _ sent: SentTransaction,
        _ found: Order,
        isDuplicate: Bool
    ) -> PlacedOrder {
        // The order is where it was wanted, whether or not the venue tells of the others now.
        let attached = (try? attachedOrders(of: order)) ?? [:]
        return PlacedOrder(order: order, sent: sent, found: found, foundAttached: attached, isDuplicate: isDuplicate)
    }

    private func attachedOrders(of order: NewOrder) throws(Failure) -> [ClientOrderIndex: Order] {
        guard !order.attached.isEmpty else { return [:] }
        let orders = try venue.orders(account(), clientIndexes: order.attached.map(\.clientIndex))
        return Dictionary(grouping: orders) { $0.clientIndex ?? order.clientIndex }.compactMapValues(\.newest)
    }

    /// Requires that the order that has the identifier already is the same order.
    private func requireTaken(by order: NewOrder, _ refusal: Failure) throws(Failure) {
        guard let found = try recent(order.clientIndex) else { throw refusal }
        let attached = try attachedOrders(of: order)
        guard order.isShown(by: found),
            order.attached.allSatisfy({ $0.isShown(by: attached[$0.clientIndex], order.market) })
        else {
            throw order.identifierTaken(
                by: "\(found.type) \(found.side.rawValue) \(found.initialSize) at \(found.price)"
            )
        }
    }
}

extension NewOrder {
    /// Whether an order of the venue's may be this one.
    fileprivate func isShown(by found: Order) -> Bool {
        guard found.market == market.index, found.side == terms.side, found.isReduceOnly == terms.reduceOnly,
            found.type == terms.type.word,
            found.triggerPrice == terms.triggerPrice.map(market.precision.decimal)
        else { return false }
        return closesPosition || found.initialSize == market.precision.decimal(terms.size)
    }
}

extension AttachedOrder {
    fileprivate func isShown(by found: Order?, _ market: Market) -> Bool {
        found?.type == terms.type.word && found?.triggerPrice == market.precision.decimal(trigger)
    }
}

extension Failure {
    /// The failure of an order that is over and partly filled: what is attached to it goes on.
    fileprivate func telling(ofAttachedTo order: NewOrder) -> Failure {
        guard exit == .partial, !order.attached.isEmpty else { return self }
        var failure = self
        let kinds = order.attached.map { "its \($0.kind.rawValue)" }.joined(separator: " and ")
        failure.message += "; \(kinds) go\(order.attached.count == 1 ? "es" : "") on for what was filled"
        failure.hint = "lighter orders --market \(order.market.symbol)"
        return failure
    }
}
