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
        place([order], inRequestsOf: 1, wait: target) {
            outcome = $1
            return true
        }
        guard let outcome else { throw Failure("internal.untold", .internal, "nobody told what became of the order") }
        return try outcome.get()
    }

    /// Sends orders, several in a request, and waits until each is where the caller wants it. One that was sent before
    /// under the same identifier, among these too, is not sent again: that order is waited for.
    ///
    /// - Parameters:
    ///   - signedAhead: the orders' transactions, signed under nonces that somebody guessed.
    ///   - size: the most orders in a request.
    ///   - stopsAtFailure: whether nothing more is sent once an order was refused.
    ///   - tell: told once for each order, by its place and not in their order, what became of it; false sends no more.
    public func place(
        _ orders: [NewOrder],
        signedAhead: [SignedTransaction] = [],
        inRequestsOf size: Int,
        wait target: WaitTarget,
        stopsAtFailure: Bool = true,
        tell: (Int, Result<PlacedOrder, Failure>) -> Bool
    ) {
        var sending = OrderSending(orders, stopsAtFailure: stopsAtFailure)
        var stop: Failure?
        do throws(Failure) {
            try holdingKey { hold throws(Failure) in
                try sending.run(self, hold, signedAhead, inRequestsOf: size) { place, sent in
                    target != .accepted || tell(place, .success(PlacedOrder(order: orders[place], sent: sent)))
                }
            }
        } catch {
            // Those that were sent and are unknown are told of by themselves.
            stop = error.exit == .unknown ? .notSent : error
        }
        var watched: [Int] = []
        for (place, fate) in sending.fates.enumerated() {
            switch fate {
            case .sent(_, let isDuplicate): if target != .accepted || isDuplicate { watched.append(place) }
            case .failed(let failure): _ = tell(place, .failure(failure.with(orders[place].context)))
            case .waiting:
                _ = tell(place, .failure((stop ?? .notSent).with(orders[place].context)))
                stop = .notSent
            }
        }
        watch(watched, sending, until: target, tell)
    }

    private func watch(
        _ places: [Int],
        _ sending: OrderSending,
        until target: WaitTarget,
        _ tell: (Int, Result<PlacedOrder, Failure>) -> Bool
    ) {
        guard !places.isEmpty else { return }
        beginPiece()
        var watch = OrderWatch(self, until: target, places.map { (sending.orders[$0], sending.fates[$0].sent) })
        for (place, outcome) in zip(places, watch.outcomes()) {
            guard case .sent(let sent, let isDuplicate) = sending.fates[place] else { continue }
            let order = sending.orders[place]
            let told = Result { () throws(Failure) in
                do throws(Failure) { return placed(order, sent, try outcome.get(), isDuplicate: isDuplicate) } catch {
                    guard error.venue?.code == Trader.usedClientIndex, order.isIdentified else { throw error }
                    // Another host sent it.
                    try requireTaken(by: order, error)
                    var watch = OrderWatch(self, until: target, [(order, nil)])
                    guard let found = watch.outcomes().first else { throw error }
                    return placed(order, sent, try found.get(), isDuplicate: true)
                }
            }
            _ = tell(place, told.mapError { $0.with(order.context).telling(ofAttachedTo: order) })
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
