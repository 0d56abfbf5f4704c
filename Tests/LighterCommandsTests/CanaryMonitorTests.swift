import Foundation
import LighterJSON
import Testing

/// What monitors and cron get of a canary.
@Suite struct CanaryMonitorTests {
    @Test func itAlarmsAtTheNthFailureInARow() throws {
        let world = try CommandLineWorld()
        let failing = "--fail-after 3"
        try world.setMarket("ETH", "status", "inactive")
        for (exit, row) in [(0, 1), (0, 2), (1, 3), (1, 4)] as [(Int32, Int64)] {
            let canary = try world.canary(failing)
            #expect(canary.exit == exit && canary.report["failures_in_a_row"]?.integer == row, "\(canary)")
            #expect(canary.report["compliance_pass"] == false && canary.report["reason"]?.string != nil)
        }
        try world.setMarket("ETH", "status", "active")
        #expect(try world.canary(failing).report["failures_in_a_row"] == 0)
        try world.setMarket("ETH", "status", "inactive")
        #expect(try world.canary(failing).exit == 0)
        #expect(try world.canary().exit == 1)
        // What no later run mends is not kept quiet.
        try world.write("config/test.key", Vectors().privateKey)
        #expect(try world.canary("--fail-after 100").exit == 77)
        try world.write("config/test.key", try #require(world.account["private_key"]?.string))

        let runs = try world.lighter("canary", "--history").items("runs").map { $0["outcome"]?.string }
        #expect(runs == ["fail", "fail", "fail", "pass", "fail", "fail", "fail", "fail"])
        let table = try world.lighter("canary", "--history", "--limit", "5", "-o", "table").output
        #expect(table.contains("passed    1 of 5\n") && table.contains("runs      x.xxx\n") && table.contains("▁"))
        try world.expectNothingLeft()
    }

    @Test func aPingTellsAndNeverHindersARun() throws {
        let world = try CommandLineWorld()
        let target = try StandInVenue { $0.endpoint == "hangs" ? .silence : .answer(200, "OK") }
        defer { target.stop() }
        let good = try world.canary("--ping \(target.url)/ping/uuid")
        let success = try #require(target.requests("uuid").first)
        #expect(good.exit == 0)
        #expect(try JSON.decode(success.body) == good.report)
        #expect(String(decoding: success.bytes, as: UTF8.self).hasPrefix("POST /ping/uuid HTTP"))

        try world.setMarket("ETH", "status", "inactive")
        let bad = try world.canary("--ping \(target.url)/ping/uuid")
        let failure = try #require(target.requests("fail").first)
        #expect(bad.exit == 1)
        #expect(try JSON.decode(failure.body)["exit"] == 1)
        #expect(String(decoding: failure.bytes, as: UTF8.self).hasPrefix("POST /ping/uuid/fail HTTP"))

        // One that hangs, is down, or cannot be one.
        try world.setMarket("ETH", "status", "active")
        let started = ContinuousClock.now
        let hanging = try world.canary("--ping \(target.url)/hangs")
        #expect(hanging.exit == 0 && started.duration(to: .now) < .seconds(ChildProcess.patience))
        #expect(hanging.outcome.errors.contains("the ping did not arrive"))
        #expect(try world.canary("--ping http://127.0.0.1:9/x").exit == 0)
        for url in ["http://example.com/x", "ftp://127.0.0.1/x", "x"] {
            try world.lighter("canary", "--ping", url).expectFailure(64)
        }
    }

    @Test func metricsAndTheLineOfAPlugin() throws {
        let world = try CommandLineWorld()
        let path = world.directory + "/textfile/canary.prom"
        #expect(try world.canary("--metrics \(path) --attempts 2").exit == 0)
        var metrics = try String(contentsOfFile: path, encoding: .utf8)
        let labels = #"profile="test",network="sandbox""#
        #expect(metrics.contains("lighter_canary_pass{\(labels)} 1\n"))
        #expect(metrics.contains(#"lighter_canary_latency_seconds{\#(labels),step="terminal",stat="p95"} 0."#))
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode.map { $0 & 0o044 } == 0o044, "the collector runs as somebody else")
        #expect(try FileManager.default.contentsOfDirectory(atPath: world.directory + "/textfile") == ["canary.prom"])

        try world.setMarket("ETH", "status", "inactive")
        let failed = try world.lighter("canary", "-o", "prometheus", "--metrics", path)
        metrics = try String(contentsOfFile: path, encoding: .utf8)
        #expect(failed.status == 1 && failed.output == metrics)
        #expect(metrics.contains("lighter_canary_pass{\(labels)} 0\n"))
        #expect(metrics.contains("lighter_canary_failures_in_a_row{\(labels)} 1\n"))

        let line = try world.lighter("canary", "-o", "nagios").output
        #expect(line.hasPrefix("CANARY FAIL - ETH on sandbox: ETH takes no orders now") && line.contains(" | "))
        try world.setMarket("ETH", "status", "active")
        #expect(
            try world.lighter("canary", "-o", "nagios").output.hasPrefix(
                "CANARY OK - ETH on sandbox: order CANCELED | "
            )
        )
        // They are forms of this command alone.
        try world.lighter("markets", "-o", "prometheus").expectFailure(64)
        #expect(try world.lighter("canary", "-q").output == "pass\n")
        // What became of the order is known, wherever it can be said.
        let full = try world.shell("lighter canary -p test > /dev/full")
        #expect(full.status == 1 && full.errors.contains("standard output cannot be written"), "\(full.errors)")
        // Where nothing can be written, nothing is sent.
        let before = try world.ledger().count
        try world.lighter("canary", "--report", "/dev/null/report.json").expectFailure(73, "canary.output_unwritable")
        #expect(try world.ledger().count == before)
    }

    @Test func realMoneyNeedsAWordOfItsOwn() throws {
        let world = try CommandLineWorld(more: ["--chain-id", "304"])
        func write(_ more: String) throws {
            let text = """
                extends = "mainnet"
                url = "\(world.url)"
                stream_url = "ws://127.0.0.1:9/stream"
                account = \(world.account["account_index"]?.integer ?? 0)
                api_key_index = \(world.account["api_key_index"]?.integer ?? 0)
                [key]
                file = "test.key"
                [limits]
                requests_per_minute = 0
                \(more)
                """
            try world.write("config/live.toml", text)
        }
        try write("")
        let refused = try world.canary(profile: "live")
        #expect(refused.exit == 7 && refused.report["terminal_state"] == .null && refused.report["submitted"] == false)
        #expect(refused.note("guard.live_orders")?["fatal"] == true, "\(refused)")
        #expect(try world.lighter("orders", "--ledger", profile: "live").items("transactions").isEmpty)
        let dry = try world.canary("--dry-run", profile: "live")
        #expect(dry.exit == 0 && dry.report["submitted"] == false && dry.report["dry_run"] == true)
        #expect(try world.canary("--live-orders", profile: "live").exit == 0)
        try write("[canary]\nlive_orders = true")
        #expect(try world.canary(profile: "live").exit == 0)

        // A profile that is wrong is no failing canary.
        try write("[canary]\nattemps = 3")
        try world.lighter("canary", profile: "live").expectFailure(78)
        try world.lighter("canary", "--attempts", "0", profile: "live").expectFailure(64)
        try write("")
        let missing = try world.canary("--market ETHH --live-orders", profile: "live")
        #expect(missing.exit == 1 && missing.note("market.not_found") != nil, "\(missing)")
    }
}
