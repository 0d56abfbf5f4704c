import Foundation
import LighterJSON
import LighterTransactions
import LighterVenue
import Testing

/// A canary where nothing is wrong.
@Suite struct CanaryTests {
    private static let runKeys: Set<String> = [
        "schema", "run_id", "profile", "network", "account", "api_key_index", "market", "started_at", "finished_at",
        "duration_ms", "compliance_pass", "terminal_state", "submitted", "full_soak", "attempt_count",
        "critical_ok_count", "terminal_success_count", "non_fatal_rate_limits", "requests", "residue", "probes",
        "latency_ms", "attempts",
    ]
    private static let attemptKeys: Set<String> = [
        "entry_client_order_id", "client_order_index", "order_index", "tx_hashes", "submitted", "accepted", "modified",
        "cancel_action", "cancel_rejected", "cancel_reason", "terminal_state", "states", "notes",
    ]
    private static let probes = """
        [[canary.probe]]
        kind = "book"
        max_spread = "5%"
        max_latency = "10s"
        [[canary.probe]]
        kind = "markets"
        [[canary.probe]]
        kind = "account"
        [[canary.probe]]
        kind = "signer"
        [[canary.probe]]
        kind = "stream"
        """

    @Test func aCleanRunTakesAnOrderThroughItsLifeAndLeavesNothing() throws {
        let world = try CommandLineWorld()
        try world.writeProfile("test", "[canary]\nmarket = \"ETH\"\n\(Self.probes)")
        let stream = try #require(world.account["stream_url"]?.string)
        _ = try world.shell("sed -i 's|^stream_url.*|stream_url = \"\(stream)\"|' ~/config/test.toml")
        let canary = try world.canary()
        let (report, attempt) = (canary.report, canary.attempt)
        let text = try report.encoded() + "\n"
        #expect(canary.exit == 0 && canary.outcome.output == text)
        #expect(Self.runKeys.isSubset(of: report.object?.keys ?? []))
        #expect(Self.attemptKeys.isSubset(of: attempt.object?.keys ?? []))
        #expect(report["schema"] == "lighter.canary/1" && report["compliance_pass"] == true)
        #expect(report["terminal_state"] == "CANCELED" && report["full_soak"] == true && report["residue"] == 0)
        #expect(report["probes"]?.array?.map { $0["pass"] } == [true, true, true, true, true], "\(canary)")
        #expect(attempt["modified"] == true && attempt["cancel_action"] == "requested")
        #expect(attempt["tx_hashes"]?.array?.count == 3 && canary.notes.isEmpty)
        #expect(attempt["states"]?.array?.map { $0["state"] } == ["SUBMITTED", "ACCEPTED", "CANCELED"])
        let name = try #require(attempt["entry_client_order_id"]?.string)
        #expect(name == "canary-\(report["run_id"]?.string ?? "")-1")
        #expect(try world.lighter("order", name, "-q").output == "CANCELED\n")
        try world.expectNothingLeft()
    }

    @Test func theOtherFormsOfTheOrder() throws {
        let world = try CommandLineWorld()
        let market = try world.canary("--type market")
        #expect(market.exit == 0 && market.report["terminal_state"] == "FILLED", "\(market)")
        #expect(market.attempt["cancel_action"] == "none" && market.note("canary.undone") != nil)
        try world.expectNothingLeft()
        // A limit of the profile on how far from the mid orders may be holds for the canary, too.
        try world.writeProfile("test", "[guard]\nmax_deviation = \"3%\"\n[canary]\nmodify = false\nsize = \"0.02\"")
        let near = try world.canary("--market ETH")
        #expect(near.exit == 0 && near.attempt["modified"] == .null, "\(near)")
        #expect(near.attempt["tx_hashes"]?.array?.count == 2)
        let order = try world.lighter("order", near.attempt["entry_client_order_id"]?.string ?? "").json
        let price = try LighterTransactions.Decimal(parsing: order["price"]?.string ?? "")
        let least = try world.best("bids").multiplied(by: LighterTransactions.Decimal(parsing: "0.96"))
        #expect(order["size"] == "0.02" && price > least)

        let before = try world.ledger().count
        let dry = try world.canary("-n")
        #expect(dry.exit == 0 && dry.report["dry_run"] == true && dry.report["submitted"] == false)
        #expect(try world.ledger().count == before)
    }

    @Test func itFitsEveryMarket() throws {
        let world = try CommandLineWorld()
        let markets = try world.lighter("markets").items("markets").filter { $0["active"] == true }
        #expect(markets.count > 5)
        for name in markets.compactMap({ $0["market"]?.string }) {
            let canary = try world.canary("--market \(name)")
            #expect(canary.exit == 0, "\(name): \(canary)")
        }
        try world.expectNothingLeft()
    }

    @Test func aSoakAgreesWithTheSandboxsOwnClock() throws {
        let world = try CommandLineWorld()
        try world.writeProfile("test", "[canary]\ninterval = \"10ms\"")
        let canary = try world.canary("--attempts 20")
        let attempts = try #require(canary.report["attempts"]?.array)
        #expect(canary.exit == 0 && attempts.count == 20 && canary.report["full_soak"] == true, "\(canary)")
        #expect(canary.report["critical_ok_count"] == 20 && canary.report["terminal_success_count"] == 20)
        for attempt in attempts {
            let hashes = (attempt["tx_hashes"]?.array ?? []).compactMap(\.string)
            let records = try hashes.map { try world.get("/api/v1/tx", [.init("by", "hash"), .init("value", $0)]) }
            try #require(records.count == 3)
            func time(_ place: Int, _ key: String) -> Int64 { (records[place][key]?.integer ?? 0) / 1000 }
            func figure(_ key: String) throws -> LighterTransactions.Decimal {
                switch attempt[key] {
                case .number(let text)?: try LighterTransactions.Decimal(parsing: text)
                case .integer(let value)?: LighterTransactions.Decimal(value)
                default: throw POSIXError(.EINVAL)
                }
            }
            // Whoever waits from here sees no step sooner than the sandbox took it, a millisecond of rounding aside.
            for (key, place) in [("accepted_ms", 0), ("modify_ms", 1), ("terminal_ms", 2)] {
                let own = time(place, "executed_at") - time(place, "queued_at")
                #expect(try figure(key) >= LighterTransactions.Decimal(own - 1), "\(key) of \(attempt)")
            }
            // Nor any later than the whole life of the order lasted.
            let life = (attempt["finished_at"]?.integer ?? 0) - (attempt["started_at"]?.integer ?? 0)
            let own = try figure("accepted_ms").adding(figure("modify_ms")).adding(figure("terminal_ms"))
            #expect(own <= LighterTransactions.Decimal(life + 1), "\(attempt)")
        }
        let figures = try #require(canary.report["latency_ms"]?["terminal"])
        #expect(Set(figures.object?.keys ?? []) == ["min", "median", "p95", "max"])
        try world.expectNothingLeft()
    }
}
