import Foundation
import LighterJSON
import Synchronization
import TestSupport
import Testing

/// The streams as they reach a pipeline: whole books, told gaps, new connections.
@Suite struct WatchTests {
    /// The port of a sandbox.
    private static func port(_ world: CommandLineWorld) throws -> UInt16 {
        try UInt16(#require(URL(string: world.url)?.port))
    }

    /// The lines that a running watch has written whole.
    private static func lines(_ watch: ChildProcess) throws -> [JSON] {
        let text = watch.output
        let whole = text[..<(text.lastIndex(of: "\n") ?? text.startIndex)]
        return try whole.split(separator: "\n").map { try JSON.decode(String($0)) }
    }

    /// Waits for a line that is wanted.
    @discardableResult
    private static func wait(_ watch: ChildProcess, _ isWanted: ([JSON]) throws -> Bool) throws -> [JSON] {
        let deadline = Date(timeIntervalSinceNow: ChildProcess.patience)
        while Date() < deadline {
            let lines = try lines(watch)
            if try isWanted(lines) { return lines }
            usleep(20_000)
        }
        Issue.record("it was not told: \(watch.output.suffix(500)) \(watch.errors)")
        return []
    }

    private static func levels(_ rows: JSON?) -> [String: String] {
        var levels: [String: String] = [:]
        for row in rows?.array ?? [] { levels[row["price"]?.string ?? ""] = row["size"]?.string ?? "" }
        return levels
    }

    /// A level's numbers, however they are padded.
    private static func numbers(_ levels: [String: String]) -> [String: String] {
        func plain(_ text: String) -> String {
            guard text.contains(".") else { return text }
            return String(text.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed())
        }
        return Dictionary(uniqueKeysWithValues: levels.map { (plain($0.key), plain($0.value)) })
    }

    /// Orders around the house's prices: some rest, some take, some are cancelled with the next batch.
    private static func orders(_ count: Int, _ random: inout SeededGenerator) -> String {
        (0..<count).map { _ in
            let side = Bool.random(using: &random) ? "buy" : "sell"
            let price = Int.random(in: 2_340...2_380, using: &random)
            let size = Int.random(in: 50...500, using: &random)
            return #"{"market":"ETH","side":"\#(side)","size":"0.0\#(size)","price":"\#(price)"}"# + "\n"
        }.joined()
    }

    /// Whoever reads the lines has the venue's book in the end, whatever got lost on the way, and never had another one than
    /// the venue once had: each line's book is the last one's with what its message changes.
    @Test(arguments: [1, 2] as [UInt64]) func theBookIsTheVenuesWhateverGetsLost(seed: UInt64) throws {
        let world = try CommandLineWorld(seed: seed)
        let losses = Mutex((count: 0, isLossy: true))
        let relay = try StreamRelay(to: Self.port(world)) { message in
            guard message.contains("update/order_book") else { return .passed }
            return losses.withLock { losses in
                losses.count += 1
                guard losses.isLossy else { return .passed }
                return losses.count % 11 == 10 ? .cut : losses.count % 5 == 3 ? .lost : .passed
            }
        }
        defer { relay.stop() }
        try world.writeProfile("lossy", streamURL: relay.url)
        let watch = try world.start(["watch", "book:ETH", "--depth", "100000", "-p", "lossy"])
        try Self.wait(watch) { !$0.isEmpty }
        var random = SeededGenerator(seed: seed)
        for round in 0..<40 {
            #expect(try world.lighter("submit", "-", input: Self.orders(3, &random)).status == 0)
            if round % 10 == 9 { #expect(try world.lighter(words: "cancel --all -y").status == 0) }
        }
        // A message that is lost is missed when another one comes.
        losses.withLock { $0.isLossy = false }
        #expect(try world.lighter("submit", "-", input: Self.orders(3, &random)).status == 0)
        let book = try world.lighter("book", "ETH", "--depth", "250").json
        let lines = try Self.wait(watch) { lines in
            guard let last = lines.last else { return false }
            return ["asks", "bids"].allSatisfy { side in
                Self.numbers(Self.levels(last[side])) == Self.numbers(Self.levels(book[side]))
            }
        }
        watch.interrupt()
        let outcome = watch.wait()
        #expect(outcome.status == 130)
        #expect(
            relay.connections > 1 && lines.contains { $0["type"] == "gap" },
            "nothing got lost in \(lines.count) lines"
        )

        var held: [String: [String: String]]?
        var nonce: Int64?
        for line in lines {
            switch line["type"]?.string {
            case "snapshot": held = ["asks": [:], "bids": [:]]
            case "update": #expect(line["data"]?["order_book"]?["begin_nonce"]?.integer == nonce)
            default:
                (held, nonce) = (nil, nil)
                continue
            }
            nonce = line["data"]?["order_book"]?["nonce"]?.integer
            for side in ["asks", "bids"] {
                for (price, size) in Self.levels(line["data"]?["order_book"]?[side]) {
                    held?[side]?[price] = size.allSatisfy { "0.".contains($0) } ? nil : size
                }
                #expect(held?[side] == Self.levels(line[side]))
            }
        }
    }

    @Test func theVenueGoesAndComesBackAsAnother() throws {
        let world = try CommandLineWorld()
        let other = try CommandLineWorld(seed: 8)
        let relay = try StreamRelay(to: Self.port(world))
        defer { relay.stop() }
        try world.writeProfile("relay", streamURL: relay.url)
        #expect(try world.lighter(words: "submit ETH buy 0.1 --market").status == 0)
        let watch = try world.start(["watch", "book:ETH", "trades:ETH", "-p", "relay"])
        try Self.wait(watch) { $0.count == 2 }
        relay.close()
        try Self.wait(watch) { $0.count { $0["type"] == "disconnected" } > 1 }
        relay.open(to: try Self.port(other))
        let lines = try Self.wait(watch) { lines in
            let after = lines.drop { $0["type"] != "reconnected" }
            return Set(after.compactMap { $0["channel"]?.string }) == ["book", "trades"]
        }
        #expect(lines.first { $0["type"] == "disconnected" }?["code"]?.string?.hasPrefix("stream.") == true)
        let books = lines.filter { $0["channel"] == "book" }
        #expect(books.allSatisfy { $0["type"] == "snapshot" } && books.count == 2)
        watch.interrupt(SIGTERM)
        let outcome = watch.wait()
        #expect(outcome.status == 130)
        // A notice for each, and no error: whoever stops a watch knows it.
        #expect(outcome.errors.contains("connected again") && !outcome.errors.contains("lighter.error"))
    }

    /// Every word of the contract is a channel, and each begins with how things are.
    @Test func everyChannelIsTold() throws {
        let world = try CommandLineWorld()
        try world.writeProfile("stream", streamURL: #require(world.account["stream_url"]?.string))
        #expect(try world.lighter(words: "submit ETH buy 0.1 --market").status == 0)
        #expect(try world.lighter(words: "submit ETH buy 0.1 --price 2000 --client-id 7").status == 0)
        let account = "\(world.account["account_index"]?.integer ?? 0)"
        let channels = [
            "book:eth", "ticker:BTC", "trades:ETH", "stats:ETH", "stats:ETH/USDC", "stats", "spot-stats",
            "candles:ETH:1m", "mark-candles:ETH:1h", "height", "account", "orders", "orders:ETH", "fills", "positions",
            "balances", "transactions", "notifications", "account_all/\(account)", "account_market/0/\(account)",
            "order_book/1",
        ]
        let watch = try world.start(["watch", "-p", "stream"] + channels)
        let names = Set([
            "order_book:0", "ticker:1", "trade:0", "market_stats:0", "spot_market_stats:2048", "market_stats:all",
            "spot_market_stats:all", "candle:0:1m", "mark_price_candle:0:1h", "height", "user_stats:\(account)",
            "account_all_orders:\(account)", "account_orders:0:\(account)", "account_all_trades:\(account)",
            "account_all_positions:\(account)", "account_all_assets:\(account)", "account_tx:\(account)",
            "notification:\(account)", "account_all:\(account)", "account_market/0/\(account)", "order_book:1",
        ])
        var lines = try Self.wait(watch) { lines in
            Set(lines.filter { $0["type"] == "snapshot" }.compactMap { $0["data"]?["channel"]?.string }) == names
        }
        #expect(try world.lighter(words: "submit ETH sell 0.04 --market").status == 0)
        #expect(try world.lighter(words: "cancel 7").status == 0)
        lines = try Self.wait(watch) { lines in
            lines.contains { $0["orders"]?.array?.contains { $0["state"] == "CANCELED" } == true }
                && lines.contains { $0["type"] == "update" && $0["channel"] == "fills" }
        }
        watch.interrupt()
        #expect(watch.wait().status == 130)
        for line in lines {
            #expect(line["schema"] == "lighter.watch/1" && line["received_at"]?.integer != nil)
            #expect(
                line["data"]?["type"]?.string?.hasSuffix(
                    line["type"] == "update" ? "" : "\(line["type"]?.string ?? "")"
                ) != nil
            )
        }
        // As the commands have them that list the same.
        let fill = lines.last { $0["channel"] == "fills" }?["fills"]?.array?.first
        #expect(try fill == world.lighter("fills", "--limit", "1").items("fills").first)
        let position = lines.last { $0["channel"] == "positions" }?["positions"]?.array?.first
        #expect(position?["size"] == "0.06" && position?["side"] == "long")
        let order = lines.first { $0["channel"] == "orders" && $0["market"] == "ETH" }?["orders"]?.array?.first
        #expect(order?["client_order_index"] == "7" && order?["state"] == "ACCEPTED")
        let statistics = lines.first { $0["channel"] == "stats" }?["stats"]?.array?.first
        #expect(statistics?["mark_price"]?.string != nil && statistics?["daily_price_low"]?.string != nil)

        // Lines to read, and bare values.
        let table = try world.lighter(words: "watch book:ETH trades:ETH orders positions -p stream -o table --count 4")
        #expect(table.status == 0 && table.errors.isEmpty && !table.output.contains("{"))
        #expect(table.output.contains("mid ") && table.output.contains("sell 0.04 at "))
        let book = try world.lighter("book", "ETH")
        #expect(
            try world.lighter(words: "watch book:ETH -p stream -q --count 1").output
                == book.text("mid").map { $0 + "\n" }
        )
        #expect(try world.lighter(words: "watch fills -p stream -q --count 1").output.split(separator: "\n").count == 2)
        let span = try world.lighter(words: "watch height -p stream --for 300ms")
        #expect(span.status == 0 && span.errors.isEmpty && !span.output.isEmpty)
    }

