import LighterLedger
import LighterProfile
import LighterStatus
import LighterTransactions
import LighterVenue

/// A run of the canary: cleans up what an earlier one left, takes orders through their whole lives, makes the probes, and
/// leaves nothing behind.
public final class CanaryRun {
    let trader: Trader
    let plan: CanaryPlan
    private let canary: CanaryIdentity
    private let traffic = CanaryTraffic()
    private let onProgress: (Progress) -> Void
    private let started = ContinuousClock.now
    private var lock: ProcessLock?
    private var report: CanaryReport

    /// How far a run has come.
    public enum Progress {
        /// It waits so many milliseconds, until the profile's limit lets an attempt's requests through.
        case waiting(milliseconds: Int64)
        /// An attempt is over.
        case attempted(CanaryAttempt)
    }

    /// Takes the profile's lock.
    ///
    /// - Throws: ``Failure``: temporary while another run has the lock, configuration for a profile without an account.
    public init(
        _ trader: Trader,
        _ plan: CanaryPlan,
        onProgress: @escaping (Progress) -> Void = { _ in }
    ) throws(Failure) {
        self.trader = trader
        self.plan = plan
        self.onProgress = onProgress
        let now = trader.clock.now()
        let profile = trader.profile
        canary = CanaryIdentity(profile: profile.name, venue: trader.access.identity, account: try trader.account())
        report = CanaryReport(
            run: CanaryRun.name(at: now),
            profile: profile.name,
            network: profile.network.rawValue,
            account: try trader.account(),
            apiKey: try trader.apiKey(),
            market: plan.market,
            type: plan.type,
            isDryRun: plan.isDryRun,
            planned: plan.attempts,
            startedAt: now,
            finishedAt: now
        )
        do throws(ProcessLockError) {
            lock = try ProcessLock.acquire(
                directory: trader.directories.state + "/locks",
                name: "canary-\(canary.venue)-\(canary.account)-\(canary.profile)"
            ) { true }
        } catch {
            switch error {
            case .held:
                throw Failure(
                    "canary.locked",
                    .temporary,
                    "another canary runs under the profile \(profile.name); this one did nothing",
                    retryAfterMilliseconds: plan.settings.deadline.milliseconds
                )
            case .cannotCreate(let path, let reason):
                report.notes.append(.ledgerUnwritable("\(path) cannot be written: \(reason)"))
            }
        }
        let outer = trader.venue.onExchange
        trader.venue.onExchange = { [traffic] exchange in
            outer(exchange)
            traffic.count(exchange)
        }
        trader.waitPatiently()
    }

    /// Runs to its end, which comes soon after an interrupt.
    ///
    /// - Parameter most: how many runs in a row have to fail before one exits with a failure.
    public func run(failingAfter most: Int = 1) -> CanaryReport {
        defer { lock = nil }
        if beginInLedger(), cleanUpEarlierRuns() { makeAttempts() }
        for probe in plan.settings.probes where !trader.deadline.isInterrupted {
            report.probes.append(CanaryProber(trader: trader, plan: plan).run(probe))
        }
        finish(most)
        return report
    }

    /// Whether what is sent could be written down.
    private func beginInLedger() -> Bool {
        guard lock != nil else { return false }
        guard !plan.isDryRun else { return true }
        do throws(Failure) {
            let record = CanaryRecord(run: report.run, startedAt: report.startedAt)
            try trader.withLedger { ledger throws(DatabaseError) in try ledger.begin(record, of: canary) }
            return true
        } catch {
            report.notes.append(.ledgerUnwritable(error.message))
            return false
        }
    }

    /// Looks after the orders of runs that were killed.
    ///
    /// - Returns: whether nothing of them is left: while one may live, or a position is left, no other is sent.
    private func cleanUpEarlierRuns() -> Bool {
        guard !plan.isDryRun else { return true }
        do throws(Failure) {
            for order in try trader.withLedger({ ledger throws(DatabaseError) in try ledger.openOrders(of: canary) }) {
                try cleanUp(order)
            }
        } catch {
            report.notes.append(CanaryNote(error))
            return false
        }
        return !report.notes.contains(where: \.isFatal)
    }

