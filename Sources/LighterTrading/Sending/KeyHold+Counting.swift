import LighterLedger
import LighterStatus
import LighterTransactions
import LighterVenue

extension KeyHold {
    /// How many orders rest or wait, once what was sent with this key before is carried out.
    ///
    /// - Throws: ``Failure``: temporary when the venue does not get there in time.
    func countOfRestingOrders() throws(Failure) -> Int {
        try awaitWhatWasSent(because: "orders cannot be counted")
        return try trader.venue.activeOrders(key.account).count
    }

    /// Waits until what was sent with this key before is carried out.
    ///
    /// - Parameter reason: what cannot be done before, for people.
    /// - Throws: ``Failure``: temporary when the venue does not get there in time.
    func awaitWhatWasSent(because reason: String) throws(Failure) {
        let last = try fromLedger { () throws(DatabaseError) in try ledger.newestAccepted(with: key) }
        if let last { try awaitExecution(of: SentTransaction(last), because: reason) }
    }

    /// Waits until a transaction is over, whatever came of it: by then those before it are.
    private func awaitExecution(of sent: SentTransaction, because reason: String) throws(Failure) {
        trader.waiting.begin("waiting for the venue to execute what was sent before")
        defer { trader.waiting.end() }
        var pause = PollingPause()
        while true {
            do throws(Failure) {
                guard try trader.progress(of: sent) != .executed else { return }
            } catch {
                guard error.exit != .dead else { return }
                throw trader.deadline.unlessInterrupted(
                    Failure("venue.untold", .unavailable, error.message, hint: error.hint, venue: error.venue)
                )
            }
            guard !trader.deadline.isOver else {
                throw trader.deadline.unlessInterrupted(
                    Failure(
                        "guard.uncounted",
                        .temporary,
                        "the venue has not carried out yet what was sent before, so that \(reason)",
                        hint: "lighter tx \(sent.hash)",
                        retryAfterMilliseconds: 1_000
                    )
                )
            }
            trader.clock.sleep(pause.next(within: trader.deadline))
        }
    }
}
