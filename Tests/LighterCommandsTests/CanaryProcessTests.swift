import Foundation
import LighterJSON
import Synchronization
import TestSupport
import Testing

/// Canaries that are ended at any moment, that meet each other, and that tell monitors.
@Suite struct CanaryProcessTests {
    private static let faults = "latency=1ms..15ms:40%;drop=2%@sendTx;status_after=502:2%@sendTx;reset=1%@sendTx"

    @Test(
        "slow: two hundred canaries are ended at any moment, and no order is left",
        arguments: [1, 2, 3, 4] as [UInt64]
    )
    func ends(_ seed: UInt64) throws {
        let world = try CommandLineWorld(more: ["--fault", Self.faults])
        try world.writeProfile("test", "[canary]\ninterval = \"20ms\"")
        var random = SeededGenerator(seed: seed)
        var cleanedUp: Int64 = 0
        for number in 0..<50 {
            try? FileManager.default.removeItem(atPath: world.reportPath)
            let type = ["limit", "limit", "market"].randomElement(using: &random) ?? "limit"
            let words = ["canary", "--attempts", "3", "--type", type, "--report", world.reportPath]
            let process = try world.start(words)
            usleep(UInt32.random(in: 1_000...300_000, using: &random))
            let signal = [SIGTERM, SIGINT, SIGKILL].randomElement(using: &random) ?? SIGKILL
            process.interrupt(signal)
            let outcome = process.wait(60)
            let label = Comment("\(number): \(type) ended by \(signal): \(outcome.output)\(outcome.errors)")
            if signal == SIGKILL {
                // What it left is the next run's.
                try world.setFaults("none")
                let next = try world.canary()
                #expect(next.exit == 0, "\(number): \(next)")
                cleanedUp += next.report["cleaned_up"]?.integer ?? 0
                try world.setFaults(Self.faults)
            } else if FileManager.default.fileExists(atPath: world.reportPath) {
                let canary = try world.canary(outcome)
                #expect([0, 1, 130].contains(canary.exit) && canary.report["residue"] == 0, label)
            } else {
                // Before it listened to signals.
                #expect([130, 128 + SIGTERM, 128 + SIGINT].contains(outcome.status), label)
            }
            try world.expectNothingLeft(label)
        }
        #expect(cleanedUp > 0, "no run was killed while its order lived")
        try world.setFaults("none")
        #expect(try world.canary().exit == 0)
        try world.expectAgreement()
    }

    /// A venue that stands still at a moment, once.
    private final class StandingVenue {
        private let (hasCome, goesOn) = (Gate(), Gate())
        private let world: CommandLineWorld
        private let venue: StandInVenue

        init(_ world: CommandLineWorld, isMoment: @escaping @Sendable (StandInVenue.Request) -> Bool) throws {
            self.world = world
            venue = try StandInVenue(before: world.url) { [hasCome, goesOn] request in
                guard isMoment(request), !hasCome.isOpen else { return .passOn }
                hasCome.open()
                goesOn.wait()
                return .passOn
            }
            let settings = "[canary]\ndeadline = \"60s\"\nmax_ack = \"60s\"\nmax_cancel = \"60s\""
            try world.writeProfile("slow", url: venue.url, settings)
        }

        deinit { venue.stop() }

        /// Runs a canary, and does something while the venue stands still.
        func canary(_ work: (ChildProcess) throws -> Void) throws -> Outcome {
            let process = try world.start(["canary", "--report", world.reportPath], profile: "slow")
            hasCome.wait()
            try work(process)
            goesOn.open()
            return process.wait(90)
        }
    }

    @Test func twoAtOnce() throws {
        let world = try CommandLineWorld()
        let venue = try StandingVenue(world) { $0.endpoint == "sendTx" }
        let outcome = try venue.canary { _ in
            let second = try world.lighter("canary", "--report", world.directory + "/second.json", profile: "slow")
            let failure = try second.expectFailure(75, "canary.locked")
            #expect(failure["retry_after_ms"]?.integer ?? 0 > 0)
            #expect(!FileManager.default.fileExists(atPath: world.directory + "/second.json"))
            // Another profile's is another canary.
            #expect(try world.lighter("canary", "--timeout", "20s").status == 0)
        }
        #expect(outcome.status == 0, "\(outcome.errors)")
        try world.expectNothingLeft()
        #expect(try world.lighter("canary", "--history", profile: "slow").items("runs").count == 1)
    }

    @Test func anInterruptEndsItOnceTheOrderIsOver() throws {
        let world = try CommandLineWorld()
        for signal in [SIGTERM, SIGINT] {
            // While the order's own transaction is on its way, and while the order rests.
            for moment in ["sendTx", "accountOrders"] {
                let venue = try StandingVenue(world) { $0.endpoint == moment }
                let canary = try world.canary(venue.canary { $0.interrupt(signal) })
                #expect(canary.exit == 130 && canary.report["compliance_pass"] == false, "\(canary)")
                #expect(canary.note("canary.interrupted") != nil && canary.report["residue"] == 0, "\(canary)")
                #expect(canary.report["full_soak"] == false)
                try world.expectNothingLeft()
            }
        }
        let runs = try world.lighter("canary", "--history", profile: "slow").items("runs")
        #expect(runs.map { $0["outcome"]?.string } == ["interrupted", "interrupted", "interrupted", "interrupted"])
    }

