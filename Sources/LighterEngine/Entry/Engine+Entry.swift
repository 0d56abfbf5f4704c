import LighterSigning
import LighterTransactions

/// A transaction as it arrives.
public struct Submission: Sendable {
    public let signed: SignedTransaction
    /// `tx_info` as it came.
    public let info: String
    /// Whether limit prices that look like accidents are refused.
    public let hasPriceProtection: Bool

    public init(signed: SignedTransaction, info: String, hasPriceProtection: Bool = true) {
        self.signed = signed
        self.info = info
        self.hasPriceProtection = hasPriceProtection
    }
}

/// What the venue answers when it took transactions.
public struct Receipt: Hashable, Sendable {
    public let hashes: [String]
    /// When they are executed.
    public let executionTime: Moment
}

/// The door: what the venue checks before it answers (api.md, section 4.1, step 2). What fails here costs no nonce.
extension Engine {
    public static let batchLimit = 50

    /// Takes transactions of one key, all or none of them.
    ///
    /// - Throws: ``Refusal``.
    public mutating func accept(_ submissions: [Submission], at time: Moment) throws(Refusal) -> Receipt {
        advance(to: time)
        guard let first = submissions.first?.signed.transaction.keyAddress else { throw .invalidTransaction }
        guard submissions.count <= Engine.batchLimit else { throw .batchTooLong }
        guard pending.count + submissions.count <= settings.pendingLimit else { throw .tooManyPending }
        let areSigned = validity(of: submissions.map(\.signed))
        var nextNonce: Int64?
        for (submission, isSigned) in zip(submissions, areSigned) {
            let transaction = submission.signed.transaction
            guard transaction.keyAddress == first else { throw .batchOfSeveralKeys }
            try checkSignature(transaction, isSigned)
            try checkNonce(transaction, expected: &nextNonce)
            try checkMakerOnly(transaction)
            try checkContent(transaction, hasPriceProtection: submission.hasPriceProtection)
        }
        let earliest = max(clock, stalledUntil ?? clock)
        let due = earliest.advanced(microseconds: settings.executionDelay)
        for submission in submissions { enqueue(submission, due: due) }
        nonces[first] = nextNonce
        return Receipt(hashes: submissions.map(\.signed.hash), executionTime: due)
    }

    /// Whether transactions are signed with the keys they have to be signed with. All of one key are looked at together.
    private func validity(of signed: [SignedTransaction]) -> [Bool] {
        let keys = signed.map { try? publicKey(for: $0.transaction) }
        if let key = keys.first ?? nil, keys.allSatisfy({ $0 == key }) {
            return SignedTransaction.areValid(signed, under: key)
        }
        return zip(signed, keys).map { signed, key in key.map(signed.isValid) ?? false }
    }

    private func checkSignature(_ transaction: Transaction, _ isSigned: Bool) throws(Refusal) {
        guard exchange.place(ofAccount: transaction.body.account.value) != nil else { throw .accountNotFound }
        _ = try publicKey(for: transaction)
        guard transaction.expiredAt.value > clientTime.milliseconds else {
            throw .invalidExpiry.detailed("ExpiredAt is in the past")
        }
        guard isSigned else { throw .invalidSignature }
    }

    /// The key a transaction has to be signed with. A new key signs its own registration (the official SDK's
    /// `change_api_key`).
    private func publicKey(for transaction: Transaction) throws(Refusal) -> PublicKey {
        if case .changePublicKey(let change) = transaction.body { return change.publicKey }
        guard let key = keys[transaction.keyAddress] else { throw .keyNotFound }
        return key.publicKey
    }

    /// Nonces go up by one; with the skip-nonce attribute by at least one (api.md, section 6.1).
    private func checkNonce(_ transaction: Transaction, expected: inout Int64?) throws(Refusal) {
        let isFirst = expected == nil
        let next = expected ?? nextNonce(of: transaction.keyAddress)
        let nonce = transaction.nonce.value
        let fits = transaction.attributes.skipsNonce ? nonce >= next && nonce < (1 << 47) - 1 : nonce == next
        guard fits else { throw isFirst ? .invalidNonce : .nonceNotIncreasing }
        expected = nonce + 1
    }

    private mutating func enqueue(_ submission: Submission, due: Moment) {
        let transaction = submission.signed.transaction
        let hash = submission.signed.hash
        let record = TransactionRecord(
            hash: hash,
            type: transaction.type,
            info: submission.info,
            account: transaction.body.account.value,
            apiKey: transaction.body.apiKey.value,
            owner: exchange.account(transaction.body.account.value)?.owner,
            nonce: transaction.nonce.value,
            expiredAt: transaction.expiredAt.value,
            sequenceIndex: takeSequenceIndex(),
            parentHash: lastHash,
            queuedAt: clock
        )
        lastHash = hash
        transactions.append(record, for: hash)
        let deadline = Moment(milliseconds: transaction.expiredAt.value).advanced(microseconds: lead)
        pending.append(PendingQueue.Entry(due: due, deadline: deadline, transaction: transaction, hash: hash))
    }
}
