import LighterLedger
import LighterStatus

extension Trader {
    /// What some work on the ledger gives.
    ///
    /// - Throws: ``Failure`` where the ledger cannot be used.
    func withLedger<Answer>(_ work: (Ledger) throws(DatabaseError) -> Answer) throws(Failure) -> Answer {
        let ledger = try ledger()
        do { return try work(ledger) } catch { throw Failure(error) }
    }
}
