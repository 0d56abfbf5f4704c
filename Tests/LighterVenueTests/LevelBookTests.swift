import LighterJSON
import LighterStatus
import LighterTransactions
import LighterVenue
import TestSupport
import Testing

/// Books that are kept from a stream.
@Suite struct LevelBookTests {
    private static func message(
        _ type: String,
        begin: Int64,
        nonce: Int64,
        _ book: [(String, JSON)]
    ) -> VenueStream.Message {
        let book = JSONObject([("nonce", .integer(nonce)), ("begin_nonce", .integer(begin))] + book)
        let object: JSONObject = ["type": .string(type), "channel": "order_book:0", "order_book": .object(book)]
        return VenueStream.Message(object)
    }

    private static func rows(_ levels: [(String, String)]) -> JSON {
        .array(levels.map { ["price": .string($0.0), "size": .string($0.1)] })
    }

    /// After any messages the book is what a map from price to size would be, each side sorted from its best price on.
    @Test(arguments: [1, 2, 3] as [UInt64]) func aBookIsAMapThatIsSorted(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var book = LevelBook()
        var model: [[Decimal: String]] = [[:], [:]]
        func levels(_ count: Int) -> [(String, String)] {
            (0..<count).map { _ in
                let size = Int.random(in: 0...3, using: &random)
                // The same price is written in more than one way.
                let price =
                    "\(Int.random(in: 1...40, using: &random)).\(["5", "50", "0", "00"].randomElement(using: &random) ?? "")"
                return (price, size == 0 ? "0.000" : "\(size).\(Int.random(in: 0...99, using: &random))")
            }
        }
        for number in 0..<300 as Range<Int64> {
            let isSnapshot = number == 0 || number % 97 == 0
            if isSnapshot { model = [[:], [:]] }
            let sides = [levels(isSnapshot ? 30 : 4), levels(isSnapshot ? 30 : 4)]
            for side in 0...1 {
                for (price, size) in sides[side] {
                    model[side][try Decimal(parsing: price)] = size == "0.000" ? nil : size
                }
            }
            let type = isSnapshot ? "subscribed/order_book" : "update/order_book"
            let begin = isSnapshot ? 0 : number
            let message = Self.message(
                type,
                begin: begin,
                nonce: number + 1,
                [("asks", Self.rows(sides[0])), ("bids", Self.rows(sides[1]))]
            )
            #expect(try book.take(message) == (isSnapshot ? .snapshot : .update))
            #expect(book.asks.map(\.price) == model[0].keys.sorted())
            #expect(book.bids.map(\.price) == model[1].keys.sorted(by: >))
            for (side, levels) in [book.asks, book.bids].enumerated() {
                #expect(levels.allSatisfy { model[side][$0.price] == $0.sizeText })
            }
            #expect(book.bestBid == book.bids.first && book.asks(3) == Array(book.asks.prefix(3)))
        }
    }

    /// What does not follow is told, and leaves no book behind that could be taken for one.
    @Test func whatDoesNotFollowEmptiesTheBook() throws {
        let whole: [(String, JSON)] = [("asks", Self.rows([("2", "1")])), ("bids", Self.rows([("1", "1")]))]
        let snapshot = Self.message("subscribed/order_book", begin: 0, nonce: 7, whole)
        for begin in [6, 8, 0] as [Int64] {
            var book = LevelBook()
            let early = Self.message("update/order_book", begin: 6, nonce: 7, whole)
            #expect(try book.take(early) == .ignored && book.asks.isEmpty)
            #expect(try book.take(snapshot) == .snapshot)
            let update = Self.message("update/order_book", begin: begin, nonce: 9, [("asks", .null), ("bids", .null)])
            #expect(try book.take(update) == .gap(expected: 7, found: begin))
            #expect(book.asks.isEmpty && book.bids.isEmpty && book.nonce == nil)
            // What follows on the message that was missed is no book either.
            #expect(try book.take(Self.message("update/order_book", begin: 9, nonce: 10, whole)) == .ignored)
        }
        let bad: [[(String, JSON)]] = [
            [("asks", [["price": "x", "size": "1"]])], [("bids", [["price": "1", "size": "-1"]])],
            [("bids", [["price": "0", "size": "1"]])], [("asks", [["price": "1"]])], [("asks", "none")],
        ]
        for rows in bad {
            var book = LevelBook()
            _ = try book.take(snapshot)
            let update = Self.message("update/order_book", begin: 7, nonce: 8, rows)
            let failure = #expect(throws: Failure.self) { try book.take(update) }
            #expect(failure?.code == "stream.unreadable" && failure?.exit == .protocol && book.nonce == nil)
        }
    }

    /// The venue's own names, as they are asked for and as they come back.
    @Test func channelsAreKnownByTheirNames() throws {
        for (name, told) in [
            ("order_book/0", "order_book:0"), ("account_orders/0/12", "account_orders:0"),
            ("account_orders/0/12", "account_orders:0:12"), ("account_market/3/12", "account_market/3/12"),
            ("market_stats/all", "market_stats:all"), ("height", "height"), ("rfq/7", "rfq:7"),
        ] {
            let channel = try #require(StreamChannel(named: name))
            #expect(channel.name == name)
            #expect(channel.carries(VenueStream.Message(["type": "update/x", "channel": .string(told)])), "\(name)")
            for other in ["", "order_book:1", "order_book:00", "account_orders:1", "heigh"] {
                #expect(!channel.carries(VenueStream.Message(["channel": .string(other)])), "\(name) \(other)")
            }
        }
        for name in [
            "", "/", "order_book", "order_book/", "order_book/x", "order_book/0/1", "order_book/-1", "trade/all",
            "account_all/-1", "a b/1", "order_book/255", "x\"/1",
        ] {
            #expect(StreamChannel(named: name) == nil, "\(name)")
        }
    }
}
