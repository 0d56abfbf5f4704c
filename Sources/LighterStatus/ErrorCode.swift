/// One of our own stable dotted codes, as an error's `code` has it: what it says in general, and what to do.
///
/// The codes of the venue's answers are in ``VenueCode``; those of orders that ended, `order.` and the venue's word, in
/// ``OrderStatus``.
public struct ErrorCode: Sendable, Equatable {
    /// A stable dotted name: `order.off_tick`.
    public let code: String
    /// How commands end with it, the usual way first; none for what a report notes and no command fails for.
    public let exits: [ExitClass]
    /// One clause for people, without a full stop.
    public let meaning: String
    /// What to do about it; a runnable command when it starts with `lighter `.
    public let hint: String?

    init(_ code: String, _ exits: [ExitClass], _ meaning: String, _ hint: String?) {
        (self.code, self.exits, self.meaning, self.hint) = (code, exits, meaning, hint)
    }

    /// Every code, by area.
    public static let all: [ErrorCode] = [
        usage, input, orders, changes, markets, guards, profiles, keys, owners, tokens, network, ledger, sandbox,
        canary,
        bugs,
    ].flatMap { (table: [ErrorCode]) in table }

    /// The entry of a code.
    public static func lookup(_ code: String) -> ErrorCode? { all.first { $0.code == code } }
}
