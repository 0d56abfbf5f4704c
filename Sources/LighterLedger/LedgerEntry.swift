import LighterTransactions

/// A transaction that is about to be sent.
public struct Intent: Hashable, Sendable {
    public let nonce: Nonce
    /// 80 hexadecimal digits.
    public let hash: String
    public let type: TransactionType
    public let market: MarketIndex?
    public let clientOrderIndex: ClientOrderIndex?
    /// The text the client order index stands for.
    public let clientID: String?
    /// What it asks for, in words.
    public let summary: String
    /// What it adds to a day's notional, in millionths of the quote asset, rounded up; 0 where it opens nothing.
    public let notional: Int64
    /// Milliseconds since the Unix epoch.
    public let createdAt: Int64
    /// When the venue stops taking it, milliseconds since the Unix epoch.
    public let expiresAt: Int64

    public init(
        nonce: Nonce,
        hash: String,
        type: TransactionType,
        market: MarketIndex? = nil,
        clientOrderIndex: ClientOrderIndex? = nil,
        clientID: String? = nil,
        summary: String,
        notional: Int64 = 0,
        createdAt: Int64,
        expiresAt: Int64
    ) {
        self.nonce = nonce
        self.hash = hash
        self.type = type
        self.market = market
        self.clientOrderIndex = clientOrderIndex
        self.clientID = clientID
        self.summary = summary
        self.notional = notional
        self.createdAt = createdAt
        self.expiresAt = expiresAt
    }
}

/// What became of a transaction.
public enum Fate: String, Hashable, Sendable, CaseIterable {
    /// It may have been sent; nobody knows yet.
    case intended
    /// The venue took it, and has its nonce.
    case accepted
    /// The venue carried it out.
    case executed
    /// The venue took it and did not carry it out.
    case failed
    /// The venue refused it at the door; its nonce is free.
    case refused
    /// It never arrived, and cannot any more.
    case never

    /// Whether the transaction took its nonce.
    var takesNonce: Bool {
        switch self {
        case .accepted, .executed, .failed: true
        case .intended, .refused, .never: false
        }
    }
}

/// A transaction of the ledger.
public struct LedgerEntry: Hashable, Sendable {
    public let key: SigningKeyIdentity
    public let intent: Intent
    /// The nonce of the first transaction of the request it went in.
    public let request: Nonce
    /// The first nonce of the request that was written together with this one, and whose fate had to be written before
    /// this one was sent.
    public let follows: Nonce?
    public let fate: Fate
    /// When the fate was written, milliseconds since the Unix epoch.
    public let settledAt: Int64?
    /// The venue's code, where it refused or failed.
    public let code: Int64?
    /// The venue's words, cleaned.
    public let reason: String?
}