    @Test func whatCannotBeWatchedIsSaidWithItsCode() throws {
        let world = try CommandLineWorld()
        try world.writeProfile("stream", streamURL: #require(world.account["stream_url"]?.string))
        let account = world.account["account_index"]?.integer ?? 0
        let failures: [(String, Int32, String)] = [
            ("bok:ETH", 64, "usage.invalid"), ("book", 64, "usage.invalid"), ("fills:ETH", 64, "usage.invalid"),
            ("candles:ETH:7m", 64, "usage.invalid"), ("order_book/x", 64, "usage.invalid"),
            ("book:ETH -o csv", 64, "usage.invalid"), ("book:EHT", 66, "market.not_found"),
            ("live_points", 64, "usage.invalid"), ("rfq/1", 66, "venue.stream_invalid_channel"),
            ("order_book/4000", 66, "venue.stream_invalid_channel"),
            ("account_tx/\(account + 1)", 77, "venue.token_missing"),
        ]
        for (line, exit, code) in failures {
            try world.lighter(words: "watch \(line) -p stream").expectFailure(exit, code)
        }
        // The profile `test` has a stream nobody serves.
        try world.lighter(words: "watch book:ETH").expectFailure(69, "stream.connect")
        for (status, exit) in [(403, Int32(77)), (404, 76), (429, 75), (503, 69)] {
            let venue = try StandInVenue { _ in .answer(status, "no") }
            defer { venue.stop() }
            try world.writeProfile("refused", streamURL: venue.url.replacing("http:", with: "ws:") + "/stream")
            try world.lighter(words: "watch book:ETH -p refused").expectFailure(exit)
        }
        let silent = try StandInVenue { _ in .silence }
        defer { silent.stop() }
        try world.writeProfile("silent", streamURL: silent.url.replacing("http:", with: "ws:") + "/stream")
        try world.lighter(words: "watch book:ETH -p silent --timeout 300ms").expectFailure(69, "stream.timeout")

        // The key is read for one's own account alone, and has to be the account's.
        let stream = try #require(world.account["stream_url"]?.string)
        try world.writeProfile("stranger", streamURL: stream, "")
        try world.write("config/test.key", Vectors().privateKey)
        try world.lighter(words: "watch orders -p stranger").expectFailure(77)
        try FileManager.default.removeItem(atPath: world.directory + "/config/test.key")
        #expect(try world.lighter(words: "watch book:ETH -p stream --count 1").status == 0)
        #expect(try world.lighter(words: "watch orders -p stream").status != 0)
    }

    /// A reader that goes away ends a watch, even one of a channel on which nothing happens.
    @Test func aReaderThatGoesAway() throws {
        let world = try CommandLineWorld()
        try world.writeProfile("stream", streamURL: #require(world.account["stream_url"]?.string))
        for channel in ["orders", "height"] {
            let piped = try world.shell("lighter watch \(channel) -p stream | head -n 1; echo ${PIPESTATUS[0]}")
            #expect(piped.output.split(separator: "\n").last == "141" && piped.errors.isEmpty, "\(piped.errors)")
        }
        let full = try world.shell("lighter watch height -p stream > /dev/full")
        #expect(full.status == 73)
    }
}
