import LighterLedger
import LighterProfile
import LighterStatus
import LighterTransactions
import LighterVenue

/// An API key in the hands of this process alone, for as long as this lives: whoever holds it takes the key's nonces in
/// order, and writes to the ledger what is about to be sent before it leaves (cli.md, "Never twice, never lost").
final class KeyHold {
    let trader: Trader
    let ledger: Ledger
    let key: SigningKeyIdentity
    private var lock: ProcessLock?
    /// The next nonce as the venue told it when it had refused another.
    private var toldNonce: Nonce?

    /// Waits for the key, and finds out what became of transactions whose fate is not known.
    ///
    /// - Throws: ``Failure``: temporary when another process has the key all the time, cannot-create when the ledger
    ///   cannot be used.
    init(_ trader: Trader) throws(Failure) {
        self.trader = trader
        key = SigningKeyIdentity(
            venue: trader.access.identity,
            account: try trader.account(),
            apiKey: try trader.apiKey()
        )
        lock = try KeyHold.lock(key, trader)
        ledger = try trader.ledger()
        try settleTheUnsettled()
    }

    /// Lets other processes have the key.
    func letGo() { lock = nil }

    private static func lock(_ key: SigningKeyIdentity, _ trader: Trader) throws(Failure) -> ProcessLock {
        let directory = trader.directories.state + "/locks"
        let name = "\(key.venue)-\(key.account)-\(key.apiKey)"
        trader.waiting.begin("waiting for another lighter process that sends with the key")
        defer { trader.waiting.end() }
        do {
            return try ProcessLock.acquire(directory: directory, name: name) { trader.deadline.isOver }
        } catch {
            switch error {
            case .held:
                throw trader.deadline.unlessInterrupted(
                    Failure(
                        "key.locked",
                        .temporary,
                        "another lighter process is sending with this key",
                        retryAfterMilliseconds: 1000
                    )
                )
            case .cannotCreate(let path, let reason):
                throw Failure("key.lock_unwritable", .cannotCreate, "\(path) cannot be written: \(reason)")
            }
        }
    }

    /// The nonce the next transaction has to carry: as the ledger knows it, or the venue.
    func nextNonce() throws(Failure) -> Nonce {
        if let known = try fromLedger({ () throws(DatabaseError) in try ledger.nextNonce(of: key) }) { return known }
        if let toldNonce { return toldNonce }
        return try trader.venue.nextNonce(key.account, key.apiKey)
    }

    /// The nonce as the venue tells it, whatever the ledger says: others use the key too.
    func freshNonce() throws(Failure) -> Nonce {
        try? ledger.forgetNonce(of: key)
        let told = try trader.freeNonce()
        toldNonce = told
        return told
    }

    /// The transaction by which an order of this client index was created, where it was sent and may have been taken.
    ///
    /// One that may have been sent, and whose nonce is free, is none: what is sent next takes its nonce.
    func creation(of index: ClientOrderIndex) throws(Failure) -> LedgerEntry? {
        let entry = try fromLedger { () throws(DatabaseError) in
            try ledger.creation(of: index, venue: key.venue, account: key.account)
        }
        guard let entry, entry.fate == .intended else { return entry }
        guard entry.key == key else {
            throw Failure(
                "ledger.unsettled",
                .temporary,
                "an order of the same client id was sent with API key \(entry.key.apiKey), and its fate is not known yet",
                hint: "lighter tx \(entry.intent.hash)",
                retryAfterMilliseconds: 1_000
            )
        }
        return nil
    }

    func fromLedger<Answer>(_ read: () throws(DatabaseError) -> Answer) throws(Failure) -> Answer {
        do { return try read() } catch { throw Failure(error) }
    }
}
