import LighterJSON
import LighterTransactions
import TestSupport
import Testing

@testable import LighterCommands

/// What is asked of a venue without a key: in which order, how put together, and refused where it makes no sense.
@Suite struct MarketDataTests {
    @Test func levelsThatArePutTogetherAreExactAndLookNoBetter() throws {
        let world = try CommandLineWorld()
        for (price, name) in [("2301.37", "a"), ("2301.00", "b"), ("2300.99", "c")] {
            #expect(try world.lighter(words: "submit ETH buy 0.5 --price \(price) --client-id \(name)").status == 0)
        }
        let plain = try world.lighter(words: "book ETH --depth 250").json
        for step in ["0.01", "0.03", "1.00", "250", "100000"] {
            let grouped = try world.lighter(words: "book ETH --depth 250 --group \(step)").json
            let width = try Decimal(parsing: step)
            for key in ["mid", "spread", "spread_percent"] { #expect(grouped[key] == plain[key], "\(step)") }
            for side in ["asks", "bids"] {
                let all = try #require(plain[side]?.array)
                let levels = try #require(grouped[side]?.array)
                for key in ["size", "own_size"] {
                    #expect(try sum(levels, key) == sum(all, key), "\(side) \(step)")
                }
                #expect(levels.last?["total"] == all.last?["total"])
                #expect(levels.count <= all.count && (step != "0.01" || levels == all))
                for (level, next) in zip(levels, levels.dropFirst()) { #expect(level["price"] != next["price"]) }
                for level in levels {
                    let price = try decimal(level, "price")
                    let steps = try #require(price.divided(by: width, roundedTo: 0))
                    #expect(try steps.multiplied(by: width) == price, "\(price) \(step)")
                }
                // The best level lies on the far side of the best price.
                let (best, group) = try (decimal(all[0], "price"), decimal(levels[0], "price"))
                #expect(side == "asks" ? group >= best : group <= best)
                #expect(try best.subtracting(group).magnitude < width)
            }
        }
        let dollar = try world.lighter(words: "book ETH --depth 250 --group 1").json["bids"]?.array
        let own = dollar?.filter { $0["own_size"] != "0" }.map { [$0["price"], $0["own_size"]] }
        #expect(own == [["2301", "1"], ["2300", "0.5"]])
        let page = try world.lighter(words: "book ETH --depth 250 --group 1 -o table").output
        #expect(page.contains("YOURS") && page.split(separator: "\n").contains { $0.hasPrefix("ETH  mid ") })
        for step in ["0", "-1", "0.005", "1e3", "null"] {
            #expect(
                try world.lighter("book", "ETH", "--group=\(step)").expectFailure(65)["effect"] == "none",
                "\(step)"
            )
        }
    }

    private func decimal(_ level: JSON, _ key: String) throws -> Decimal {
        try Decimal(parsing: try #require(level[key]?.string))
    }

    private func sum(_ levels: [JSON], _ key: String) throws -> Decimal {
        try levels.reduce(.zero) { try $0.adding(decimal($1, key)) }
    }

    @Test func marketsAreInTheOrderThatWasAskedFor() throws {
        let world = try CommandLineWorld()
        func symbols(_ words: String) throws -> [String] {
            try world.lighter(words: "markets -q \(words)").output.split(separator: "\n").map(String.init)
        }
        #expect(try symbols("") == symbols("--sort volume"))
        for (order, key) in [("volume", "volume_24h"), ("change", "change_24h_percent")] {
            let figures = try world.lighter("markets", "--sort", order).items("markets").map { try decimal($0, key) }
            #expect(figures == figures.sorted(by: >) && Set(figures).count > 2, "\(order)")
        }
        let byIndex = try world.lighter("markets", "--sort", "index").items("markets").map {
            $0["market_index"]?.integer ?? -1
        }
        #expect(byIndex == byIndex.sorted() && byIndex.count == Set(byIndex).count)
        #expect(try symbols("--sort symbol") == symbols("").sorted())
        #expect(
            try symbols("SOL MKR ETH") == ["SOL", "MKR", "ETH"] && symbols("SOL MKR ETH --active") == ["SOL", "ETH"]
        )
        #expect(try symbols("SOL MKR ETH --sort symbol") == ["ETH", "MKR", "SOL"])
        #expect(try !symbols("--active").contains("MKR"))
    }

    @Test func candlesAreThoseOfTheTimeThatWasAskedFor() throws {
        let world = try CommandLineWorld()
        #expect(try world.lighter(words: "submit ETH buy 1 --market").status == 0)
        for resolution in ["1m", "5m", "15m", "30m", "1h", "4h", "12h", "1d", "1w"] {
            let outcome = try world.lighter(words: "candles ETH --resolution \(resolution)")
            #expect(try outcome.text("resolution") == resolution)
            let last = try #require(try outcome.items("candles").last)
            for key in ["open", "high", "low", "close", "base_volume", "quote_volume"] {
                #expect(last[key]?.string?.isEmpty == false, "\(resolution) \(key)")
            }
            let close = try world.lighter(words: "candles ETH --resolution \(resolution) -q").output
            #expect(close == "\(last["close"]?.string ?? "")\n")
        }
        #expect(try world.lighter(words: "candles ETH --since 30d --resolution 1w").items("candles").count == 1)
        // What was never traded has no candles; that is an answer.
        #expect(try world.lighter(words: "candles MKR").items("candles").isEmpty)
        #expect(try world.lighter(words: "candles MKR -o table").output == "no MKR was traded in that time\n")
        let many = try world.lighter(words: "candles ETH --since 24h --resolution 1m").expectFailure(
            65,
            "candles.too_many"
        )
        #expect(many["hint"]?.string?.contains("--resolution 5m") == true)
        #expect(try world.lighter(words: "candles ETH --since 24h --resolution 1m --limit 500").status == 0)
        try world.lighter(words: "candles ETH --since 2099-01-01").expectFailure(65, "candles.future")
        for line in ["--since yesterday", "--limit 0", "--limit 501", "--resolution 2h", "--height 3"] {
            try world.lighter(words: "candles ETH \(line)").expectFailure(64)
        }
    }

    @Test func whatChangedIsSaidInAFewWords() {
        func report(_ fields: JSONObject, _ items: [JSONObject]? = nil) -> Report {
            Report(schema: "", fields: fields, list: items.map { ("orders", $0) }, page: .text(""), quiet: [])
        }
        let book = report(["market": "ETH", "mid": "2361.5", "spread": "0.1", "imbalance": .null])
        #expect(book.change(since: book) == nil)
        let later = report(["market": "ETH", "mid": "2360", "spread": "0.3", "imbalance": "0.5"])
        #expect(later.change(since: book) == "mid -1.5, spread +0.2")
        func order(_ index: String, _ state: String) -> JSONObject {
            ["order_index": .string(index), "state": .string(state)]
        }
        let orders = report([:], [order("1", "A"), order("2", "A"), order("3", "A")])
        let others = report([:], [order("2", "B"), order("3", "A"), order("4", "A"), order("5", "A")])
        #expect(others.change(since: orders) == "2 new, 1 gone, 1 changed" && orders.change(since: orders) == nil)
    }
}
