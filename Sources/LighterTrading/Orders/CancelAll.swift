import LighterProfile
import LighterStatus
import LighterTransactions
import LighterVenue

/// A cancelling of all orders together.
public enum CancelAll: Sendable {
    /// Those of one market, or of the account, at once.
    case now(on: Market?)
    /// Those of the account that live then: the dead man's switch. Another one takes its place.
    case at(OrderExpiry)
    /// Not at the time that was set.
    case disarm

    /// The markets that the venue cancels all orders of by themselves: perpetuals of the first numbers.
    private static let markets: ClosedRange<Int64> = 0...254

    /// Whether the venue takes it as one transaction; if not, every order is cancelled by itself.
    public var isOneTransaction: Bool {
        guard case .now(let market?) = self else { return true }
        return CancelAll.markets.contains(market.index.value)
    }

    var market: Market? {
        if case .now(let market) = self { market } else { nil }
    }

    var summary: String {
        switch self {
        case .now(let market): "cancel all orders \(market.map { "on \($0.symbol)" } ?? "of the account")"
        case .at(let time): "cancel all orders of the account at \(time)"
        case .disarm: "take back the scheduled cancel-all"
        }
    }
}

/// What a cancel of all orders came to.
public struct CancelledOrders: Sendable {
    /// Those that were live before.
    public let orders: [Order]
    public let sent: [SentTransaction]
}

extension Trader {
    /// How far ahead a cancel-all can be scheduled, in milliseconds (api.md, section 4.4).
    private static let switchBounds: ClosedRange<Int64> = 300_000...1_296_000_000
    /// The venue counts from when it gets the transaction: the least is taken this much longer.
    private static let switchMargin: Int64 = 5_000

    /// The live orders of one market, or of the account.
    ///
    /// - Throws: ``Failure``.
    public func liveOrders(on market: Market?) throws(Failure) -> [Order] {
        try venue.activeOrders(account(), market?.index)
    }

    /// A cancel-all this long from now.
    ///
    /// - Throws: ``Failure`` of class data beyond the venue's bounds.
    public func cancelAll(after span: TimeSpan) throws(Failure) -> CancelAll {
        let least = Trader.switchBounds.lowerBound + Trader.switchMargin
        guard Trader.switchBounds.contains(span.milliseconds),
            let time = OrderExpiry(exactly: clock.now() + max(span.milliseconds, least))
        else {
            throw Failure("cancel.after", .data, "a cancel-all is scheduled 5 minutes to 15 days from now, not \(span)")
        }
        return .at(time)
    }

    /// What a cancel-all transaction says.
    ///
    /// - Throws: ``Failure``.
    public func body(_ cancelAll: CancelAll) throws(Failure) -> (TransactionBody, TransactionAttributes) {
        var attributes = TransactionAttributes.none
        attributes.marketOfCancelAll = cancelAll.market?.index
        let schedule: CancelAllOrders.Schedule =
            switch cancelAll {
            case .now: .immediately
            case .at(let time): .at(time)
            case .disarm: .abort
            }
        let body = TransactionBody.cancelAllOrders(
            CancelAllOrders(account: try account(), apiKey: try apiKey(), schedule: schedule)
        )
        return (body, attributes)
    }

    /// Cancels all orders, of one market or of the account, and waits until those that lived are over.
    ///
    /// - Throws: ``Failure``: `pending` when some live on.
    public func cancelAll(on market: Market?) throws(Failure) -> CancelledOrders {
        let before = try liveOrders(on: market)
        let cancelAll = CancelAll.now(on: market)
        guard cancelAll.isOneTransaction else { return try cancelEach(before) }
        let sent = try send(cancelAll)
        do { try awaitEnd(ofAll: before, on: market, after: sent) } catch {
            throw error.with(sent.context).with(FailureContext(market: market?.symbol))
        }
        return CancelledOrders(orders: before, sent: [sent])
    }

    /// Sets the dead man's switch, or takes it back, and waits until the venue has.
    ///
    /// - Throws: ``Failure``.
    public func schedule(_ cancelAll: CancelAll) throws(Failure) -> SentTransaction {
        let sent = try send(cancelAll)
        do throws(Failure) {
            try waitUntilExecuted(sent, orRefused: "cancel.refused", "the venue did not take the schedule")
        } catch { throw error.with(sent.context) }
        return sent
    }

    private func send(_ cancelAll: CancelAll) throws(Failure) -> SentTransaction {
        let (body, attributes) = try body(cancelAll)
        return try send(
            TransactionDraft(
                body: body,
                attributes: attributes,
                market: cancelAll.market?.index,
                summary: cancelAll.summary
            )
        )
    }

    private func cancelEach(_ orders: [Order]) throws(Failure) -> CancelledOrders {
        var sent: [SentTransaction] = []
        var failures: [Failure] = []
        for fate in try cancel(orders) {
            switch fate {
            case .cancelled(_, let transaction): sent.append(transaction)
            case .alreadyOver: break
            case .failed(let failure): failures.append(failure)
            }
        }
        guard let first = failures.first else { return CancelledOrders(orders: orders, sent: sent) }
        let standing = [ExitClass](repeating: .ok, count: orders.count - failures.count)
        throw Failure(
            first.code,
            .ofBatch(standing + failures.map(\.exit)),
            "\(failures.count) of \(orders.count) orders could not be cancelled: \(first.message)",
            hint: "lighter orders",
            retryAfterMilliseconds: first.retryAfterMilliseconds,
            venue: first.venue,
            context: first.context
        )
    }

    /// Where none was live, only the transaction tells whether orders that were on their way went with it.
    private func awaitEnd(
        ofAll orders: [Order],
        on market: Market?,
        after sent: SentTransaction
    ) throws(Failure) {
        let (code, message) = ("cancel.refused", "the venue did not cancel the orders")
        guard !orders.isEmpty else { return try waitUntilExecuted(sent, orRefused: code, message) }
        waiting.begin("waiting for the venue to show the orders cancelled")
        defer { waiting.end() }
        waitForExecution(of: sent)
        let indexes = Set(orders.map(\.index))
        var pause = PollingPause()
        var remaining: Int?
        while true {
            let live = try lookingPastNoise { () throws(Failure) in try liveOrders(on: market) }
            if let live { remaining = live.count { indexes.contains($0.index) } }
            if remaining == 0 { return }
            _ = try progress(of: sent, orRefused: code, message)
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
}
