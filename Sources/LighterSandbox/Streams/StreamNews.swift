import LighterEngine

/// What changed since the streams were last told, sorted by whom it concerns.
struct StreamNews {
    /// Whether books and statistics are told now: every 50 ms.
    var isTick = false
    /// Whether candles are too: every 500 ms.
    var isSlowTick = false
    /// Changed prices by the place of the market.
    private(set) var levels: [Int: [Journal.Level]] = [:]
    /// Trades by market, oldest first.
    private(set) var trades: [Int64: [Trade]] = [:]
    /// Trades by the accounts on both sides, oldest first.
    private(set) var tradesOfAccount: [Int64: [Trade]] = [:]
    /// States that orders took on, by account, oldest first.
    private(set) var orders: [Int64: [Order]] = [:]
    /// Accounts that are not as they were.
    private(set) var accounts: Set<Int64> = []
    /// Executed transactions by account, oldest first.
    private(set) var transactions: [Int64: [TransactionRecord]] = [:]
    /// The places of markets with another mark price.
    private(set) var movedMarks: Set<Int> = []

    init() {}

    /// - Parameter marks: The mark prices last told, by place; brought up to date.
    init(_ entries: Journal.Entries, _ engine: Engine, marks: inout [Ticks]) {
        let exchange = engine.exchange
        for level in entries.levels { levels[level.place, default: []].append(level) }
        for trade in entries.trades {
            trades[trade.market, default: []].append(trade)
            for account in Set([trade.maker.account, trade.taker.account]) {
                tradesOfAccount[account, default: []].append(trade)
            }
        }
        for order in entries.orders { orders[order.account, default: []].append(order) }
        for place in entries.accounts where exchange.accounts.indices.contains(place) {
            accounts.insert(exchange.accounts[place].index)
        }
        for hash in entries.transactions {
            guard let record = engine.transactions[hash] else { continue }
            transactions[record.account, default: []].append(record)
        }
        for place in exchange.markets.indices {
            let mark = exchange.markets[place].markPrice
            if marks.indices.contains(place), marks[place] != mark { movedMarks.insert(place) }
        }
        marks = exchange.markets.map(\.markPrice)
    }

    /// Whether there is nothing to tell.
    var isEmpty: Bool {
        !isTick && levels.isEmpty && trades.isEmpty && orders.isEmpty && accounts.isEmpty && transactions.isEmpty
            && movedMarks.isEmpty
    }

    /// Whether an account is not as it was, or what it holds is worth something else now.
    func concerns(_ account: Account) -> Bool {
        accounts.contains(account.index) || movedMarks.contains { account.positions[$0].size != 0 }
    }
}
