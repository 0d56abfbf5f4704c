/// What the execution of a transaction did; the source of its `event_info` (api.md, section 4.1).
public struct Outcome: Hashable, Sendable {
    public enum Event: Hashable, Sendable {
        /// An order entered the market; its state in the end, and its first trade with the maker after it, if it had one.
        case executed(taker: Order, trade: Trade?, maker: Order?)
        /// Orders were canceled.
        case canceled(Order)
        case canceledAll(account: Int64, orders: Int)
        /// An order was changed; what it then traded.
        case modified(old: Order, new: Order)
        case keyChanged(KeyAddress)
        case subAccount(master: Int64, index: Int64)
        case transferred(Movement)
        /// Collateral went to an isolated position, or came from it.
        case marginMoved(account: Int64, market: Int64, amount: QuoteUnits)
        case leverage(account: Int64, market: Int64, initialMarginFraction: Int64)
    }

    /// Nil when nothing happened.
    public let event: Event?
    /// Why nothing happened.
    public let refusal: Refusal?

    static func done(_ event: Event) -> Outcome { Outcome(event: event, refusal: nil) }
    static func refused(_ refusal: Refusal) -> Outcome { Outcome(event: nil, refusal: refusal) }
}
