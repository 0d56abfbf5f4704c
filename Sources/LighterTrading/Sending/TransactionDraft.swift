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

    /// The notional in millionths, rounded up; nil where it is more than can be counted.
    var notionalInMillionths: Int64? {
        guard let (whole, isExact) = notional.units(decimals: 6) else { return nil }
        return Int64(exactly: isExact ? whole : whole + 1)
    }
}
