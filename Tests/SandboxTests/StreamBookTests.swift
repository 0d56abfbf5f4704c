import LighterJSON
import LighterSandbox
import LighterSigning
import LighterTransactions
import TestSupport
import Testing

@Suite struct StreamBookTests {
    /// Whoever keeps the book from the stream has the venue's book at every quiet moment, and never sees a gap.
    @Test(arguments: [11, 12] as [UInt64])
    func snapshotAndDeltasGiveTheBook(seed: UInt64) throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let stream = try StreamClient(port: client.server.port)
        var book = StreamBook()
        try stream.subscribe("order_book/0")
        try book.take(try stream.message("subscribed/order_book"))
        var flow = RandomOrders(seed: seed)
        var nonce = try client.nextNonce()
        for _ in 0..<25 {
            for _ in 0..<8 {
                let signed = try client.sign(try flow.next(client), nonce: nonce)
                if try client.send(signed).code == 200 { nonce += 1 }
            }
            try Self.catchUp(&book, stream, client)
        }
        #expect(book.updates > 20)
    }

    /// Who comes later starts from what the others have come to.
    @Test func aSecondClientBeginsWhereTheFirstIs() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let first = try StreamClient(port: client.server.port)
        var (one, other) = (StreamBook(), StreamBook())
        try first.subscribe("order_book/0")
        try one.take(try first.message("subscribed/order_book"))
        for index in 1...5 as ClosedRange<Int64> {
            _ = try client.send(client.sign(client.order(index, .buy, 1_000 * index, at: 220_000 + index)))
        }
        #expect(try client.awaitOrder(5, ["open"])?["status"] == "open")
        let second = try StreamClient(port: client.server.port)
        try second.subscribe("order_book/0")
        try other.take(try second.message("subscribed/order_book"))
        _ = try client.send(client.sign(client.order(6, .sell, 1_000, at: 250_000)))
        #expect(try client.awaitOrder(6, ["open"])?["status"] == "open")
        try Self.catchUp(&one, first, client)
        try Self.catchUp(&other, second, client)
        #expect(one.asks == other.asks && one.bids == other.bids && one.nonce == other.nonce)

        // One that comes back finds the book as it is then.
        try second.say(["type": "unsubscribe", "channel": "order_book/0"])
        #expect(try second.message("unsubscribed")["channel"] == "order_book:0")
        _ = try client.send(client.sign(client.order(7, .sell, 2_000, at: 250_001)))
        #expect(try client.awaitOrder(7, ["open"])?["status"] == "open")
        try second.subscribe("order_book/0")
        try other.take(try second.message("subscribed/order_book"))
        #expect(other.asks["2500.01"] == "0.2000")
        let third = try StreamClient(port: client.server.port)
        var fresh = StreamBook()
        try third.subscribe("order_book/0")
        try fresh.take(try third.message("subscribed/order_book"))
        #expect(fresh.asks == other.asks && fresh.bids == other.bids)
    }

    /// Nothing is said of a book that stands still.
    @Test func nothingIsSaidWhileNothingChanges() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let stream = try StreamClient(port: client.server.port)
        try stream.subscribe("order_book/1")
        _ = try stream.message("subscribed/order_book")
        for index in 1...3 as ClosedRange<Int64> {
            _ = try client.send(client.sign(client.order(index, .buy, 1_000, at: 220_000)))
        }
        #expect(try client.awaitOrder(3, ["open"])?["status"] == "open")
        // The other market's changes are told by then.
        try stream.subscribe("height")
        for _ in 0..<2 { _ = try stream.message("update/height") }
        #expect(!stream.skipped.contains { $0["type"]?.string == "update/order_book" })
    }

    /// Of a closed market nothing is heard until it opens.
    @Test func aClosedMarketIsSilent() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let stream = try StreamClient(port: client.server.port)
        try stream.subscribe("order_book/28")
        try stream.say(["type": "ping"])
        _ = try stream.message("pong")
        #expect(stream.skipped.isEmpty)
        _ = try client.post("/sandbox/market", [("market_id", "28"), ("status", "active")])
        #expect(try stream.message("subscribed/order_book")["channel"] == "order_book:28")
        try stream.say(["type": "unsubscribe", "channel": "order_book/28"])
        _ = try stream.message("unsubscribed")
    }

    /// Reads on until the kept book is the venue's.
    private static func catchUp(_ book: inout StreamBook, _ stream: StreamClient, _ client: SandboxClient) throws {
        for _ in 0..<200 {
            let venue = try StreamBook.overHTTP(client)
            if book.asks == venue.asks, book.bids == venue.bids { return }
            guard let message = try stream.next() else { break }
            try book.take(message)
        }
        let venue = try StreamBook.overHTTP(client)
        #expect(book.asks == venue.asks && book.bids == venue.bids)
    }
}

/// Orders of all sorts around the house's prices, from a seed.
struct RandomOrders {
    private var random: SeededGenerator
    private var index: Int64 = 0

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func next(_ client: SandboxClient) throws -> TransactionBody {
        let identity = client.server.identity
        let old = OrderReference.client(try ClientOrderIndex(Int64.random(in: 1...max(1, index), using: &random)))
        let side: Side = Bool.random(using: &random) ? .buy : .sell
        let size = Int64.random(in: 100...4_000, using: &random)
        // The house is at 2361 and within one per cent of it.
        let price = Int64.random(in: 235_900...236_300, using: &random)
        switch Int.random(in: 0...9, using: &random) {
        case 0...1:
            return .cancelOrder(
                CancelOrder(
                    account: identity.accountIndex,
                    apiKey: identity.apiKeyIndex,
                    market: try MarketIndex(0),
                    order: old
                )
            )
        case 2:
            return .modifyOrder(
                ModifyOrder(
                    account: identity.accountIndex,
                    apiKey: identity.apiKeyIndex,
                    market: try MarketIndex(0),
                    order: old,
                    size: try Size(size),
                    price: try Price(price)
                )
            )
        case 3:
            index += 1
            return try client.order(index, side, size, at: side == .buy ? 240_000 : 232_000, type: .market)
        default:
            index += 1
            return try client.order(index, side, size, at: price)
        }
    }
}
