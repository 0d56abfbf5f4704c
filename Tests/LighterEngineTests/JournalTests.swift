import LighterTransactions
import Testing

@testable import LighterEngine

/// What those who listen hear is enough to know everything.
@Suite struct JournalTests {
    #if DEBUG
        static let steps = 3_000
    #else
        static let steps = 100_000
    #endif

    /// Whoever applies what the journal says has the books, the living orders and the trades of the exchange.
    @Test(arguments: [7, 8] as [UInt64])
    func itTellsEveryChange(seed: UInt64) throws {
        var flow = WholeFlow(seed: seed, collateral: 1 << 42)
        flow.exchange.journal.isKept = true
        let places = [OrderFlow.market, OrderFlow.spot].compactMap(flow.exchange.place(ofMarket:))
        var levels: [Journal.Level: Lots] = [:]
        var living: [Int64: Order] = [:]
        var lastTrade: Int64 = 0
        var before = flow.exchange
        for count in 0..<Self.steps {
            _ = flow.step()
            let exchange = flow.exchange
            let entries = flow.exchange.journal.take()
            for level in entries.levels {
                let size = exchange.markets[level.place].book.size(level.side, at: level.price)
                levels[level] = size == 0 ? nil : size
            }
            for order in entries.orders { living[order.index] = order.status.isLive ? order : nil }
            for trade in entries.trades {
                try #require(trade.index == lastTrade + 1)
                lastTrade = trade.index
            }
            for place in exchange.accounts.indices where !entries.accounts.contains(place) {
                let (now, then) = (exchange.accounts[place], before.accounts[place])
                try #require(now.collateral == then.collateral && now.balances == then.balances)
                try #require(now.positions == then.positions && now.openOrders == then.openOrders)
            }
            before = exchange
            guard count.isMultiple(of: 50) else { continue }
            try #require(lastTrade == exchange.nextTradeIndex - 1)
            try #require(levels == Self.levels(exchange, places))
            try #require(Set(living.values) == Set(Self.living(exchange)))
        }
        #expect(lastTrade > Self.steps / 40 && !living.isEmpty && !levels.isEmpty)
    }

    /// Nobody pays for a journal that nobody reads.
    @Test func itStaysEmptyWhileNobodyListens() throws {
        var client = try Client(isQuiet: false)
        #expect(client.send(try client.sign(client.order())) == nil)
        client.wait(milliseconds: 3_000)
        #expect(client.engine.takeJournal().isEmpty)
        client.engine.isJournalKept = true
        client.wait(milliseconds: 3_000)
        #expect(!client.engine.takeJournal().levels.isEmpty && client.engine.takeJournal().isEmpty)
        client.wait(milliseconds: 3_000)
        client.engine.isJournalKept = false
        #expect(client.engine.takeJournal().isEmpty)
    }

    /// A transaction leaves an order in one state, however often it changed on the way; the next one in another.
    @Test func anOrderIsToldOnceATransaction() throws {
        var client = try Client()
        client.engine.isJournalKept = true
        #expect(client.send(try client.sign(client.order { $0.clientOrderIndex = try ClientOrderIndex(1) })) == nil)
        let cancel = CancelOrder(
            account: client.address.account,
            apiKey: client.address.key,
            market: try MarketIndex(0),
            order: .client(try ClientOrderIndex(1))
        )
        #expect(client.send(try client.sign(.cancelOrder(cancel))) == nil)
        client.wait(milliseconds: 50)
        let entries = client.engine.takeJournal()
        #expect(entries.orders.map(\.status) == [.open, .canceled])
        #expect(entries.transactions.count == 2 && entries.trades.isEmpty)
        let price = try #require(entries.orders.first?.price)
        #expect(entries.levels.map(\.price) == [price])
    }

    private static func levels(_ exchange: Exchange, _ places: [Int]) -> [Journal.Level: Lots] {
        var levels: [Journal.Level: Lots] = [:]
        for place in places {
            for side in Side.allCases {
                for order in exchange.markets[place].book.orders(side) {
                    levels[Journal.Level(place: place, side: side, price: order.price), default: 0] +=
                        order.remainingSize
                }
            }
        }
        return levels
    }

    private static func living(_ exchange: Exchange) -> [Order] {
        exchange.accounts.flatMap { account in
            account.openOrders.union(account.waitingOrders).compactMap { exchange.order($0, of: account.index) }
        }
    }
}
