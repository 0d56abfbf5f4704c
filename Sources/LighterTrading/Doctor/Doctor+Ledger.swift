import LighterLedger
import LighterProfile
import LighterStatus

/// What was sent, as it is written down.
extension Doctor {
    /// What is younger may still be on its way.
    private static let patience: Int64 = 60_000

    func lookAtLedger() throws(Failure) {
        guard case .success(let directories) = subject.directories else {
            return record(.ledger, .skipped("there is no place for files"))
        }
        try record(.ledger) { () throws(Failure) in
            let health: LedgerHealth?
            do throws(DatabaseError) {
                let since = subject.clock.now() - Doctor.patience
                health = try Ledger.health(inDirectory: directories.state, unsettledBefore: since)
            } catch { throw Failure(error) }
            guard let health else { return .fine("none yet; the first transaction makes it") }
            let version =
                "version \(health.version)\(health.version < health.presentVersion ? ", brought up when written" : "")"
            let count = "\(health.transactions) transaction\(health.transactions == 1 ? "" : "s")"
            let words = "whole, \(count), \(version)"
            guard let unsettled = health.unsettled.first else { return .fine(words) }
            let lost = health.unsettled.reduce(0) { $0 + $1.count }
            let place = "account \(unsettled.account) on \(sanitized(unsettled.venue, limit: 60))"
            let others = health.unsettled.count > 1 ? " and others" : ""
            return .warning(
                "\(words); of \(lost) of them, of \(place)\(others), nobody knows what became since "
                    + UTC.text(unsettled.since),
                hint: "lighter orders --ledger"
            )
        }
    }
}
