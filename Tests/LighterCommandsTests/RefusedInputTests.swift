import LighterJSON
import Testing

/// What is wrong by itself is refused with its own exit code, and nothing leaves.
@Suite struct RefusedInputTests {
    private struct Refusal {
        let arguments: [String]
        let exit: Int32
        let code: String

        init(_ line: String, _ exit: Int32, _ code: String) {
            arguments = line.split(separator: " ").map(String.init)
            self.exit = exit
            self.code = code
        }
    }

    /// What a broken pipeline leaves where a number should be, and numbers in notations that are not ours.
    private static let brokenNumbers: [String] = [
        "null", "NaN", "Infinity", "", "1e3", "0x10", "1,5", "1_0", " 1", "٣", "1.", ".5",
    ]

    private static let refusals: [Refusal] = [
        Refusal("submit ETH buy 0 --price 2000", 65, "order.size_out_of_range"),
        Refusal("submit ETH buy 0.1 --price 0", 65, "order.price_out_of_range"),
        Refusal("submit ETH buy 0.1 --price 99999999999999999999999999999", 65, "input.not_a_number"),
        Refusal("submit ETH buy 9999999999999999 --price 1", 65, "order.size_out_of_range"),
        Refusal("submit ETH buy 0.00015 --price 2000", 65, "order.off_lot"),
        Refusal("submit ETH buy 0.1 --price 2000.001", 65, "order.off_tick"),
        Refusal("submit ETH buy 0.0049 --price 9000", 65, "order.too_small"),
        Refusal("submit ETH buy 0.005 --price 1999.99", 65, "order.too_small"),
        Refusal("submit ETH buy 0.1 --price 2000 --expires 4m", 65, "order.expiry"),
        Refusal("submit ETH buy 0.1 --price 2000 --expires 31d", 65, "order.expiry"),
        Refusal("submit ETH buy 0.1 --price 2000 --tif ioc --expires 1h", 65, "order.expiry"),
        Refusal("submit ETH buy 0.1 --market --tif gtt", 65, "order.time_in_force"),
        Refusal("submit ETH/USDC sell 0.1 --price 2000 --reduce-only", 65, "order.reduce_only_on_spot"),
        Refusal("submit MKR buy 0.1 --price 1700", 65, "market.not_active"),
        Refusal("submit ETH buy 0.1 --price 2000 --client-id 0", 65, "order.malformed_id"),
        Refusal("submit ETH buy 0.1 --price 2000 --client-id 281474976710656", 65, "order.malformed_id"),
        Refusal("cancel 1152921504606846976", 65, "order.malformed_id"),
        Refusal("tx 0x1234", 65, "tx.malformed_hash"),
        Refusal("submit EHT buy 0.1 --price 2000", 66, "market.not_found"),
        Refusal("book NOPE", 66, "market.not_found"),
        Refusal("orders --market NOPE", 66, "market.not_found"),
        Refusal("orders -p nowhere", 66, "profile.not_found"),
        Refusal("sign --file nowhere.ndjson", 66, "input.unreadable"),
        Refusal("submit ETH buy 0.1 --price 2000 --bogus", 64, "usage.invalid"),
        Refusal("submit ETH hold 0.1 --price 2000", 64, "usage.invalid"),
        Refusal("submit ETH buy -1 --price 2000", 64, "usage.invalid"),
        Refusal("submit ETH buy 0.1", 64, "usage.invalid"),
        Refusal("submit ETH buy 0.1 --price 2000 --slippage 1%", 64, "usage.invalid"),
        Refusal("submit ETH buy 0.1 --market --slippage 1", 64, "usage.invalid"),
        Refusal("cancel", 64, "usage.invalid"),
        Refusal("cancel 5 --all -y", 64, "usage.invalid"),
        Refusal("orders --limit 101", 64, "usage.invalid"),
        Refusal("book ETH --depth 0", 64, "usage.invalid"),
        Refusal("orders --timeout 10", 64, "usage.invalid"),
        Refusal("-o yaml orders", 64, "usage.invalid"),
        Refusal("frobnicate", 64, "usage.invalid"),
    ]

