import LighterProfile
import LighterStatus
import LighterTransactions
import LighterVenue

/// What became of a position that was to be closed.
public struct ClosedPosition: Sendable {
    public let order: PlacedOrder
    /// What the account holds there now, above zero long, below zero short; nil where the venue did not say.
    public let left: Decimal?
}

extension Trader {
    /// What the account holds on one market, or on all.
    ///
    /// - Throws: ``Failure``; of class data on a market that has no positions.
    public func openPositions(on market: Market?) throws(Failure) -> [Position] {
        if let market { try market.requirePositions() }
        return try venue.account(account()).positions.filter { position in
            position.side != nil && (market == nil || position.market == market?.index)
        }
    }

    /// The order that closes a position: all of it, at market, and only ever making it smaller.
    ///
    /// - Parameter slippage: nil for what the profile says.
    /// - Throws: ``Failure``.
    public func orderClosing(
        _ position: Position,
        on market: Market,
        slippage: Percentage?,
        identifier: OrderIdentifier? = nil
    ) throws(Failure) -> NewOrder {
        let ticket = OrderTicket(
            side: position.size.isNegative ? .buy : .sell,
            size: position.size.magnitude.description,
            pricing: .market(slippage: slippage, worst: nil),
            reduceOnly: true,
            closesPosition: true,
            identifier: identifier
        )
        return try order(ticket, on: market)
    }

    /// The order of this identifier that closed the position of a market before; nil where there is none.
    ///
    /// - Throws: ``Failure``: `rejected` where the identifier is another kind of order's.
    public func orderThatClosed(_ market: Market, _ identifier: OrderIdentifier) throws(Failure) -> Order? {
        guard let index = identifier.clientIndex, let found = try recent(index) else { return nil }
        guard found.market == market.index, found.isReduceOnly, found.type == OrderType.market.word else {
            throw Failure(
                "order.client_id_taken",
                .rejected,
                "the client id \(sanitized(withoutKeys(identifier.description), limit: 80)) is another order's: "
                    + "\(found.type) \(found.side.rawValue) \(found.initialSize) at \(found.price)",
                hint: "lighter order <client id>",
                context: FailureContext(market: market.symbol, clientOrderIndex: index.value)
            )
        }
        return found
    }

    /// Sends an order that closes a position, waits until it is filled, and looks what is left.
    ///
    /// - Throws: ``Failure``: `partial` or `dead` where some or all of the position is left, which it says; `no` where the
    ///   identifier is that of an order which closed an earlier position.
    public func close(_ order: NewOrder, _ position: Position) throws(Failure) -> ClosedPosition {
        do throws(Failure) {
            let placed = try place(order, wait: .done)
            let left = left(of: position, after: placed.found)
            if placed.isDuplicate, let left, left != .zero {
                throw Failure(
                    "close.opened_since",
                    .no,
                    "the order of this client id closed an earlier position; "
                        + "\(left.magnitude) \(position.symbol) were opened since, and are left",
                    hint: "lighter close \(position.symbol)",
                    context: FailureContext(market: position.symbol, clientOrderIndex: order.clientIndex.value)
                )
            }
            return ClosedPosition(order: placed, left: left)
        } catch {
            guard error.exit == .partial || error.exit == .dead else { throw error }
            let found = (try? recent(order.clientIndex)) ?? nil
            guard let left = left(of: position, after: found) else { throw error }
            var failure = error
            failure.message += "; \(left.magnitude) of \(position.size.magnitude) \(position.symbol) are left"
            failure.hint = "lighter close \(position.symbol)"
            throw failure
        }
    }

    /// How long an account may show a position as it was before an order that is over.
    private static let accountDelay: Duration = .seconds(2)

    /// What is left of a position, once the account shows what an order took of it.
    private func left(of position: Position, after order: Order?) -> Decimal? {
        guard let order, let expected = try? position.size.magnitude.subtracting(order.filledSize) else { return nil }
        let end = min(ContinuousClock.now + Trader.accountDelay, deadline.instant)
        waiting.begin("waiting for the venue to show the position")
        defer { waiting.end() }
        var pause = PollingPause()
        while true {
            let shown = try? venue.account(account()).positions.first { $0.market == position.market }?.size ?? .zero
            if let shown, shown.magnitude <= expected { return shown }
            guard ContinuousClock.now < end, !deadline.isOver else { return shown }
            clock.sleep(pause.next(within: deadline))
        }
    }
}

extension Market {
    /// - Throws: ``Failure`` of class data where the market is no perpetual one.
    func requirePositions() throws(Failure) {
        guard kind == .perp else {
            throw Failure(
                "market.no_positions",
                .data,
                "positions and leverage exist on perpetual markets; \(symbol) is \(kind.word)",
                context: FailureContext(market: symbol)
            )
        }
    }
}
