import LighterLedger
import LighterStatus
import LighterTransactions
import LighterVenue

/// Finding orders that are to be changed or cancelled, those included that the venue took and has not executed yet: it
/// does not list them.
extension Trader {
    /// How long after its transaction was executed an order is listed at the latest, in milliseconds.
    private static let listingTime: Int64 = 5_000

    /// An order of the account by any of its names. One that was sent from this host and is still on its way is waited
    /// for.
    ///
    /// - Throws: ``Failure``: not found when the venue knows none, and none is on its way; temporary when time runs out.
    public func findOrAwait(_ identifier: OrderIdentifier) throws(Failure) -> Order {
        try requireOwn(identifier)
        waiting.begin("waiting for the order, which may be on its way")
        defer { waiting.end() }
        var pause = PollingPause()
        var underway: LedgerEntry?
        repeat {
            do throws(Failure) {
                if let order = try findIfAny(identifier) { return order }
                guard let creation = try creation(of: identifier), try isUnderway(creation) else {
                    throw Failure(notFound: identifier)
                }
                underway = creation
            } catch {
                // The last look may be the one that time runs out in.
                guard underway != nil, deadline.isOver else { throw error }
            }
            clock.sleep(pause.next(within: deadline))
        } while !deadline.isOver
        let hint = underway.map { "lighter tx \($0.intent.hash)" } ?? "lighter orders"
        throw deadline.unlessInterrupted(.orderNotOpen(hint: hint))
            .with(FailureContext(clientOrderIndex: identifier.clientIndex?.value))
    }

    /// Orders of the account by any of their names, in their order: those that live with one request, others as
    /// ``findOrAwait(_:)`` finds them.
    ///
    /// - Throws: ``Failure`` when the venue cannot be asked at all.
    public func findOrAwait(_ identifiers: [OrderIdentifier]) throws(Failure) -> [Result<Order, Failure>] {
        let live = identifiers.count > 1 ? try venue.activeOrders(account()) : []
        var byIndex: [OrderReference: Order] = [:]
        for order in live {
            byIndex[.venue(order.index)] = order
            if let clientIndex = order.clientIndex { byIndex[.client(clientIndex)] = order }
        }
        return identifiers.map { identifier in
            Result { () throws(Failure) in
                guard let order = byIndex[identifier.reference] else { return try findOrAwait(identifier) }
                try requireOwn(identifier)
                return order
            }
        }
    }

    /// Requires that the index of a name is not, as far as this host knows, another name's order: that is not to be changed.
    private func requireOwn(_ identifier: OrderIdentifier) throws(Failure) {
        guard case .name(let name, let index) = identifier, let other = try creation(of: identifier)?.intent.clientID,
            other != name
        else { return }
        throw Failure(IntentRefusal.nameTaken(index, by: other))
    }

    /// The transaction by which this host created an order, where it may have been taken.
    private func creation(of identifier: OrderIdentifier) throws(Failure) -> LedgerEntry? {
        guard let index = identifier.clientIndex else { return nil }
        let account = try account()
        do { return try ledger().creation(of: index, venue: access.identity, account: account) } catch {
            throw Failure.from(error)
        }
    }

    /// Whether the order of a transaction may still appear.
    ///
    /// - Throws: ``Failure``: not found when the venue took the transaction and did not create the order.
    private func isUnderway(_ creation: LedgerEntry) throws(Failure) -> Bool {
        let age = clock.now() - creation.intent.createdAt
        guard let record = try record(creation.intent.hash) else { return (0..<Trader.listingTime).contains(age) }
        switch record.execution {
        case .failed(let error):
            let reason = Failure.notExecuted(code: error.code.flatMap(Int.init(exactly:)), message: error.message)
            writeDown([(SentTransaction(creation), reason)])
            throw Failure(
                "order.never_opened",
                .notFound,
                "the venue took the order and did not create it: \(reason.message)",
                hint: reason.hint,
                venue: reason.venue
            )
        case .succeeded, .none, .unreadable:
            guard let executedAt = record.executedAt else { return true }
            return clock.now() - executedAt < Trader.listingTime
        }
    }
}

extension Failure {
    init(notFound identifier: OrderIdentifier) {
        self.init(
            "order.not_found",
            .notFound,
            "the venue knows no order \(sanitized(withoutKeys(identifier.description), limit: 80)) of this account",
            hint: "lighter orders --history",
            context: FailureContext(clientOrderIndex: identifier.clientIndex?.value)
        )
    }

    /// An order that is to be changed or cancelled, and is not on the book yet. Nothing became of what was sent for it.
    static func orderNotOpen(hint: String) -> Failure {
        Failure(
            "order.not_open_yet",
            .temporary,
            "the venue has not opened the order yet, and time ran out before it did; nothing was changed",
            hint: hint,
            retryAfterMilliseconds: 1_000
        )
    }
}
