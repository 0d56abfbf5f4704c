import LighterLedger
import LighterStatus
import LighterTransactions

/// A transaction that is not signed yet: what it does, and what the ledger says of it.
struct TransactionDraft {
    var body: TransactionBody
    var attributes = TransactionAttributes.none
    /// The market and the order it is about.
    var market: MarketIndex?
    var clientOrderIndex: ClientOrderIndex?
    /// The text the client order index stands for.
    var clientID: String?
    /// What it asks for, in words.
    var summary: String
    /// What it adds to the day's notional, in the quote asset; zero where it opens nothing.
    var notional = Decimal.zero
    /// Signs the transaction on layer 1 once its nonce is known, where it wants that.
    var ownerSignature: ((Transaction) throws(Failure) -> LayerOneSignature)?

    /// Whether it gives an index its key: nothing was sent with it before, perhaps.
    var registersKey: Bool { body.type == .changePublicKey }

    /// What the ledger is told before the transaction leaves.
    ///
    /// - Throws: ``Failure`` of class data for a notional that is more than can be counted.
    func intent(to transaction: SignedTransaction, at now: Int64) throws(Failure) -> Intent {
        guard let notionalInMillionths else {
            throw Failure("order.too_large", .data, "the order is worth \(notional), more than can be counted")
        }
        return Intent(
            nonce: transaction.transaction.nonce,
            hash: transaction.hash,
            type: transaction.transaction.type,
            market: market,
            clientOrderIndex: clientOrderIndex,
            clientID: clientID,
            summary: summary,
            notional: notionalInMillionths,
            createdAt: now,
            expiresAt: transaction.transaction.expiredAt.value
        )
    }

    /// The notional in millionths, rounded up; nil where it is more than can be counted.
    private var notionalInMillionths: Int64? {
        guard let (whole, isExact) = notional.units(decimals: 6) else { return nil }
        return Int64(exactly: isExact ? whole : whole + 1)
    }
}
