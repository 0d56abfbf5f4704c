import Foundation
import LighterJSON
import LighterStatus
import LighterTransactions
import Synchronization
import Testing

@testable import LighterVenue

@Suite struct MarketTests {
    private static let rows: [(index: Int, symbol: String, kind: String, status: String)] = [
        (0, "ETH", "perp", "active"), (1, "BTC", "perp", "active"), (2, "SOL", "perp", "active"),
        (2048, "ETH/USDC", "spot", "active"), (2049, "LIT/USDC", "spot", "active"), (7, "1000PEPE", "perp", "active"),
        (8, "OLD", "perp", "inactive"), (9, "OLD", "perp", "active"), (10, "TWIN", "perp", "active"),
        (11, "TWIN", "perp", "active"), (12, "kPEPE", "perp", "active"), (13, "KPEPE", "perp", "active"),
        (14, "42", "perp", "active"), (42, "FORTYTWO", "perp", "active"), (15, "GONE", "perp", "inactive"),
    ]

    private func directory(fetchedAt: Int64 = 1_000_000) throws -> MarketDirectory {
        let rows = Self.rows.map { row in
            #"{"symbol":"\#(row.symbol)","market_id":\#(row.index),"market_type":"\#(row.kind)","status":"\#(row.status)","supported_size_decimals":4,"supported_price_decimals":2}"#
        }
        let reader = try JSONReader(JSON.decode(#"{"a":[\#(rows.joined(separator: ","))]}"#))
        return MarketDirectory(markets: try Market.list(reader, ["a"]), fetchedAt: try Timestamp(fetchedAt))
    }

    private static let words: [(word: String, index: Int64)] = [
        ("ETH", 0), ("eth", 0), ("eTh", 0), ("ETH/USDC", 2048), ("eth/usdc", 2048), ("0", 0), ("2048", 2048),
        ("007", 7),
        ("1000pepe", 7), ("OLD", 9), ("8", 8), ("10", 10), ("kPEPE", 12), ("KPEPE", 13), ("42", 14), ("GONE", 15),
    ]
    private static let strangers: [(word: String, hints: [String])] = [
        ("LIT", ["LIT/USDC"]), ("ETHH", ["ETH"]), ("BCT", ["BTC"]), ("SOLANA", []),
        ("PEPE", ["1000PEPE", "KPEPE", "kPEPE"]),
        ("USDC", ["ETH/USDC", "LIT/USDC"]), ("ETH-USDC", ["ETH", "ETH/USDC"]), ("ethusdc", ["ETH", "ETH/USDC"]),
        ("ETH-PERP", ["ETH"]),
        ("BTCUSDT", ["BTC"]), ("eth_usd", ["ETH"]), ("ETH/USD", ["ETH"]), ("SOLPERP", ["SOL"]), ("GON", []), ("", []),
        ("9999", []),
        ("99999999999999999999", []), ("-1", []), ("255", []), ("\u{1B}[31m\u{7}", []), ("BT", ["BTC"]),
    ]

    @Test func aWordNamesOneMarketOrNone() throws {
        let directory = try directory()
        for (word, index) in Self.words { #expect(try directory.market(word).index.value == index, "\(word)") }
        for (word, hints) in Self.strangers {
            let failure = #expect(throws: Failure.self, "\(word)") { try directory.market(word) }
            #expect(failure?.exit == .notFound && failure?.code == "market.not_found")
            #expect(directory.symbols(near: word).sorted() == hints.sorted(), "\(word)")
            #expect(hints.allSatisfy { failure?.message.contains($0) == true })
            #expect(failure?.message.contains("\u{1B}") == false)
        }
        for word in ["TWIN", "kpepe"] {
            #expect { try directory.market(word) } throws: { ($0 as? Failure)?.code == "market.ambiguous" }
        }
        let long = String(repeating: "A", count: 100_000)
        #expect(throws: Failure.self) { try directory.market(long) }
    }

    private func temporaryDirectory() throws -> String {
        let path = NSTemporaryDirectory() + "lighter-markets-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    @Test func aCachedListIsAsGoodAsItIsFresh() throws {
        let home = try temporaryDirectory()
        defer { try? FileManager.default.removeItem(atPath: home) }
        let reader = try JSONReader(
            JSON.decode(
                Fixture.text(
                    "http_order_book_details.json",
                    #""force_reduce_only": false,"#,
                    #""force_reduce_only": true, "trading_hours": "weekdays","#
                ).replacing(#""trading_hours": "","#, with: "").replacing(
                    "\"strategy_index\": 2",
                    with: "\"is_frozen\": true"
                )
            )
        )
        let ether = try Market.list(reader, ["order_book_details"])
        #expect(ether.first?.isReduceOnly == true && ether.first?.isFrozen == true)
        let list = MarketDirectory(
            markets: ether + (try directory().markets.dropFirst()),
            fetchedAt: try Timestamp(1_000_000)
        )
        let base = try BaseURL("https://venue.example:8443/v")
        let cache = MarketCache(directory: home + "/a/b", baseURL: base)
        #expect(try cache.load(at: Timestamp(1_000_000)) == nil)
        try cache.store(list)

        let loaded = try #require(try cache.load(at: Timestamp(1_299_999)))
        #expect(loaded.fetchedAt == list.fetchedAt && loaded.markets.count == list.markets.count)
        for (market, original) in zip(loaded.markets, list.markets) {
            // All that lasts is kept; prices are not, so that none is taken for a fresh one.
            #expect(market.statistics == nil && market.json == original.json)
            #expect(market.precision == original.precision && market.margin == original.margin)
            #expect(market.isReduceOnly == original.isReduceOnly && market.isFrozen == original.isFrozen)
            #expect(market.tradingHours == original.tradingHours)
        }
        #expect(try loaded.age(at: Timestamp(1_000_500)) == .milliseconds(500))

        #expect(try cache.load(at: Timestamp(1_300_000)) == nil, "stale")
        #expect(try cache.load(at: Timestamp(999_999)) == nil, "from the future")
        #expect(
            try MarketCache(directory: home + "/a/b", baseURL: base, lifetime: .zero).load(at: Timestamp(1_000_000))
                == nil
        )
        let other = MarketCache(directory: home + "/a/b", baseURL: try BaseURL("https://venue.example:8443/w"))
        #expect(other.path != cache.path)
        try FileManager.default.copyItem(atPath: cache.path, toPath: other.path)
        #expect(try other.load(at: Timestamp(1_000_000)) == nil, "of another venue")
        #expect(try FileManager.default.contentsOfDirectory(atPath: home + "/a/b").count == 2, "nothing is left over")

        let good = try String(contentsOfFile: cache.path, encoding: .utf8)
        let damaged: [String] = [
            "", "{}", "[]", String(good.dropLast(20)), good.replacing(#""format":2"#, with: #""format":3"#),
            good.replacing(#""supported_price_decimals":2"#, with: #""supported_price_decimals":99"#),
            good.replacing(#""fetched_at":1000000"#, with: #""fetched_at":-1"#), good + good,
        ]
        for text in damaged {
            try text.write(toFile: cache.path, atomically: true, encoding: .utf8)
            #expect(try cache.load(at: Timestamp(1_000_001)) == nil, "\(text.prefix(60))")
        }
        try FileManager.default.removeItem(atPath: cache.path)
        try FileManager.default.createDirectory(atPath: cache.path, withIntermediateDirectories: false)
        #expect(try cache.load(at: Timestamp(1_000_001)) == nil)
        #expect(throws: MarketCacheError.self) { try cache.store(list) }
        let impossible = MarketCache(directory: "/proc/nowhere", baseURL: base)
        #expect(throws: MarketCacheError.self) { try impossible.store(list) }
    }

    @Test func oneMarketIsReadFromTheCacheWithoutTheOthers() throws {
        let home = try temporaryDirectory()
        defer { try? FileManager.default.removeItem(atPath: home) }
        let (directory, now) = (try directory(), try Timestamp(1_000_001))
        let cache = MarketCache(directory: home, baseURL: try BaseURL("https://venue.example"))
        #expect(cache.market("ETH", at: now) == nil)
        try cache.store(directory)
        for (word, index) in Self.words {
            // Several go by the same word, or it is an index: the whole list tells.
            let isLeft = ["0", "2048", "007", "OLD", "8", "10"].contains(word)
            #expect(cache.market(word, at: now)?.index.value == (isLeft ? nil : index), "\(word)")
        }
        for word in Self.strangers.map(\.word) + ["TWIN", "kpepe"] { #expect(cache.market(word, at: now) == nil) }
        for market in directory.markets { #expect(cache.market(market.index, at: now)?.json == market.json) }
        #expect(try cache.market(MarketIndex(77), at: now) == nil)
        #expect(try cache.market("ETH", at: Timestamp(1_300_000)) == nil, "stale")

        let good = try String(contentsOfFile: cache.path, encoding: .utf8)
        let damaged = [
            String(good.dropLast(1)), good + "\n", good.replacing(#""symbol":"BTC""#, with: #""symbol":"B\u0054C""#),
            good.replacing(#""symbol":"BTC","#, with: ""), good.replacing(#""market_id":1,"#, with: ""),
            good.replacing(#""format":2"#, with: #""format":1"#),
        ]
        for text in damaged {
            try text.write(toFile: cache.path, atomically: true, encoding: .utf8)
            #expect(cache.market("ETH", at: now) == nil, "\(text.prefix(60))")
        }
    }

    @Test func theVenueIsAskedWhenTheCacheCannotAnswer() throws {
        let home = try temporaryDirectory()
        defer { try? FileManager.default.removeItem(atPath: home) }
        let decimals = Mutex(2)
        let body = try Fixture.text("http_order_book_details.json")
        let server = try LoopbackServer { _, _ in
            let digits = decimals.withLock { $0 }
            return .answer(body: Array(body.replacing("price_decimals\": 2", with: "price_decimals\": \(digits)").utf8))
        }
        defer { server.stop() }
        let base = try BaseURL(server.url)
        let venue = Venue(baseURL: base, version: "1")
        let cache = MarketCache(directory: home, baseURL: base)
        func priceDecimals(at now: Int64, isRefreshed: Bool = false) throws -> Int? {
            let now = try Timestamp(now)
            return try venue.marketDirectory(cache: cache, at: now, isRefreshed: isRefreshed).markets.first?.precision
                .priceDecimals
        }
        #expect(try priceDecimals(at: 1000) == 2)
        decimals.withLock { $0 = 3 }
        #expect(try priceDecimals(at: 2000) == 2 && server.requests.count == 1)
        #expect(try priceDecimals(at: 3000, isRefreshed: true) == 3 && server.requests.count == 2)
        #expect(try priceDecimals(at: 4000) == 3 && server.requests.count == 2)
        decimals.withLock { $0 = 4 }
        #expect(try priceDecimals(at: 303_000) == 4 && server.requests.count == 3)

        var problems: [MarketCacheError] = []
        let nowhere = MarketCache(directory: "/proc/nowhere", baseURL: base)
        let list = try venue.marketDirectory(cache: nowhere, at: Timestamp(1)) { problems.append($0) }
        #expect(list.markets.count == 1 && problems.count == 1)
    }
}
