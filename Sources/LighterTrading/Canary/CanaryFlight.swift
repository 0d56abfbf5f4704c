import LighterLedger
import LighterProfile
import LighterStatus
import LighterTransactions
import LighterVenue

/// One attempt as it goes on. Whatever happens on the way, it ends with the order known to be over, or said to be left.
final class CanaryFlight {
    /// How long to try to end an order that did not end as it should: as long as an attempt, within these bounds.
    private static let removalBounds: ClosedRange<Duration> = .seconds(5)...(.seconds(20))

    let trader: Trader
    let plan: CanaryPlan
    let traffic: CanaryTraffic
    let run: String
    var attempt: CanaryAttempt
    private(set) var market: Market?
    /// The order, once it is written down that it is about to be sent.
    private(set) var expected: CanaryOrder?
    /// Since the order was sent.
    var sinceSubmit: Stopwatch?
    /// The order as it was seen last.
    private var seen: Order?

    init(_ trader: Trader, _ plan: CanaryPlan, _ traffic: CanaryTraffic, run: String, number: Int) {
        self.trader = trader
        self.plan = plan
        self.traffic = traffic
        self.run = run
        attempt = CanaryAttempt(number: number, at: trader.clock.now())
    }

    /// How long to try to end an order.
    static func removalSpan(_ plan: CanaryPlan) -> Duration {
        let span = Duration.milliseconds(plan.settings.deadline.milliseconds)
        return min(max(span, removalBounds.lowerBound), removalBounds.upperBound)
    }

    func fly() -> CanaryAttempt {
        trader.deadline.renew(in: .milliseconds(plan.settings.deadline.milliseconds))
        trader.onSight = { [weak self] order in self?.see(order) }
        let limitsBefore = traffic.rateLimits
        do throws(Failure) {
            let market = try CanaryPreflight(trader: trader, symbol: plan.market).check()
            self.market = market
            switch plan.type {
            case .limit: try restAndCancel(on: market)
            case .market: try takeAtMarket(on: market)
            }
        } catch {
            let context = FailureContext(market: plan.market, clientOrderIndex: attempt.clientIndex?.value)
            note(trader.deadline.isInterrupted ? .interrupted : CanaryNote(error.with(context)))
        }
        settle()
        if traffic.rateLimits > limitsBefore { note(.limited(traffic.rateLimits - limitsBefore)) }
        trader.onSight = { _ in }
        attempt.finishedAt = trader.clock.now()
        return attempt
    }

    func note(_ note: CanaryNote) { attempt.notes.append(note) }

    private func see(_ order: Order) {
        guard order.clientIndex == attempt.clientIndex else { return }
        if !attempt.isAccepted, order.state != .submitted, !order.state.isFinal || order.filledSize > .zero {
            attempt.isAccepted = true
            attempt.timings.accepted = sinceSubmit?.microseconds
        }
        seen = order
        attempt.see(order, at: trader.clock.now())
    }

    /// A client id that names the run and the attempt, and whose index no other order has had.
    func identifier() throws(Failure) -> OrderIdentifier {
        let name = "canary-\(run)-\(attempt.number)"
        for suffix in ["", "a", "b", "c", "d", "e", "f"] {
            let index = OrderIdentifier.index(ofName: name + suffix)
            let (venue, account) = (trader.access.identity, try trader.account())
            let earlier = try trader.withLedger { ledger throws(DatabaseError) in
                try ledger.transactions(about: index, venue: venue, account: account)
            }
            if earlier.isEmpty { return .name(name + suffix, index) }
        }
        throw Failure("canary.no_client_id", .no, "all client ids of this attempt are other orders', run it again")
    }

    /// Writes down that an order is about to be sent, and makes ready to see what becomes of it.
    func expect(_ order: NewOrder) throws(Failure) {
        let name = order.name ?? order.clientIndex.description
        attempt.clientID = name
        attempt.clientIndex = order.clientIndex
        let expected = CanaryOrder(run: run, name: name, clientIndex: order.clientIndex, market: order.market.index)
        let now = trader.clock.now()
        try trader.withLedger { ledger throws(DatabaseError) in try ledger.expect(expected, at: now) }
        self.expected = expected
        traffic.expectAcknowledgement()
        traffic.onAcknowledgement = { [weak self] in
            guard let self, attempt.sightings.isEmpty else { return }
            attempt.see(.submitted, at: trader.clock.now())
            // Before it was signed and written down.
            sinceSubmit = Stopwatch(trader.deadline, runningFor: traffic.acknowledgement ?? 0)
        }
        sinceSubmit = Stopwatch(trader.deadline)
    }

    /// Makes sure that the order is over, undoes what it filled, and fills in what the ledger knows of it.
    private func settle() {
        guard let expected, let market else { return }
        var isOver = seen?.state.isFinal ?? false
        var isUndone = true
        do throws(Failure) {
            let removal = try OrderRemoval(trader, of: expected, within: CanaryFlight.removalSpan(plan))
            if !isOver {
                let (ending, hasSwept) = removal.run(sweeping: plan.settings.allowsCancelAll ? market : nil)
                if hasSwept {
                    attempt.cancelAction = .cancelAll
                    note(.swept(market))
                }
                switch ending {
                case .over(let order):
                    isOver = true
                    if let order { see(order) }
                case .left(let failure): leave(failure)
                }
            }
            if isOver, let seen, seen.filledSize > .zero { isUndone = undo(seen, on: market, removal) }
        } catch { if !isOver { leave(error) } }
        review(isOver: isOver)
        // What is not written now is looked after once more.
        if isOver, isUndone { try? trader.withLedger { ledger throws(DatabaseError) in try ledger.close(expected) } }
    }

    private func leave(_ failure: Failure?) {
        attempt.isLeft = true
        note(.left(attempt.clientID ?? "", on: plan.market, failure))
    }

    private func undo(_ filled: Order, on market: Market, _ removal: OrderRemoval) -> Bool {
        do throws(Failure) {
            let isOurs = try removal.undo(filled, on: market, isLate: false)
            note(.undone(filled, on: market, byUs: isOurs, isWanted: plan.type == .market))
            return true
        } catch {
            note(.positionLeft(filled, on: market, error))
            return false
        }
    }
}
