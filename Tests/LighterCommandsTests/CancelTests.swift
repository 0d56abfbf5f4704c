import Foundation
import LighterJSON
import Synchronization
import Testing

/// Cancelling: what an order was that could not be cancelled, orders that are not there yet, and the dead man's switch.
@Suite struct CancelTests {
    private static let order = "submit ETH buy 0.1 --price 2000 --client-id"

    @Test func whatAnOrderWasIsToldApart() throws {
        let world = try CommandLineWorld()
        let lines = [
            "\(Self.order) live", "\(Self.order) gone", "cancel gone", "submit ETH buy 0.01 --market --client-id full",
            "\(Self.order) old --expires 5m1s",
        ]
        for line in lines { #expect(try world.lighter(words: line).status == 0, "\(line)") }
        try world.advanceClock(seconds: 312)
        #expect(try world.lighter(words: "\(Self.order) other").status == 0)
        try world.lighter("cancel", "gone").expectFailure(3, "order.already_over")
        try world.lighter("cancel", "full").expectFailure(3, "order.already_filled")
        let expired = try world.lighter("cancel", "old").expectFailure(3, "order.already_over")
        #expect(expired["venue"]?["message"] == "canceled-expired")
        try world.lighter("cancel", "nobody").expectFailure(66, "order.not_found")
        for (name, outcome) in [("gone", "already_over"), ("full", "already_over"), ("nobody", "not_found")] {
            let ignored = try world.lighter("cancel", name, "--missing-ok")
            #expect(ignored.status == 0, "\(ignored.errors)")
            #expect(try ignored.items("orders").map { $0["outcome"] } == [.string(outcome)])
            // Nothing is sent, so nobody is told of it.
            #expect(try ignored.errors.isEmpty && ignored.json["count"] == 0)
        }
        // Of the same order, by two of its names, one fate.
        let names = ["other", "live", "gone", "full", "nobody", "other"]
        let many = try world.start(["cancel", "-o", "ndjson"] + names).wait()
        #expect(many.status == 5)
        let fates = try many.lines.map { $0["outcome"] }
        #expect(fates == ["cancelled", "cancelled", "already_over", "already_over", "not_found", "cancelled"])
        let rest = try world.start(["cancel", "--missing-ok", "-q"] + names).wait()
        #expect(rest.status == 0 && rest.output == "0\n", "\(rest.errors)")
        #expect(try world.lighter("cancel", "gone", "full").status == 3)
        try world.expectAgreement()
    }

    @Test func manyAreCancelledWithFewRequests() throws {
        let world = try CommandLineWorld()
        let venue = try StandInVenue(before: world.url) { _ in .passOn }
        defer { venue.stop() }
        try world.writeProfile(url: venue.url)
        let names = (1...25).map { "\($0)" }
        for name in names { try world.lighter(words: "\(Self.order) \(name) --wait accepted") }
        let before = venue.count
        let cancelled = try world.start(["cancel", "-q"] + names).wait()
        #expect(cancelled.status == 0 && cancelled.output == "25\n", "\(cancelled.errors)")
        // A look-up of all, two requests that cancel them, and two looks at what became of them, or a few more.
        #expect(venue.requests("sendTxBatch").count == 2 && venue.count - before < names.count)
        try world.expectAgreement()
    }

    /// The cancel of a child is refused once its parent's took the child along. That is learnt before the child is looked at
    /// where the first look fails.
    @Test func childrenThatTheirParentTakesAlongAreCancelled() throws {
        let world = try CommandLineWorld()
        let failsNext = Mutex(false)
        let venue = try StandInVenue(before: world.url) { request in
            failsNext.withLock { failsNext in
                defer {
                    failsNext = request.endpoint == "sendTxBatch" || failsNext && request.endpoint != "accountOrders"
                }
                return failsNext && request.endpoint == "accountOrders" ? .answer(503, "") : .passOn
            }
        }
        defer { venue.stop() }
        try world.writeProfile(url: venue.url)
        try world.lighter(words: "\(Self.order) entry --stop-loss 1900 --take-profit 2500").expectSuccess()
        try world.lighter(words: "\(Self.order) other").expectSuccess()
        let cancelled = try world.start(
            ["cancel", "-o", "ndjson", "entry", "entry/stop-loss", "entry/take-profit", "other"]
        ).wait()
        #expect(cancelled.status == 0, "\(cancelled.output)\(cancelled.errors)")
        #expect(try cancelled.lines.allSatisfy { $0["outcome"] == "cancelled" }, "\(cancelled.output)")
        try world.expectAgreement()
    }

    @Test func ofManyEachFateIsTold() throws {
        let world = try CommandLineWorld()
        let trials: [(fault: String, timeout: String, exit: Int32, outcomes: [JSON])] = [
            ("drop=1x@sendTxBatch", "20s", 0, ["cancelled", "cancelled"]),
            ("rate_limit=1x@sendTxBatch", "20s", 0, ["cancelled", "cancelled"]),
            // Of a refused request each is sent by itself.
            ("status=400:1x@sendTxBatch", "20s", 0, ["cancelled", "cancelled"]),
            ("status=400:2x@sendTxBatch,sendTx", "20s", 5, ["failed", "cancelled"]),
            ("reset=1x@sendTxBatch", "4s", 6, ["unknown", "unknown"]),
            ("stall=30s:1x", "4s", 8, ["pending", "pending"]),
        ]
        for (number, trial) in trials.enumerated() {
            let names = ["a\(number)", "b\(number)"]
            for name in names { #expect(try world.lighter(words: "\(Self.order) \(name)").status == 0) }
            try world.setFaults(trial.fault)
            let outcome = try world.start(["cancel", "--timeout", trial.timeout] + names).wait()
            try world.setFaults("none")
            #expect(outcome.status == trial.exit, "\(trial.fault): \(outcome.output)\(outcome.errors)")
            let fates = try outcome.items("orders")
            #expect(
                fates.map { $0["order"] } == names.map(JSON.string) && fates.map { $0["outcome"] } == trial.outcomes
            )
            for fate in fates where fate["outcome"] != "cancelled" {
                #expect(fate["error"]?["schema"] == "lighter.error/1" && fate["error"]?["context"]?["market"] == "ETH")
            }
        }
        try world.advanceClock(seconds: 31)
        #expect(try world.lighter("cancel", "--all", "-y").status == 0)
        try world.expectAgreement()
    }

    @Test func anOrderThatIsOnItsWayIsWaitedFor() throws {
        let world = try CommandLineWorld()
        for (number, command) in ["cancel 1 --timeout 20s", "modify 2 --price 2001 --timeout 20s"].enumerated() {
            try world.setFaults("stall=1s:1x")
            let sent = try world.lighter(words: "\(Self.order) \(number + 1) --wait accepted").json
            #expect(sent["state"] == "SUBMITTED")
            #expect(try world.lighter(words: command).status == 0)
        }
        #expect(try world.lighter("order", "1", "-q").output == "CANCELED\n")
        #expect(try world.lighter("order", "2").text("price") == "2001")
        // It does not get there in time: nothing is sent, and later it may be.
        try world.setFaults("stall=1m:1x")
        #expect(try world.lighter(words: "\(Self.order) 3 --wait accepted").status == 0)
        for command in ["cancel 3", "modify 3 --price 2001"] {
            let early = try world.lighter(words: "\(command) --timeout 4s").expectFailure(75, "order.not_open_yet")
            #expect(early["effect"] == "none" && early["retry_after_ms"]?.integer ?? 0 > 0)
        }
        try world.advanceClock(seconds: 61)
        #expect(try world.lighter(words: "cancel 3 --missing-ok").json["count"] == 1)
        // The venue took one, and did not make an order of it.
        try world.setFaults("stall=1m:1x")
        #expect(try world.lighter(words: "\(Self.order) 4 --wait accepted").status == 0)
        try world.setMarket("ETH", "status", "inactive")
        try world.advanceClock(seconds: 61)
        try world.lighter("cancel", "4").expectFailure(66, "order.never_opened")
        #expect(try world.ledger().first?["fate"] == "failed")
        try world.expectAgreement()
    }

    /// The venue lists an order that its sequencer does not have yet: what is sent for it fails, and is sent anew.
    @Test(arguments: ["cancel 5", "modify 5 --price 2001"])
    func whatComesTooEarlyIsSentAnew(_ command: String) throws {
        // The same seed, the same orders: its index is known before it is there.
        let earlier = try CommandLineWorld()
        let index = try #require(try earlier.lighter(words: "\(Self.order) 5").text("order_index"))
        let listed = """
            {"code":200,"orders":[{"order_index":\(index),"client_order_index":5,"market_index":0,"is_ask":false,\
            "status":"in-progress","trigger_status":"na","price":"2000.00","initial_base_amount":"0.1000",\
            "remaining_base_amount":"0.1000","filled_base_amount":"0.0000","order_version":0}]}
            """
        let world = try CommandLineWorld()
        let isThere = Mutex(false)
        let venue = try StandInVenue(before: world.url) { request in
            request.endpoint == "accountOrders" && !isThere.withLock { $0 } ? .answer(200, listed) : .passOn
        }
        defer { venue.stop() }
        try world.writeProfile(url: venue.url)
        try world.writeProfile("direct")
        let process = try world.start("\(command) --timeout 25s".split(separator: " ").map(String.init))
        let deadline = Date(timeIntervalSinceNow: ChildProcess.patience)
        while venue.requests("tx").isEmpty, Date() < deadline { usleep(2_000) }
        // Another host's order gets there at last. The two hosts may take each other's nonces.
        let elsewhere = "LIGHTER_PROFILE=direct LIGHTER_STATE_HOME=\(world.directory)/elsewhere"
        while try world.shell("\(elsewhere) lighter \(Self.order) 5").status == 75, Date() < deadline {}
        isThere.withLock { $0 = true }
        let outcome = process.wait()
        #expect(outcome.status == 0, "\(outcome.errors)")
        let order = try world.lighter("order", "5").json
        #expect(order["order_index"] == .string(index))
        #expect(command.hasPrefix("cancel") ? order["state"] == "CANCELED" : order["price"] == "2001")
        let fates = try world.ledger().map { $0["fate"]?.string }
        #expect(fates.count { $0 == "failed" } >= 1 && fates.count { $0 == "accepted" || $0 == "executed" } == 1)
        try world.expectAgreement(foreign: 1)
    }

    @Test func theDeadMansSwitchIsSetMovedAndTakenBack() throws {
        let world = try CommandLineWorld()
        for line in ["cancel --after 4m", "cancel --after 16d"] {
            try world.lighter(words: line).expectFailure(65, "cancel.after")
        }
        for line in ["cancel 5 --after 10m", "cancel --after 10m --disarm", "cancel --all --after 10m --market ETH"] {
            try world.lighter(words: line).expectFailure(64)
        }
        #expect(try world.lighter(words: "\(Self.order) 1").status == 0)
        let dry = try world.lighter(words: "cancel --after 10m -n").json
        #expect(dry["dry_run"] == true && dry["wire"]?["TimeInForce"] == 1 && dry["tx_hash"]?.string?.count == 80)
        #expect(try world.lighter("account").json["cancel_all_at"] == .null)

        let first = try world.lighter(words: "cancel --after 5m")
        #expect(first.status == 0 && first.errors.contains("profile test, network sandbox"), "\(first.errors)")
        let second = try world.lighter(words: "cancel --all --after 10m").json
        let (early, late) = (try first.json["fires_at"]?.integer ?? 0, second["fires_at"]?.integer ?? 0)
        #expect(early > 0 && late > early && second["armed"] == true)
        #expect(try world.lighter("account").json["cancel_all_at"] == .integer(late))
        #expect(try world.lighter("cancel", "--disarm").json["armed"] == false)
        #expect(try world.lighter("account").json["cancel_all_at"] == .null)
        try world.advanceClock(seconds: 310)
        #expect(try world.lighter("account").json["open_orders"] == 1)
        // Not taken back, it fires.
        #expect(try world.lighter(words: "cancel --after 11m -q").status == 0)
        try world.advanceClock(seconds: 360)
        #expect(try world.lighter("account").json["open_orders"] == 0)
    }
}
