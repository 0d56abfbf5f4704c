import LighterTransactions

/// One run of a canary, as the ledger keeps it.
public struct CanaryRecord: Hashable, Sendable {
    /// How a run ended.
    public enum Outcome: String, Hashable, Sendable {
        case passed
        case failed
        /// Stopped by a person, or by whatever manages the process.
        case interrupted
    }

    public let run: String
    /// Milliseconds since the Unix epoch.
    public let startedAt: Int64
    /// Nil of a run that goes on, or was killed.
    public let finishedAt: Int64?
    public let outcome: Outcome?
    /// The state the last attempt's order ended in.
    public let terminalState: String?
    /// Why it did not pass.
    public let reason: String?
    /// The median time until a submit was answered, in microseconds.
    public let acknowledgement: Int64?
    /// The median time from the last thing asked for until the order was over, in microseconds.
    public let terminal: Int64?

    public init(
        run: String,
        startedAt: Int64,
        finishedAt: Int64? = nil,
        outcome: Outcome? = nil,
        terminalState: String? = nil,
        reason: String? = nil,
        acknowledgement: Int64? = nil,
        terminal: Int64? = nil
    ) {
        self.run = run
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.outcome = outcome
        self.terminalState = terminalState
        self.reason = reason
        self.acknowledgement = acknowledgement
        self.terminal = terminal
    }
}

/// Whose canary it is: runs of one identity never overlap.
public struct CanaryIdentity: Hashable, Sendable {
    public let profile: String
    public let venue: String
    public let account: AccountIndex

    public init(profile: String, venue: String, account: AccountIndex) {
        self.profile = profile
        self.venue = venue
        self.account = account
    }
}

/// An order that a canary was about to send, and that is not known to be over.
public struct CanaryOrder: Hashable, Sendable {
    public let run: String
    /// Its client id.
    public let name: String
    public let clientIndex: ClientOrderIndex
    public let market: MarketIndex

    public init(run: String, name: String, clientIndex: ClientOrderIndex, market: MarketIndex) {
        self.run = run
        self.name = name
        self.clientIndex = clientIndex
        self.market = market
    }
}
