import LighterLedger
import LighterProfile
import LighterStatus
import LighterTransactions
import LighterVenue

/// A transaction that the venue has taken.
public struct SentTransaction: Sendable {
    public let nonce: Nonce
    /// 80 hexadecimal digits.
    public let hash: String
    /// The venue's answer; nil where that was lost, and the transaction was found by its hash.
    public let acceptance: Acceptance?

    init(_ transaction: SignedTransaction, _ acceptance: Acceptance?) {
        nonce = transaction.transaction.nonce
        hash = transaction.hash
        self.acceptance = acceptance
    }

    /// One of an earlier command.
    init(_ entry: LedgerEntry) {
        nonce = entry.intent.nonce
        hash = entry.intent.hash
        acceptance = nil
    }

    /// When it should be executed, milliseconds since the Unix epoch.
    var predictedExecution: Int64? { acceptance?.predictedExecution }

    /// What to say of it in an error.
    var context: FailureContext { FailureContext(nonce: nonce.value, txHash: hash) }
}

extension Trader {
    /// How many transactions go in a request unless somebody wants more: longer ones may be refused on the way (api.md,
    /// section 7.19).
    public static let usualRequestSize = 15

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
        do { return try transaction(body, attributes, nonce: nonce).signed(with: privateKey()) } catch {
            throw Failure.from(error)
        }
    }

    /// The transactions for drafts under one nonce after the other, signed together.
    ///
    /// - Throws: ``Failure``.
    func signed(_ drafts: some Collection<TransactionDraft>, from nonce: Nonce) throws(Failure) -> [SignedTransaction] {
        do {
            var transactions: [Transaction] = []
            for draft in drafts {
                let nonce = try Nonce(nonce.value + Int64(transactions.count))
                transactions.append(try transaction(draft, nonce: nonce))
            }
            return try Transaction.sign(transactions, with: privateKey())
        } catch { throw Failure.from(error) }
    }

    /// The transaction for a draft, signed on layer 1 where it wants that.
    private func transaction(_ draft: TransactionDraft, nonce: Nonce) throws -> Transaction {
        let unsigned = try transaction(draft.body, draft.attributes, nonce: nonce)
        guard let sign = draft.ownerSignature else { return unsigned }
        let signature = try sign(unsigned)
        // Whoever signed may have taken a while.
        return try transaction(draft.body, draft.attributes, nonce: nonce).carrying(signature)
    }

    func transaction(
        _ body: TransactionBody,
        _ attributes: TransactionAttributes,
        nonce: Nonce
    ) throws(OutOfBounds) -> Transaction {
        Transaction(
            chainID: access.chainID,
            nonce: nonce,
            expiredAt: try Timestamp(clock.now() + Trader.transactionLifetime),
            attributes: attributes,
            body: body
        )
    }

    /// Sends one transaction with the key in hand.
    ///
    /// - Throws: ``Failure``, as ``KeyHold/send(_:)``.
    func send(_ draft: TransactionDraft) throws(Failure) -> SentTransaction {
        try holdingKey { hold throws(Failure) in try hold.send(draft) }
    }

    /// Does something with the key in hand, and lets it go.
    ///
    /// - Throws: ``Failure``, as ``KeyHold/init(_:)`` and the work do.
    func holdingKey<Answer>(_ work: (KeyHold) throws(Failure) -> Answer) throws(Failure) -> Answer {
        // A limit is waited out while others may have the key.
        try awaitLeave()
        let hold = try KeyHold(self)
        defer { hold.letGo() }
        return try work(hold)
    }

    /// What was sent for the account from this host, newest first, and what became of it as far as is known.
    ///
    /// - Throws: ``Failure``.
    public func ledgerEntries(limit: Int) throws(Failure) -> [LedgerEntry] {
        do { return try ledger().entries(venue: access.identity, account: account(), limit: limit) } catch {
            throw Failure.from(error)
        }
    }

    /// The most that may be ordered today, UTC, where the profile sets a limit.
    func dayLimit() throws(Failure) -> NotionalLimit? {
        guard let limit = profile.guards.maximumDayNotional else { return nil }
        let millionths = limit.units(decimals: 6).flatMap { Int64(exactly: $0.whole) } ?? .max
        let (now, day) = (clock.now(), 86_400_000 as Int64)
        return NotionalLimit(most: millionths, since: now - now % day)
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
