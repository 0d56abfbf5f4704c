import LighterLedger
import LighterProfile
import LighterSigning
import LighterStatus
import LighterTransactions
import LighterVenue

/// A transaction that the venue has taken.
public struct SentTransaction: Sendable {
    public let transaction: SignedTransaction
    /// The venue's answer; nil where that was lost, and the transaction was found by its hash.
    public let acceptance: Acceptance?

    /// When it should be executed, milliseconds since the Unix epoch.
    var predictedExecution: Int64? { acceptance?.predictedExecution }

    /// What to say of it in an error.
    var context: FailureContext {
        FailureContext(nonce: transaction.transaction.nonce.value, txHash: transaction.hash)
    }
}

extension Trader {
    /// How long a transaction is good, in milliseconds: what the official client takes.
    static let transactionLifetime: Int64 = 599_000

    /// The transaction that would be sent now under a nonce, signed.
    ///
    /// - Throws: ``Failure``.
    public func signed(
        _ body: TransactionBody,
        _ attributes: TransactionAttributes = .none,
        nonce: Nonce
    ) throws(Failure) -> SignedTransaction {
        do {
            return try Transaction(
                chainID: access.chainID,
                nonce: nonce,
                expiredAt: Timestamp(clock.now() + Trader.transactionLifetime),
                attributes: attributes,
                body: body
            ).signed(with: privateKey())
        } catch { throw Failure.from(error) }
    }

    /// Signs and sends a transaction, once. A nonce the venue refuses is read again, once, and the transaction signed
    /// anew; a lost answer is asked after by the transaction's hash until the deadline.
    ///
    /// - Throws: ``Failure``: `unknown` when it may have been taken and the venue does not say.
    public func send(
        _ body: TransactionBody,
        _ attributes: TransactionAttributes = .none
    ) throws(Failure) -> SentTransaction {
        let lock = try keyLock()
        defer { withExtendedLifetime(lock) {} }
        var nonce = try venue.nextNonce(account(), apiKey())
        var attempt = 1
        while true {
            let transaction = try signed(body, attributes, nonce: nonce)
            do throws(Failure) { return try post(transaction) } catch {
                guard error.venue?.code == Trader.refusedNonce else { throw error }
                guard let fresh = try? venue.nextNonce(account(), apiKey()) else { throw error }
                if fresh > nonce, isKnown(transaction, within: Trader.indexingTime) {
                    return SentTransaction(transaction: transaction, acceptance: nil)
                }
                guard attempt < Trader.attempts else { throw error }
                nonce = fresh
                attempt += 1
            }
        }
    }

    /// `invalid nonce`. Something on the way may have delivered a transaction twice, and this be the answer to the second
    /// one: where the sequence has moved past it, the transaction is asked after before another one is signed.
    private static let refusedNonce = 21_104
    private static let attempts = 2
    /// How long the venue may take until it knows a transaction it has taken.
    private static let indexingTime: Duration = .seconds(1)

    private func post(_ transaction: SignedTransaction) throws(Failure) -> SentTransaction {
        do throws(Failure) {
            let acceptance = try venue.send(transaction)
            guard acceptance.hashes.allSatisfy({ $0.lowercased() == transaction.hash }) else {
                throw Failure(
                    "venue.foreign_hash",
                    .unknown,
                    "the venue answered with the hash of another transaction",
                    hint: "lighter tx \(transaction.hash)"
                )
            }
            return SentTransaction(transaction: transaction, acceptance: acceptance)
        } catch {
            let failure = error.with(SentTransaction(transaction: transaction, acceptance: nil).context)
            guard failure.exit == .unknown else { throw failure }
            return try found(transaction, afterLosing: failure)
        }
    }

    /// Asks for a transaction whose answer was lost.
    private func found(_ transaction: SignedTransaction, afterLosing loss: Failure) throws(Failure) -> SentTransaction {
        guard isKnown(transaction, within: deadline.remaining) else { throw loss }
        return SentTransaction(transaction: transaction, acceptance: nil)
    }

    /// Whether the venue knows a transaction, asked until it does or the time is over.
    private func isKnown(_ transaction: SignedTransaction, within time: Duration) -> Bool {
        let end = min(ContinuousClock.now + time, deadline.instant)
        var pause = PollingPause()
        while !deadline.isOver {
            if (try? venue.transaction(hash: transaction.hash)) != nil { return true }
            guard ContinuousClock.now < end else { return false }
            clock.sleep(pause.next(within: deadline))
        }
        return false
    }

    private func keyLock() throws(Failure) -> KeyLock {
        let name = try "\(profile.network.rawValue)-\(account())-\(apiKey())"
        do {
            return try KeyLock.acquire(directory: directories.state + "/locks", name: name) { deadline.isOver }
        } catch {
            switch error {
            case .held:
                throw Failure(
                    "key.locked",
                    .temporary,
                    "another lighter process is sending with this key",
                    retryAfterMilliseconds: 1000
                )
            case .cannotCreate(let path, let reason):
                throw Failure("key.lock_unwritable", .cannotCreate, "\(path) cannot be written: \(reason)")
            }
        }
    }
}

/// How long to wait between two looks: short at first, for a venue that answers within milliseconds, then longer, for
/// one that counts requests.
struct PollingPause {
    private var milliseconds: Int64 = 10

    mutating func next(within deadline: Deadline) -> Duration {
        defer { milliseconds = min(milliseconds * 2, 1000) }
        return min(.milliseconds(milliseconds), deadline.remaining)
    }
}