    private func cleanUp(_ order: CanaryOrder) throws(Failure) {
        let removal = try OrderRemoval(trader, of: order, within: CanaryFlight.removalSpan(plan))
        let market = try? trader.markets()[order.market]
        let (ending, hasSwept) = removal.run(sweeping: plan.settings.allowsCancelAll ? market : nil)
        if hasSwept, let market { report.notes.append(.swept(market)) }
        switch ending {
        case .left(let failure):
            report.leftovers += 1
            report.notes.append(.left(order.name, on: market?.symbol ?? plan.market, failure))
        case .over(let last):
            if let last, last.filledSize > .zero, let market {
                do throws(Failure) {
                    let isOurs = try removal.undo(last, on: market, isLate: true)
                    report.notes.append(.undone(last, on: market, byUs: isOurs, isWanted: true))
                } catch {
                    report.notes.append(.positionLeft(last, on: market, error))
                    return
                }
            }
            report.cleanedUp += 1
            report.notes.append(.cleanedUp(order.run, last))
            try trader.withLedger { ledger throws(DatabaseError) in try ledger.close(order) }
        }
    }

    /// How many requests an attempt makes, and some more.
    private static let requestsOfAttempt: Int64 = 30

    private func makeAttempts() {
        for number in 1...max(plan.attempts, 1) {
            if number > 1 { sleep(.milliseconds(plan.settings.interval.milliseconds)) }
            // No order rests while its cancel waits for leave.
            trader.awaitRoom(for: CanaryRun.requestsOfAttempt) { onProgress(.waiting(milliseconds: $0)) }
            guard !trader.deadline.isInterrupted else { break }
            let flight = CanaryFlight(trader, plan, traffic, run: report.run, number: number)
            let attempt = flight.fly()
            report.attempts.append(attempt)
            onProgress(.attempted(attempt))
            // One that may live is company enough; what only a person can mend, no attempt does.
            guard !attempt.isLeft, !attempt.notes.contains(where: \.isLasting) else { break }
        }
    }

    private func sleep(_ time: Duration) {
        let end = ContinuousClock.now + time
        while ContinuousClock.now < end, !trader.deadline.isInterrupted {
            trader.clock.sleep(min(ContinuousClock.now.duration(to: end), .milliseconds(200)))
        }
    }

    private func finish(_ most: Int) {
        report.isInterrupted = trader.deadline.isInterrupted
        if report.isInterrupted, !report.allNotes.contains(.interrupted) { report.notes.append(.interrupted) }
        report.requests = traffic.requests
        report.rateLimits = traffic.rateLimits
        report.finishedAt = trader.clock.now()
        let (seconds, attoseconds) = started.duration(to: .now).components
        report.duration = seconds * 1000 + attoseconds / 1_000_000_000_000_000
        if !plan.isDryRun { writeDown() }
        report.decideExit(failingAfter: most)
    }

    /// Where the run cannot be written down its failure is never kept quiet.
    private func writeDown() {
        let record = CanaryRecord(
            run: report.run,
            startedAt: report.startedAt,
            finishedAt: report.finishedAt,
            outcome: report.outcome,
            terminalState: report.terminalState?.rawValue,
            reason: report.reason?.message,
            acknowledgement: report.latency(\.submitAcknowledgement)?.median,
            terminal: report.latency(\.terminal)?.median
        )
        let streak = try? trader.withLedger { ledger throws(DatabaseError) in
            try ledger.finish(record)
            return try ledger.canaryStreak(profile: canary.profile)
        }
        report.failuresInARow = streak?.failures
        report.lastPass = streak?.lastPass
    }
}