    @Test func anOrderThatNobodyKnowsOfHoldsUpTheNextOneForAMinuteAtMost() throws {
        let world = try CommandLineWorld()
        let venue = try StandInVenue(before: world.url) { request in
            guard request.endpoint == "sendTx" else { return .passOn }
            // The order goes missing, and a cancel of it is not taken, as there is nothing to cancel.
            return request.body.contains("tx_type=14")
                ? .answer(503, "") : .answer(400, #"{"code":21708,"message":"inactive order"}"#)
        }
        defer { venue.stop() }
        try world.writeProfile("lossy", url: venue.url, "[canary]\ndeadline = \"2s\"")
        let lost = try world.canary(profile: "lossy")
        #expect(lost.exit == 1 && lost.report["residue"] == 1 && lost.report["terminal_state"] == "UNKNOWN", "\(lost)")
        let held = try world.canary(profile: "lossy")
        #expect(held.exit == 1 && held.report["residue"] == 1 && held.report["attempt_count"] == 0, "\(held)")
        #expect(venue.requests("sendTx").count { $0.body.contains("tx_type=14") } == 1)
        let change = "UPDATE transactions SET created_at = created_at - 61000"
        let edit = "import sqlite3; c = sqlite3.connect('state/ledger.sqlite'); c.execute('\(change)'); c.commit()"
        try #require(try world.shell("cd; /usr/bin/env python3 -c \"\(edit)\"").status == 0)
        let next = try world.canary(profile: "lossy")
        #expect(next.report["cleaned_up"] == 1 && next.report["attempt_count"] == 1, "\(next)")
        try world.expectNothingLeft()
    }

    @Test func whatWasFilledIsUndoneNowOrByTheNextRun() throws {
        let world = try CommandLineWorld()
        let orders = Mutex(0)
        let isBroken = Mutex(false)
        let venue = try StandInVenue(before: world.url) { request in
            guard request.endpoint == "sendTx" else { return .passOn }
            let number = orders.withLock { count in
                count += 1
                return count
            }
            // The second order is the one that undoes the first.
            if isBroken.withLock({ $0 }) {
                return number == 1 ? .passOn : .answer(400, #"{"code":21739,"message":"not enough margin"}"#)
            }
            return number == 2 ? .reset : .passOn
        }
        defer { venue.stop() }
        try world.writeProfile("lossy", url: venue.url, "[canary]\ndeadline = \"5s\"")
        let lost = try world.canary("--type market", profile: "lossy")
        #expect(lost.exit == 0 && lost.note("canary.undone") != nil, "\(lost)")
        try world.expectNothingLeft()

        orders.withLock { $0 = 0 }
        isBroken.withLock { $0 = true }
        let left = try world.canary("--type market", profile: "lossy")
        #expect(left.exit == 1 && left.note("canary.position_left")?["fatal"] == true, "\(left)")
        #expect(try world.lighter("positions").items("positions").count == 1)
        isBroken.withLock { $0 = false }
        let next = try world.canary(profile: "lossy")
        #expect(next.exit == 0 && next.report["cleaned_up"] == 1 && next.note("canary.undone") != nil, "\(next)")
        try world.expectNothingLeft()

        // Unless a person has seen to it.
        orders.withLock { $0 = 0 }
        isBroken.withLock { $0 = true }
        #expect(try world.canary("--type market", profile: "lossy").exit == 1)
        #expect(try world.lighter("close", "ETH", "-y").status == 0)
        isBroken.withLock { $0 = false }
        let last = try world.canary(profile: "lossy")
        #expect(last.exit == 0 && last.report["cleaned_up"] == 1, "\(last)")
        try world.expectNothingLeft()
    }

    @Test func theNextRunLooksAfterAKilledOnesOrder() throws {
        let world = try CommandLineWorld()
        let venue = try StandingVenue(world) { $0.endpoint == "sendTx" && $0.body.contains("tx_type=17") }
        let killed = try venue.canary { $0.interrupt(SIGKILL) }
        #expect(killed.status == 128 + SIGKILL)
        #expect(try world.lighter("orders").items("orders").count == 1)
        let next = try world.canary(profile: "slow")
        #expect(next.exit == 0 && next.report["cleaned_up"] == 1 && next.report["residue"] == 0, "\(next)")
        #expect(next.note("canary.cleaned_up")?["message"]?.string?.contains("it is CANCELED now") == true)
        let runs = try world.lighter("canary", "--history", profile: "slow").items("runs")
        #expect(runs.map { $0["outcome"]?.string } == ["pass", "killed"])
        try world.expectNothingLeft()
    }
}

/// Something that comes once.
private final class Gate: Sendable {
    private let state = Mutex(false)

    var isOpen: Bool { state.withLock { $0 } }

    func open() { state.withLock { $0 = true } }

    func wait() {
        let end = Date(timeIntervalSinceNow: ChildProcess.patience)
        while !isOpen, Date() < end { usleep(2_000) }
    }
}
