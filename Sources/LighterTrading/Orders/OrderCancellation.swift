import LighterStatus
import LighterTransactions
import LighterVenue

/// What a cancel came to.
public struct CancelledOrder: Sendable {
    /// The order after it; in a final state.
    public let order: Order
    public let sent: SentTransaction
}

/// What a cancel of many orders came to.
public struct CancelledOrders: Sendable {
    /// Those that were live before.
    public let orders: [Order]
    public let sent: [SentTransaction]
}

extension Trader {
    /// Cancels an order and waits until it is over.
    ///
    /// - Throws: ``Failure``: `rejected` when it was over before, and how.
    public func cancel(_ order: Order) throws(Failure) -> CancelledOrder {
        let context = FailureContext(market: order.symbol, clientOrderIndex: order.clientIndex?.value)
        do throws(Failure) {
            if order.state.isFinal { throw Trader.alreadyOver(order) }
            let body = try TransactionBody.cancelOrder(
                CancelOrder(account: account(), apiKey: apiKey(), market: order.market, order: .venue(order.index))
            )
            let draft = TransactionDraft(
                body: body,
                market: order.market,
                clientOrderIndex: order.clientIndex,
                summary: "cancel order \(order.index)"
            )
            let sent = try send(draft)
            do throws(Failure) {
                return CancelledOrder(order: try awaitEnd(of: order, after: sent), sent: sent)
            } catch { throw error.with(sent.context) }
        } catch { throw error.with(context) }
    }

    /// The transactions that cancel all orders, of one market or of the account. The venue takes a market on a
    /// cancel-all for perpetuals of the first numbers alone; elsewhere every order is cancelled by itself.
    private static let cancelAllMarkets: ClosedRange<Int64> = 0...254

    /// The live orders of one market, or of the account.
    ///
    /// - Throws: ``Failure``.
    public func liveOrders(on market: Market?) throws(Failure) -> [Order] {
        try venue.activeOrders(account(), market?.index)
    }

    /// Cancels all orders, of one market or of the account, and waits until those that lived are over.
    ///
    /// - Throws: ``Failure``: `pending` when some live on.
    public func cancelAll(on market: Market?) throws(Failure) -> CancelledOrders {
        let before = try liveOrders(on: market)
        if let market, !Trader.cancelAllMarkets.contains(market.index.value) {
            var sent: [SentTransaction] = []
            for order in before { sent.append(try cancel(order).sent) }
            return CancelledOrders(orders: before, sent: sent)
        }
        var attributes = TransactionAttributes.none
        attributes.marketOfCancelAll = market?.index
        let body = try TransactionBody.cancelAllOrders(
            CancelAllOrders(account: account(), apiKey: apiKey(), schedule: .immediately)
        )
        let summary = "cancel all orders \(market.map { "on \($0.symbol)" } ?? "of the account")"
        let draft = TransactionDraft(body: body, attributes: attributes, market: market?.index, summary: summary)
        let sent = try send(draft)
        do { try awaitEnd(ofAll: before, on: market, after: sent) } catch {
            throw error.with(sent.context).with(FailureContext(market: market?.symbol))
        }
        return CancelledOrders(orders: before, sent: [sent])
    }

    private func awaitEnd(
        ofAll orders: [Order],
        on market: Market?,
        after sent: SentTransaction
    ) throws(Failure) {
        waitForExecution(of: sent)
        let indexes = Set(orders.map(\.index))
        var pause = PollingPause()
        var remaining: Int?
        while true {
            let live = try lookingPastNoise { () throws(Failure) in try liveOrders(on: market) }
            if let live { remaining = live.count { indexes.contains($0.index) } }
            if remaining == 0 { return }
            _ = try progress(of: sent, orRefused: "cancel.refused", "the venue did not cancel the orders")
            guard !deadline.isOver else { break }
            clock.sleep(pause.next(within: deadline))
        }
        guard let remaining else { throw untold(hint: "lighter orders") }
        throw orInterrupted(
            Failure(
                "cancel.pending",
                .pending,
                "the cancel was taken, but \(remaining) of \(orders.count) orders live on",
                hint: "lighter orders",
                effect: .applied
            )
        )
    }

    private func awaitEnd(of order: Order, after sent: SentTransaction) throws(Failure) -> Order {
        waitForExecution(of: sent)
        let hint = "lighter order \(order.index)"
        var pause = PollingPause()
        var last: Order?
        while true {
            if let seen = try lookingPastNoise({ () throws(Failure) in try again(order) }) {
                last = seen
                if seen.state == .filled { throw Trader.alreadyOver(seen) }
                if seen.state.isFinal { return seen }
            }
            _ = try progress(of: sent, orRefused: "cancel.refused", "the venue did not cancel the order")
            guard !deadline.isOver else { break }
            clock.sleep(pause.next(within: deadline))
        }
        guard last != nil else { throw untold(hint: hint) }
        throw orInterrupted(
            Failure(
                "cancel.pending",
                .pending,
                "the cancel was taken, but the order is not over yet",
                hint: hint,
                effect: .applied
            )
        )
    }

    /// The order as it is now.
    func again(_ order: Order) throws(Failure) -> Order {
        if let clientIndex = order.clientIndex,
            let found = try venue.orders(account(), clientIndexes: [clientIndex]).first(where: {
                $0.index == order.index
            })
        {
            return found
        }
        return try find(.venue(order.index))
    }

    private static func alreadyOver(_ order: Order) -> Failure {
        if order.state == .filled {
            return Failure(
                "order.already_filled",
                .rejected,
                "the order cannot be cancelled: all \(order.filledSize) of it are filled"
            )
        }
        return Failure(
            "order.already_over",
            .rejected,
            "the order was over already: \(sanitized(order.status, limit: 60))",
            venue: VenueReply(message: order.status)
        )
    }
}
