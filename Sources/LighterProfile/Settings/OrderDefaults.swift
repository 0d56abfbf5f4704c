import LighterTransactions

/// What an order is when its command does not say.
public struct OrderDefaults: Hashable, Sendable {
    /// How much worse than the book a market order may fill.
    public let slippage: Percentage
    /// How long a resting order lives, 5 minutes … 30 days.
    public let expires: TimeSpan
    /// What a submit waits for.
    public let wait: WaitTarget
    public let timeInForce: TimeInForce

    public init(slippage: Percentage, expires: TimeSpan, wait: WaitTarget, timeInForce: TimeInForce) {
        self.slippage = slippage
        self.expires = expires
        self.wait = wait
        self.timeInForce = timeInForce
    }
}

/// How far an order must have come before its command ends.
public enum WaitTarget: String, Hashable, Sendable, CaseIterable {
    case accepted
    case open
    case filled
    case done
}
