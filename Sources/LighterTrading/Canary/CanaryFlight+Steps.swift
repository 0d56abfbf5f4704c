import LighterProfile
import LighterStatus
import LighterTransactions
import LighterVenue

/// The life of an order, step by step.
extension CanaryFlight {
    /// How long an order rests at the most if nobody can end it: the venue does, then.
    private static let lifetime = TimeSpan.minutes(10)

    /// A post-only order far below the mid: rests, is modified where that is wanted, is cancelled.
    func restAndCancel(on market: Market) throws(Failure) {
        let snapshot = MarketSnapshot(trader)
        let pricing = try CanaryPricing(market, snapshot.book(of: market))
        let price = try pricing.restingPrice(plan.settings.offset, atMost: trader.profile.guards.maximumDeviation)
        let ticket = OrderTicket(
            side: .buy,
            size: try pricing.size(plan.settings.size, at: price).description,
            pricing: .limit(market.precision.text(price)),
            timeInForce: .postOnly,
            expires: max(CanaryFlight.lifetime, plan.settings.deadline),
            identifier: try identifier()
        )
        guard let resting = try submit(ticket, on: market, snapshot, until: .open) else { return }
        var order = resting
        if plan.settings.modifies {
            let next = market.precision.text(try pricing.next(after: price))
            order = try modify(order, to: next, on: market)
        }
        try cancel(order)
    }

    /// An order at market, filled at once.
    func takeAtMarket(on market: Market) throws(Failure) {
        let snapshot = MarketSnapshot(trader)
        let pricing = try CanaryPricing(market, snapshot.book(of: market))
        let ticket = OrderTicket(
            side: .buy,
            size: try pricing.size(plan.settings.size, at: pricing.buyingPrice()).description,
            pricing: .market(slippage: nil, worst: nil),
            identifier: try identifier()
        )
        guard try submit(ticket, on: market, snapshot, until: .done) != nil else { return }
        attempt.timings.terminal = sinceSubmit?.microseconds
    }

    /// Sends the order and waits for it.
    ///
    /// - Returns: the order as the venue shows it; nil where nothing is to be sent.
    private func submit(
        _ ticket: OrderTicket,
        on market: Market,
        _ snapshot: MarketSnapshot,
        until target: WaitTarget
    ) throws(Failure) -> Order? {
        let order = try trader.order(ticket, on: market, snapshot: snapshot)
        try trader.checkGuards(order, snapshot: snapshot)
        guard !plan.isDryRun else {
            if let nonce = Nonce(exactly: 0) { _ = try trader.signed(trader.body(creating: order), nonce: nonce) }
            return nil
        }
        guard plan.mayTrade else { throw .liveOrdersNeeded(trader.profile) }
        guard !trader.deadline.isInterrupted else { throw .interrupted }
        try expect(order)
        // What is sent later tells nothing of the order.
        defer { traffic.onAcknowledgement = {} }
        do throws(Failure) {
            let placed = try trader.place(order, wait: target)
            keepAcknowledgement(\.submitAcknowledgement)
            // An answer that cannot be read does not say that the order was taken.
            if placed.sent.acceptance == nil { attempt.timings.submitAcknowledgement = nil }
            requireFast("submit", attempt.timings.submitAcknowledgement, plan.settings.maximumAcknowledgement)
            return placed.found
        } catch {
            keepAcknowledgement(\.submitAcknowledgement)
            // The key was found to be the registered one: what else a signature covers is the chain.
            if error.venue?.code == CanaryFlight.invalidSignature {
                throw Failure(wrongChainID: trader.access.chainID.value)
            }
            throw error.within("the order did not get through")
        }
    }

    /// `invalid signature`.
    private static let invalidSignature = 21_120

    private func modify(_ order: Order, to price: String, on market: Market) throws(Failure) -> Order {
        attempt.isModified = false
        do throws(Failure) {
            let change = try trader.modification(of: order, on: market, OrderChange(price: price))
            try trader.checkGuards(change)
            let watch = Stopwatch(trader.deadline)
            let modified = try trader.modify(change).order
            attempt.timings.modify = watch.microseconds
            attempt.isModified = change.isShown(by: modified)
            return modified
        } catch { throw error.within("the order could not be modified") }
    }

    private func cancel(_ order: Order) throws(Failure) {
        traffic.expectAcknowledgement()
        let watch = Stopwatch(trader.deadline)
        let fate: CancelFate?
        do throws(Failure) { fate = try trader.cancel([order]).first } catch { fate = .failed(error) }
        keepAcknowledgement(\.cancelAcknowledgement)
        switch fate {
        case .cancelled:
            attempt.timings.terminal = watch.microseconds
            attempt.cancelAction = .requested
            requireFast("cancel", attempt.timings.terminal, plan.settings.maximumCancel)
        case .alreadyOver(let over):
            attempt.cancelAction = .alreadyTerminal
            note(.alreadyOver(over))
        case .failed(let failure): throw failure.within("the order could not be cancelled")
        case nil: break
        }
    }

    private func keepAcknowledgement(_ timing: WritableKeyPath<CanaryAttempt.Timings, Int64?>) {
        attempt.timings[keyPath: timing] = traffic.acknowledgement
    }

    /// Notes a step that took too long, or whose answer was lost: then the venue told later that it took it.
    private func requireFast(_ step: String, _ time: Int64?, _ most: TimeSpan) {
        guard let time else { return note(.answerLost(step)) }
        if time > most.milliseconds * 1000 { note(.slow(step, time, most)) }
    }
}

extension Failure {
    /// Real money moves, and nobody said that it may.
    fileprivate static func liveOrdersNeeded(_ profile: Profile) -> Failure {
        Failure(
            "guard.live_orders",
            .refused,
            "the order would move real money on \(profile.network.rawValue), and the profile \(profile.name) does not allow it",
            hint: "set live_orders = true in its [canary], or give --live-orders"
        )
    }
}
