import LighterTransactions

/// Why a ledger would not write an intent. Nothing may be sent then.
public enum LedgerError: Error, Hashable, Sendable {
    /// The file cannot be used.
    case database(DatabaseError)
    /// One of the intents may not be sent, the first such by its place among all.
    case refused(IntentRefusal, at: Int)
}

/// Why an intent may not be sent.
public enum IntentRefusal: Hashable, Sendable {
    /// It would take a day's notional past its limit; `used` is what the day has so far, in millionths.
    case dayNotional(used: Int64)
    /// Another text already stands for the same client order index.
    case nameTaken(ClientOrderIndex, by: String)
}

/// How much may be ordered in a day.
public struct NotionalLimit: Hashable, Sendable {
    /// In millionths of the quote asset.
    public let most: Int64
    /// When the day began, milliseconds since the Unix epoch.
    public let since: Int64

    public init(most: Int64, since: Int64) {
        self.most = most
        self.since = since
    }
}
