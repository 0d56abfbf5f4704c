import LighterJSON
import LighterStatus
import LighterTransactions

extension Venue {
    /// A transaction by its hash. Shortly after it was sent the venue may not know it yet, and refuses with 21500.
    public func transaction(hash: String) throws(Failure) -> TransactionRecord {
        try ask(.transaction(hash: hash)) { (reader) throws(JSONError) in
            let record = try TransactionRecord(reader)
            guard record.hash.lowercased() == hash.lowercased() else {
                throw .mismatch(path: "hash", expected: hash, found: record.hash)
            }
            return record
        }
    }

    /// The newest transactions of an account, as many as the venue lists at once. Sent with a token, as some venues want
    /// one.
    public func newestTransactions(_ account: AccountIndex) throws(Failure) -> [TransactionRecord] {
        try ask(.accountTransactions(account, limit: 100)) { (reader) throws(JSONError) in
            try reader.list("txs", TransactionRecord.init)
        }
    }

    /// Sends a transaction, once.
    ///
    /// - Parameter priceProtection: Lets the venue refuse a price it takes for an accident.
    /// - Throws: ``Failure``: with effect `none` when it provably did not leave or was refused, with exit class
    ///   `unknown` when it may have been taken.
    public func send(_ transaction: SignedTransaction, priceProtection: Bool = true) throws(Failure) -> Acceptance {
        let info = try text(of: transaction.info)
        return try accept(
            .sendTransaction(transaction.transaction.type, info: info, priceProtection: priceProtection)
        )
    }

    /// Sends up to 50 transactions of one API key with ascending nonces in one request, once. They are queued together
    /// and executed each by itself.
    ///
    /// - Throws: ``Failure``, as ``send(_:priceProtection:)`` does, for all of them.
    public func send(batch transactions: [SignedTransaction]) throws(Failure) -> Acceptance {
        var infos: [JSON] = []
        for transaction in transactions { infos.append(.string(try text(of: transaction.info))) }
        let types = transactions.map { JSON.integer($0.transaction.type.rawValue) }
        return try accept(
            .sendTransactionBatch(types: try text(of: .array(types)), infos: try text(of: .array(infos)))
        )
    }

    private func accept(_ endpoint: Endpoint) throws(Failure) -> Acceptance {
        try ask(endpoint, Acceptance.init)
    }

    private func text(of value: JSON) throws(Failure) -> String {
        do {
            return try value.encoded()
        } catch {
            throw Failure("transaction.unencodable", .internal, "the transaction cannot be written: \(error)")
        }
    }
}
