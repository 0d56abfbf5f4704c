import Foundation
import LighterJSON
import LighterVenue
import Testing

/// Orders that wait, and orders that wait for others, from the command to their end at a real sandbox.
@Suite struct WaitingOrderTests {
    private func setMark(_ price: String, _ world: CommandLineWorld) throws {
        try world.post("/sandbox/market", [.init("market_id", "0"), .init("mark_price", price)])
    }

    private func advance(seconds: Int, _ world: CommandLineWorld) throws {
        try world.post("/sandbox/clock", [.init("advance_ms", String(seconds * 1000))])
    }

    private func state(_ order: String, _ world: CommandLineWorld) throws -> String {
        try world.lighter("order", order, "-q").output.trimmingCharacters(in: .newlines)
    }

    @Test func aStopLossWaitsAndFires() throws {
        let world = try CommandLineWorld()
        #expect(try world.lighter(words: "submit ETH buy 0.1 --market").status == 0)
        let stop = "submit ETH sell 0.1 --trigger 2200 --stop-loss --market --reduce-only --client-id stop"
        let placed = try world.lighter(words: stop).json
        #expect(placed["type"] == "stop-loss" && placed["trigger_price"] == "2200" && placed["price"] == "2189")
        #expect(placed["state"] == "PENDING" && placed["status"] == "pending" && placed["attached"] == [])
        #expect(placed["reduce_only"] == true && placed["duplicate"] == false)
        // Waiting is where it was wanted; being filled it is not.
        try world.lighter(words: "\(stop) --wait filled --timeout 1s").expectFailure(8, "order.pending")
        let again = try world.lighter(words: stop).json
        #expect(again["duplicate"] == true && again["order_index"] == placed["order_index"])
        // Another kind of order of the same side, size and price is another order.
        for other in [
            "--market --reduce-only", "--price 2400", "--trigger 2500 --take-profit --market --reduce-only",
            "--trigger 2201 --stop-loss --market --reduce-only", "--trigger 2200 --stop-loss --price 2189",
            "--market --stop-loss 2400", "--twap 1h --market --reduce-only",
        ] {
            let refused = try world.lighter(words: "submit ETH sell 0.1 \(other) --client-id stop")
            #expect(try refused.expectFailure(3, "order.client_id_taken")["effect"] == "none", "\(other)")
        }
        try setMark("2199.99", world)
        #expect(try state("stop", world) == "FILLED")
        #expect(try world.lighter("positions").items("positions").isEmpty)
        let summaries = try world.lighter("orders", "--ledger").items("transactions").map { $0["summary"] }
        #expect(
            summaries == ["stop-loss 2200.00: sell 0.1000 ETH at market", "buy 0.1000 ETH at market"]
        )
    }

    @Test func anOrderBringsWhatClosesItsPosition() throws {
        let world = try CommandLineWorld()
        let venue = try StandInVenue(before: world.url) { _ in .passOn }
        defer { venue.stop() }
        try world.writeProfile(url: venue.url)
        let resting = "submit ETH buy 0.1 --price 2300 --stop-loss 2200 --take-profit 2500 --client-id rest"
        let placed = try world.lighter(words: resting).json
        #expect(placed["state"] == "ACCEPTED" && placed["type"] == "limit" && placed["notional"] == "230")
        let attached = try #require(placed["attached"]?.array)
        #expect(attached.map { $0["kind"] } == ["stop-loss", "take-profit"])
        #expect(attached.map { $0["trigger"] } == ["2200", "2500"])
        #expect(attached.map { $0["state"] } == ["PENDING", "PENDING"])
        #expect(venue.requests("sendTx").count == 1)
        for child in attached {
            let name = try #require(child["client_id"]?.string)
            let shown = try world.lighter("order", name).json
            #expect(shown["order_index"] == child["order_index"] && shown["size"] == "0")
            #expect(shown["reduce_only"] == true && shown["side"] == "sell")
        }
        // The first is found, with its children, here and on a host that knows nothing of it.
        for isElsewhere in [false, true] {
            if isElsewhere { try FileManager.default.removeItem(atPath: world.directory + "/state") }
            let again = try world.lighter(words: resting).json
            #expect(again["duplicate"] == true && again["order_index"] == placed["order_index"])
            #expect(again["attached"] == placed["attached"] && again["expires_at"] == placed["expires_at"])
            if isElsewhere { try FileManager.default.removeItem(atPath: world.directory + "/state") }
            try world.lighter(words: "submit ETH buy 0.1 --price 2300 --stop-loss 2201 --client-id rest")
                .expectFailure(3, "order.client_id_taken")
        }
        // A parent that ends takes its children along.
        #expect(try world.lighter("cancel", "rest").status == 0)
        #expect(try state("rest/stop-loss", world) == "CANCELED")
        #expect(try world.lighter("orders").items("orders").isEmpty)

        // A filled one sets them going, and the first that fires cancels the other.
        let bracket = "submit ETH buy 0.1 --market --stop-loss 2200 --take-profit 2500 --client-id now"
        let filled = try world.lighter(words: bracket).json
        #expect(filled["state"] == "FILLED" && filled["attached"]?.array?.count == 2)
        #expect(try world.lighter("order", "now/stop-loss").json["size"] == "0.1")
        try setMark("2199", world)
        #expect(try state("now/stop-loss", world) == "FILLED")
        let sibling = try world.lighter("order", "now/take-profit").json
        #expect(sibling["status"] == "canceled-oco")
        #expect(try world.lighter("positions").items("positions").isEmpty)
        let repeated = try world.lighter(words: bracket).json
        #expect(repeated["duplicate"] == true)
        #expect(repeated["attached"]?.array?.map { $0["state"] } == ["FILLED", "CANCELED"])
    }

    @Test func aGroupWhoseAnswerIsLostIsFoundAndNotSentTwice() throws {
        let world = try CommandLineWorld()
        let venue = try StandInVenue(before: world.url) { request in
            request.endpoint == "sendTx" ? .passOnAndReset : .passOn
        }
        defer { venue.stop() }
        try world.writeProfile(url: venue.url)
        let bracket = "submit ETH sell 0.1 --price 2400 --stop-loss 2500 --client-id short"
        let first = try world.lighter(words: bracket).json
        #expect(first["state"] == "ACCEPTED" && first["attached"]?.array?.map { $0["state"] } == ["PENDING"])
        #expect(try world.lighter(words: bracket).json["duplicate"] == true)
        #expect(venue.requests("sendTx").count == 1)
        #expect(try world.lighter("orders").items("orders").count == 2)
    }

    @Test func aTWAPOrderTradesInSlicesUntilItsTimeIsOver() throws {
        let world = try CommandLineWorld()
        let submitted = try world.lighter(words: "submit ETH buy 0.1 --twap 5m --price 2500 --client-id slow").json
        #expect(submitted["type"] == "twap" && submitted["trigger_price"] == .null)
        let running = try #require(submitted["state"]?.string)
        #expect(["PENDING", "PARTIALLY_FILLED"].contains(running))
        try advance(seconds: 100, world)
        let half = try world.lighter("order", "slow").json
        #expect(half["state"] == "PARTIALLY_FILLED")
        try advance(seconds: 211, world)
        let done = try world.lighter("order", "slow").json
        #expect(done["state"] == "FILLED" && done["filled_size"] == "0.1")
        #expect(try world.lighter("positions", "-q").output == "ETH 0.1\n")
        let again = try world.lighter(words: "submit ETH buy 0.1 --twap 5m --price 2500 --client-id slow").json
        #expect(again["duplicate"] == true)
        try world.lighter(words: "submit ETH buy 0.1 --twap 6m --price 2500 --client-id slow")
            .expectFailure(3, "order.client_id_taken")
    }

    @Test func whatIsAttachedGoesOnForThePartThatWasFilled() throws {
        let world = try CommandLineWorld()
        let top = try #require(try world.lighter("book", "ETH", "--depth", "1").json["asks"]?.array?.first)
        let (price, size) = (try #require(top["price"]?.string), try #require(top["size"]?.string))
        let greedy = "submit ETH buy 1\(size) --price \(price) --tif ioc --stop-loss 2200 --client-id greedy"
        let partial = try world.lighter(words: greedy).expectFailure(5)
        #expect(partial["message"]?.string?.contains("its stop-loss goes on") == true, "\(partial)")
        #expect(partial["hint"] == "lighter orders --market ETH")
        #expect(try world.lighter("order", "greedy/stop-loss").json["size"] == .string(size))
        // Where nothing was filled there is nothing to close.
        let dead = "submit ETH buy 1 --price 2000 --tif ioc --stop-loss 1900 --client-id dead"
        try world.lighter(words: dead).expectFailure(4)
        #expect(try state("dead/stop-loss", world) == "CANCELED")
    }

    @Test func aDryRunTellsOfAllThatWouldBeSent() throws {
        let world = try CommandLineWorld()
        let bracket = "submit ETH buy 0.1 --price 2300 --stop-loss 2200 --take-profit 2500 --client-id a -n"
        let dry = try world.lighter(words: bracket).json
        #expect(dry["dry_run"] == true && dry["notional"] == "230" && dry["tx_hash"]?.string?.count == 80)
        #expect(dry["wire"]?["GroupingType"] == 3 && dry["wire"]?["Sig"] == nil)
        let orders = try #require(dry["wire"]?["Orders"]?.array)
        #expect(orders.map { $0["Type"] } == [0, 2, 4] && orders.map { $0["BaseAmount"] } == [1000, 0, 0])
        let attached = try #require(dry["attached"]?.array)
        #expect(attached.map { $0["client_id"] } == ["a/stop-loss", "a/take-profit"])
        #expect(attached.map { $0["price"] } == ["2189", "2487.5"] && attached[0]["state"] == .null)
        #expect(try world.lighter("orders").items("orders").isEmpty)
    }

    private static let noOrders: [(options: String, exit: Int32)] = [
        ("--market --trigger 2200", 64), ("--market --stop-loss", 64), ("--price 2300 --stop-loss --take-profit", 64),
        ("--market --trigger 2500 --stop-loss --take-profit", 64), ("--market --trigger 2500 --stop-loss 2600", 64),
        ("--price 2300 --stop-loss 2200 --reduce-only", 64), ("--market --twap 1h --expires 2h", 64),
        ("--price 2300 --twap 1h --take-profit 2400", 64), ("--price 2300 --stop-loss 2400", 65),
        ("--price 2300 --take-profit 2200", 65), ("--price 2300 --stop-loss 2200.005", 65),
        ("--price 2300 --stop-loss 1e3", 65), ("--market --trigger 2200 --stop-loss", 65),
        ("--market --trigger NaN --take-profit", 65), ("--market --twap 1m", 65), ("--market --twap 31d", 65),
        ("--market --twap soon", 64), ("--market --trigger 2500 --stop-loss --tif gtt", 65),
    ]

    @Test func whatIsNoOrderIsNotSent() throws {
        let world = try CommandLineWorld()
        for (options, exit) in Self.noOrders {
            try world.lighter(words: "submit ETH buy 0.1 \(options)").expectFailure(exit)
        }
        try world.lighter(words: "submit ETH/USDC buy 0.1 --price 2300 --stop-loss 2200")
            .expectFailure(65, "order.trigger_on_spot")
        #expect(try world.lighter("orders", "--ledger").items("transactions").isEmpty)
    }

    @Test func guardsHoldForWhatWaitsToo() throws {
        let world = try CommandLineWorld()
        try world.writeProfile(
            "few",
            "[guard]\nmax_open_orders = 3\nmax_notional = \"240\"\nmax_day_notional = \"500\""
        )
        let bracket = "submit ETH buy 0.1 --price 2300 --stop-loss 2200 --take-profit 2500"
        #expect(try world.lighter(words: bracket, profile: "few").status == 0)
        let more = "submit ETH sell 0.1 --trigger 2200 --stop-loss --market"
        try world.lighter(words: more, profile: "few").expectFailure(7, "guard.max_open_orders")
        #expect(try world.lighter("cancel", "--all", "-y").status == 0)
        #expect(try world.lighter(words: more, profile: "few").status == 0)
        // Three of them would be four orders, beside the one that waits.
        try world.lighter(words: bracket, profile: "few").expectFailure(7, "guard.max_open_orders")
        #expect(try world.lighter("cancel", "--all", "-y").status == 0)
        try world.lighter(words: "submit ETH buy 0.11 --twap 1h --price 2300", profile: "few")
            .expectFailure(7, "guard.max_notional")
        // 230 and 218.9 of the day are used; what is attached opens nothing and counts for nothing.
        try world.lighter(words: bracket, profile: "few").expectFailure(7, "guard.max_day_notional")
        #expect(try world.lighter(words: "\(bracket) -n").status == 0)
    }
}