    @Test func nothingIsSentOfWhatIsRefused() throws {
        let sandbox = try CommandLineWorld()
        let venue = try StandInVenue(before: sandbox.url) { _ in .passOn }
        defer { venue.stop() }
        try sandbox.writeProfile(url: venue.url)
        for number in Self.brokenNumbers {
            try sandbox.lighter("submit", "ETH", "buy", number, "--price", "2000")
                .expectFailure(65, "input.not_a_number")
            let failure = try sandbox.lighter("submit", "ETH", "sell", "0.1", "--price", number)
                .expectFailure(65, "input.not_a_number")
            #expect(failure["effect"] == "none")
        }
        for refusal in Self.refusals {
            try sandbox.start(refusal.arguments).wait().expectFailure(refusal.exit, refusal.code)
        }
        #expect(venue.requests("sendTx").isEmpty)
        #expect(try sandbox.lighter("orders").items("orders").isEmpty)

        // Off the tick: the two nearest prices are named, and each is taken, and so is the rounded one.
        let offTick = try sandbox.lighter(words: "submit ETH buy 0.1 --price 2000.013")
        let hint = try offTick.expectFailure(65, "order.off_tick")["hint"]?.string ?? ""
        for (price, rounding) in [("2000.01", "down"), ("2000.02", "up"), ("2000.01", "nearest")] {
            #expect(hint.contains(price))
            let line = "submit ETH buy 0.1 --price 2000.013 --round \(rounding) --dry-run"
            #expect(try sandbox.lighter(words: line).text("price") == price)
        }
        let near = try sandbox.lighter(words: "book EHT").expectFailure(66)
        #expect(near["message"]?.string?.contains("ETH") == true)
    }

    @Test func aDryRunDoesAllButSend() throws {
        let sandbox = try CommandLineWorld()
        let venue = try StandInVenue(before: sandbox.url) { _ in .passOn }
        defer { venue.stop() }
        try sandbox.writeProfile(url: venue.url)
        let line = "submit ETH sell 0.25 --price 3000.5 --client-id 9 --tif post-only --expires 1h"
        let dry = try sandbox.lighter(words: "--dry-run " + line).json
        #expect(dry["dry_run"] == true && dry["schema"] == "lighter.submit/1")
        #expect(dry["notional"] == "750.125" && dry["tx_hash"]?.string?.count == 80)
        let wire = try #require(dry["wire"])
        let expected: [(String, JSON)] = [
            ("AccountIndex", 100_001), ("ApiKeyIndex", 4), ("MarketIndex", 0), ("ClientOrderIndex", 9),
            ("BaseAmount", 2500), ("Price", 300_050), ("IsAsk", 1), ("Type", 0), ("TimeInForce", 2), ("ReduceOnly", 0),
        ]
        for (field, value) in expected { #expect(wire[field] == value, "\(field)") }
        #expect(wire["OrderExpiry"] == dry["expires_at"])
        #expect(dry["not_checked"]?.array?.contains("margin") == true)
        #expect(wire["Sig"] == nil)

        // The hash is the one that the very fields have, signed by whomever.
        var unsigned: JSONObject = ["chain_id": 300, "tx_type": 14]
        var fields = try #require(wire.object)
        if fields["L2TxAttributes"] == .null { fields["L2TxAttributes"] = nil }
        unsigned["tx_info"] = .object(fields)
        let signed = try sandbox.lighter("sign", "-", input: try JSON.object(unsigned).encoded()).json
        #expect(signed["tx_hash"] == dry["tx_hash"])

        #expect(try sandbox.lighter(words: "submit ETH buy 0.1 --market -n -q").output.count == 81)
        #expect(venue.requests("sendTx").isEmpty)
        #expect(try sandbox.lighter("orders").items("orders").isEmpty)
        try sandbox.lighter("order", "9").expectFailure(66, "order.not_found")
        #expect(try sandbox.lighter(words: line).status == 0)
        let modified = try sandbox.lighter(words: "modify 9 --price 3100 -n").json
        #expect(modified["dry_run"] == true && modified["notional"] == "775")
        #expect(try sandbox.lighter(words: "cancel 9 -n").json["dry_run"] == true)
        #expect(venue.requests("sendTx").count == 1)
        #expect(try sandbox.lighter("order", "9").text("price") == "3000.5")
    }
}
