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
        let first = try signedNow(body, attributes)
        do throws(Failure) { return try post(first) } catch {
            guard error.venue?.code == Trader.refusedNonce else { throw error }
        }
        // Something on the way may have sent it twice, and this be the answer to the second one.
        if isKnown(first) { return SentTransaction(transaction: first, acceptance: nil) }
        return try post(signedNow(body, attributes))
    }

    /// `invalid nonce`.
    private static let refusedNonce = 21_104

    private func signedNow(
        _ body: TransactionBody,
        _ attributes: TransactionAttributes
    ) throws(Failure) -> SignedTransaction {
        try signed(body, attributes, nonce: venue.nextNonce(account(), apiKey()))
    }

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
        var pause = PollingPause()
        while !deadline.isOver {
            if isKnown(transaction) { return SentTransaction(transaction: transaction, acceptance: nil) }
            clock.sleep(pause.next(within: deadline))
        }
        throw loss
    }

    private func isKnown(_ transaction: SignedTransaction) -> Bool {
        (try? venue.transaction(hash: transaction.hash)) != nil
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
