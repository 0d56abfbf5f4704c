import Foundation
import LighterJSON
import Testing

/// `--watch`: in place on a terminal, a line an answer elsewhere, and nothing left behind however it ends.
@Suite struct PollingTests {
    private static let leaving = "\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l"

    private func terminal(_ world: CommandLineWorld, _ line: String) throws -> TerminalSession {
        var environment = world.environment
        environment["LIGHTER_PROFILE"] = "test"
        let words = line.split(separator: " ").map(String.init)
        return try TerminalSession(
            CommandLineWorld.binaries + "/lighter",
            words,
            environment: environment,
            size: (columns: 80, rows: 30)
        )
    }

    private func waitUntil(_ condition: () -> Bool) {
        let deadline = Date(timeIntervalSinceNow: ChildProcess.patience)
        while !condition(), Date() < deadline { usleep(5_000) }
    }

    @Test func elsewhereThanOnATerminalAnAnswerIsALine() throws {
        let world = try CommandLineWorld()
        for form in ["json", "ndjson"] {
            let answers = try world.lighter(words: "book ETH --depth 1 --watch --interval 500ms --count 3 -o \(form)")
            #expect(answers.status == 0 && answers.errors.isEmpty)
            let times = try answers.lines.map { try #require($0["time"]?.integer) }
            #expect(times.count == 3 && times == times.sorted() && Set(times).count == 3)
            #expect(try answers.lines.allSatisfy { $0["schema"] == "lighter.book/1" && $0["bids"]?.array?.count == 1 })
        }
        let mids = try world.lighter(words: "book ETH -q --watch --interval 500ms --count 2").output
        #expect(mids.split(separator: "\n").count == 2)
        for line in [
            "book ETH --watch -o csv", "book ETH --watch --interval 499ms", "orders --count 2",
            "orders --ledger --watch",
        ] {
            try world.lighter(words: line).expectFailure(64)
        }
        // A reader that has enough.
        let cut = try world.shell(
            "lighter -p test positions --watch --interval 500ms | head -n 1; exit ${PIPESTATUS[0]}"
        )
        #expect(cut.status == 141 && cut.output.split(separator: "\n").count == 1, "\(cut.errors)")
    }

    @Test func whatChangesIsSeenAndAnInterruptEndsIt() throws {
        let world = try CommandLineWorld()
        let watch = try world.start(["orders", "--watch", "--interval", "500ms"])
        waitUntil { !watch.output.isEmpty }
        #expect(try world.lighter(words: "submit ETH buy 0.1 --price 2000 --client-id 5").status == 0)
        waitUntil { watch.output.contains("\"client_order_index\":\"5\"") }
        watch.interrupt()
        let outcome = watch.wait()
        #expect(outcome.status == 130 && outcome.errors.isEmpty, "\(outcome.errors)")
        #expect(try outcome.lines.first?["orders"] == [] && outcome.lines.last?["orders"]?.array?.count == 1)
    }

    @Test func aVenueThatIsAwayForAMomentIsAskedAgainAndNoOther() throws {
        let world = try CommandLineWorld()
        let watch = try world.start(["book", "ETH", "--watch", "--interval", "500ms"])
        waitUntil { !watch.output.isEmpty }
        try world.setFaults("status=503:2x@orderBookOrders")
        waitUntil { watch.errors.split(separator: "\n").count >= 2 }
        let seen = watch.output.count
        waitUntil { watch.output.count > seen }
        #expect(watch.output.count > seen)
        #expect(watch.errors.split(separator: "\n").allSatisfy { $0.contains("lighter.notice/1") }, "\(watch.errors)")
        // What no later question would mend.
        try world.setFaults("garbage=1x@orderBookOrders")
        let outcome = watch.wait()
        #expect(outcome.status == 76, "\(outcome.errors)")
        #expect(try outcome.failure["class"] == "protocol")
        // Without any answer before, it is told at once.
        try world.setFaults("status=503:1x@orderBookOrders")
        try world.lighter(words: "book ETH --watch").expectFailure(69)
    }

    @Test func theProfilesLimitIsWaitedForAndSaid() throws {
        let world = try CommandLineWorld()
        try world.writeProfile("test", "[limits]\nrequests_per_minute = 4")
        let watch = try world.start(["positions", "--watch", "--interval", "500ms", "--timeout", "2s"])
        waitUntil { watch.errors.contains("requests_per_minute") }
        #expect(watch.errors.contains("waiting") && watch.output.split(separator: "\n").count >= 3, "\(watch.errors)")
        watch.interrupt(SIGTERM)
        #expect(watch.wait().status == 130)
    }

    /// What is watched, however often, leaves requests to whoever trades.
    @Test func aWatchLeavesRoomToTrade() throws {
        let world = try CommandLineWorld()
        try world.writeProfile("test", "[limits]\nrequests_per_minute = 30")
        let watches = try (0..<2).map { _ in try world.start(["positions", "--watch", "--interval", "500ms"]) }
        waitUntil { watches.allSatisfy { $0.errors.contains("requests_per_minute") } }
        try world.lighter("submit", "ETH", "buy", "0.1", "--price", "2000", "--wait", "accepted", "--timeout", "5s")
            .expectSuccess()
        for watch in watches { watch.interrupt(SIGTERM) }
        for watch in watches { #expect(watch.wait().status == 130) }
    }

    /// Ends of all kinds, each with the exit code it gives.
    private static let ends: [(signal: Int32, status: Int32)] = [
        (SIGINT, 130), (SIGTERM, 130), (SIGQUIT, 128 + SIGQUIT),
    ]

    @Test func aTerminalIsDrawnInPlaceAndGivenBack() throws {
        let world = try CommandLineWorld()
        for (signal, status) in Self.ends {
            let session = try terminal(world, "book ETH --watch --interval 500ms --color never")
            try session.wait(for: "\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l")
            try session.wait(for: "every 500ms")
            try session.wait(for: "mid ")
            // Again in the same place.
            try session.wait(for: "\u{1B}[H")
            // A small terminal shows the beginning, and says so; a resize is seen without a question.
            session.resize(columns: 60, rows: 8)
            try session.wait(for: " more lines\u{1B}[K\u{1B}[J")
            session.interrupt(signal)
            let outcome = session.wait()
            #expect(outcome.status == status, "\(signal)")
            let rest = try #require(outcome.output.range(of: Self.leaving), "\(signal)")
            let left = outcome.output[rest.upperBound...]
            #expect(!left.contains("\u{1B}"), "\(signal)")
            // Whoever is asked to end leaves what was last seen.
            if status == 130 { #expect(left.contains("mid ") && left.contains("ask") && left.contains("bid")) }
        }
        // It may be stopped for a while.
        let session = try terminal(world, "book ETH --watch --interval 500ms")
        try session.wait(for: "mid ")
        session.interrupt(SIGTSTP)
        try session.wait(for: Self.leaving)
        session.interrupt(SIGCONT)
        try session.wait(for: "\u{1B}[?1049h")
        try session.wait(for: "mid ")
        // An error ends it as well, and is told on the terminal as it was.
        try world.setFaults("garbage=1x@orderBookOrders")
        let outcome = session.wait()
        #expect(outcome.status == 76)
        let last = outcome.output.components(separatedBy: Self.leaving).last ?? ""
        #expect(last.contains("lighter: ") && !last.contains("\u{1B}[H"), "\(last)")
    }
}
