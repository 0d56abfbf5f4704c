import LighterLedger
import LighterProfile
import LighterStatus
import LighterTransactions
import LighterVenue

/// Makes sure that an order which may live is over: whether the venue took it, whether it rests, and whatever interrupted
/// whoever sent it.
final class OrderRemoval {
    enum Ending {
        /// It is over; nil where it never became an order.
        case over(Order?)
        /// It lives, or nobody knows.
        case left(Failure?)
    }

    /// After so long, in milliseconds, an order that the venue does not list is over, or never was.
    private static let listingTime: Int64 = 60_000

    /// In how many parts the time is spent if nothing comes.
    private static let looks = 4

    /// One that nothing interrupts.
    let trader: Trader
    let order: CanaryOrder
    let span: Duration
    private var hasCancelledUnseen = false

    /// - Parameter span: how long to try, and once more where all orders of the market may be cancelled.
    /// - Throws: ``Failure`` where the key cannot be read.
    init(_ trader: Trader, of order: CanaryOrder, within span: Duration) throws(Failure) {
        self.trader = try trader.companion(until: Deadline(in: span))
        self.trader.makeHaste()
        self.order = order
        self.span = span
    }

    /// - Parameter market: where all orders may be cancelled if this one cannot; nil where they may not.
    /// - Returns: how it ended, and whether all orders of the market were cancelled.
    func run(sweeping market: Market?) -> (ending: Ending, hasSwept: Bool) {
        let ending = end()
        guard case .left = ending, let market else { return (ending, false) }
        trader.deadline.renew(in: span / OrderRemoval.looks)
        // Whatever comes of it, the order is looked at again.
        _ = try? trader.cancelAll(on: market)
        return (end(), true)
    }

    private func end() -> Ending {
        let end = ContinuousClock.now + span
        trader.waiting.begin("ending the order")
        defer { trader.waiting.end() }
        var pause = PollingPause()
        var failure: Failure?
        repeat {
            // A cancel that goes missing is waited for no longer than that.
            trader.deadline.renew(in: min(span / OrderRemoval.looks, ContinuousClock.now.duration(to: end)))
            do throws(Failure) {
                if let ending = try look() { return ending }
            } catch {
                failure = error
                // What no waiting mends.
                guard ![.permission, .configuration, .cannotCreate].contains(error.exit) else { break }
            }
            trader.clock.sleep(pause.next(within: trader.deadline))
        } while ContinuousClock.now < end
        return .left(failure)
    }

    /// Looks once, and does what is next; nil where it has to be looked at again.
    private func look() throws(Failure) -> Ending? {
        if let found = try find() {
            guard !found.state.isFinal else { return .over(found) }
            switch try trader.cancel([found]).first {
            case .cancelled(let order, _), .alreadyOver(let order): return .over(order)
            case .failed(let reason): throw reason
            case nil: return nil
            }
        }
        guard let creation = try creation() else { return .over(nil) }
        let record = try trader.record(creation.intent.hash)
        if case .failed(let error) = record?.execution {
            writeDown(error, creation)
            return .over(nil)
        }
        let age = trader.clock.now() - creation.intent.createdAt
        guard (0...OrderRemoval.listingTime).contains(age) else { return .over(nil) }
        if record?.execution != .succeeded { try cancelUnseen() }
        return nil
    }

    /// Sends a cancel of an order that is not there yet, once. If the order is on its way to the sequencer, this is carried
    /// out right after it; if it never arrived, this takes its nonce, so that it never can.
    private func cancelUnseen() throws(Failure) {
        guard !hasCancelledUnseen else { return }
        do throws(Failure) { _ = try trader.send(try draftCancelling()) } catch {
            // A venue may look for the order before it takes a cancel.
            guard error.isAboutOrderState else { throw error }
        }
        hasCancelledUnseen = true
    }

    private func writeDown(_ error: TransactionRecord.ExecutionError, _ creation: LedgerEntry) {
        let reason = Failure.notExecuted(code: error.code.flatMap(Int.init(exactly:)), message: error.message)
        trader.writeDown([(SentTransaction(creation), reason)])
    }

    /// The order as the venue shows it, among those that live and those that ended lately.
    private func find() throws(Failure) -> Order? {
        if let recent = try trader.recent(order.clientIndex) { return recent }
        let live = try trader.venue.activeOrders(trader.account(), order.market)
        return live.first { $0.clientIndex == order.clientIndex }
    }

    /// The transaction that may have created it; nil where none was sent, or it is known to have come to nothing.
    private func creation() throws(Failure) -> LedgerEntry? {
        let (venue, account) = (trader.access.identity, try trader.account())
        return try trader.withLedger { ledger throws(DatabaseError) in
            try ledger.creation(of: order.clientIndex, venue: venue, account: account)
        }
    }

    private func draftCancelling() throws(Failure) -> TransactionDraft {
        TransactionDraft(
            body: .cancelOrder(
                CancelOrder(
                    account: try trader.account(),
                    apiKey: try trader.apiKey(),
                    market: order.market,
                    order: .client(order.clientIndex)
                )
            ),
            market: order.market,
            clientOrderIndex: order.clientIndex,
            summary: "cancel order \(order.name)"
        )
    }
}
