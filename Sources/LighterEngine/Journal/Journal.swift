import LighterTransactions

/// What changed on the exchange, for those who follow it. Only while somebody does is anything written down; who listens
/// has to take it out again and again.
public struct Journal: Sendable {
    /// A price of a market at which orders came, went or changed.
    public struct Level: Hashable, Sendable {
        /// The place of the market in ``Exchange/markets``.
        public let place: Int
        public let side: Side
        public let price: Ticks
    }

    /// Everything since the journal was last taken.
    public struct Entries: Sendable {
        /// Prices at which a book is another one now.
        public internal(set) var levels: Set<Level> = []
        /// Oldest first.
        public internal(set) var trades: [Trade] = []
        /// Each state that an order of a client was left in by a transaction, oldest first.
        public internal(set) var orders: [Order] = []
        /// Accounts by their place in ``Exchange/accounts`` whose collateral, balances, positions or orders changed.
        public internal(set) var accounts: Set<Int> = []
        /// The hashes of transactions that were executed, oldest first.
        public internal(set) var transactions: [String] = []

        public var isEmpty: Bool {
            levels.isEmpty && trades.isEmpty && orders.isEmpty && accounts.isEmpty && transactions.isEmpty
        }
    }

    /// Whether somebody listens.
    public internal(set) var isKept = false
    public private(set) var entries = Entries()
    /// Where in `entries` the present transaction left an order.
    private var orderPlaces: [Int64: Int] = [:]

    public init() {}

    /// Begins a transaction: what it does to an order is one change.
    mutating func beginTransaction() {
        if !orderPlaces.isEmpty { orderPlaces = [:] }
    }

    mutating func note(_ level: Level) {
        if isKept { entries.levels.insert(level) }
    }

    mutating func note(_ trade: Trade) {
        if isKept { entries.trades.append(trade) }
    }

    mutating func note(_ order: Order) {
        guard isKept else { return }
        if let place = orderPlaces[order.index] {
            entries.orders[place] = order
            return
        }
        orderPlaces[order.index] = entries.orders.count
        entries.orders.append(order)
    }

    mutating func note(account place: Int) {
        if isKept { entries.accounts.insert(place) }
    }

    mutating func note(transaction hash: String) {
        if isKept { entries.transactions.append(hash) }
    }

    /// Empties the journal and returns what was in it.
    mutating func take() -> Entries {
        defer {
            entries = Entries()
            orderPlaces = [:]
        }
        return entries
    }
}
