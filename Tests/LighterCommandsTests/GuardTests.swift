import LighterJSON
import Testing

/// The guards of a profile: what they refuse is refused with 7, and nothing leaves.
@Suite struct GuardTests {
    private struct Guard {
        let profile: String
        let lines: [String]
        let code: String
    }

    private static let mutations = [
        "submit ETH buy 0.1 --price 2000", "submit ETH buy 0.1 --market", "modify 1 --price 2001", "cancel 1",
        "cancel --all --market ETH", "cancel --after 10m", "cancel --disarm",
    ]

    private static let guards: [Guard] = [
        Guard(profile: "read_only = true", lines: mutations + ["cancel --all -y"], code: "guard.read_only"),
        Guard(profile: "confirm = \"always\"", lines: mutations + ["cancel --all"], code: "guard.confirm"),
        Guard(
            profile: "markets = [\"BTC\", \"SOL\"]",
            lines: ["submit ETH buy 0.1 --price 2000", "modify 1 --price 2001"],
            code: "guard.markets"
        ),
        Guard(
            profile: "max_notional = \"150\"",
            lines: ["submit ETH buy 0.1 --price 2000", "submit ETH buy 1 --market", "modify 1 --price 2001"],
            code: "guard.max_notional"
        ),
        Guard(
            profile: "max_deviation = \"5%\"",
            lines: ["submit ETH buy 0.1 --price 2000", "submit ETH sell 0.1 --price 3500", "modify 1 --price 2001"],
            code: "guard.max_deviation"
        ),
        Guard(
            profile: "max_open_orders = 1",
            lines: ["submit ETH buy 0.1 --price 2000"],
            code: "guard.max_open_orders"
        ),
        Guard(
            profile: "max_day_notional = \"250\"",
            lines: ["submit ETH buy 0.1 --price 2000", "modify 1 --price 2900"],
            code: "guard.max_day_notional"
        ),
    ]

    @Test func whatAGuardRefusesIsNotSent() throws {
        let world = try CommandLineWorld()
        let venue = try StandInVenue(before: world.url) { _ in .passOn }
        defer { venue.stop() }
        try world.writeProfile(url: venue.url)
        // It rests, and is worth 200 of the day.
        #expect(try world.lighter(words: "submit ETH buy 0.1 --price 2000 --client-id 1").status == 0)
        for refusing in Self.guards {
            try world.writeProfile(url: venue.url, "[guard]\n\(refusing.profile)")
            for line in refusing.lines {
                let failure = try world.lighter(words: line).expectFailure(7, refusing.code)
                #expect(failure["effect"] == "none" && failure["class"] == "refused", "\(line)")
                #expect(failure["hint"]?.string?.isEmpty == false, "\(line)")
            }
        }
        #expect(try world.ledger().count == 1 && venue.requests("sendTx").count == 1)
        // With a yes, what only wanted one goes through.
        try world.writeProfile(url: venue.url, "[guard]\nconfirm = \"always\"")
        for line in Self.mutations { #expect(try world.lighter(words: "\(line) -y").status % 3 == 0, "\(line)") }
    }

    /// Orders of processes that run at once are counted together, to the last unit.
    @Test func aDaysLimitHoldsAcrossProcesses() throws {
        let world = try CommandLineWorld()
        try world.writeProfile("limited", "[guard]\nmax_day_notional = \"600\"")
        let line = "submit ETH buy 0.1 --price 2000 --wait accepted --timeout 20s -p limited"
        let processes = try (0..<8).map { _ in try world.start(line.split(separator: " ").map(String.init)) }
        let statuses = processes.map { $0.wait().status }
        #expect(statuses.sorted() == [0, 0, 0, 7, 7, 7, 7, 7])
        #expect(try world.lighter("orders").items("orders").count == 3)
        #expect(try world.ledger().count == 3)
    }

    /// So are orders that were sent and are not on the book yet, by other processes or by the same one.
    @Test func theNumberOfOpenOrdersHoldsAcrossProcesses() throws {
        let world = try CommandLineWorld()
        try world.writeProfile("few", "[guard]\nmax_open_orders = 3")
        try world.setFaults("stall=200ms")
        let line = "submit ETH buy 0.1 --price 2000 --wait accepted --timeout 20s -p few"
        let processes = try (0..<8).map { _ in try world.start(line.split(separator: " ").map(String.init)) }
        let statuses = processes.map { $0.wait().status }
        #expect(statuses.sorted() == [0, 0, 0, 7, 7, 7, 7, 7])
        #expect(try world.lighter("cancel", "--all", "-y").json["count"] == 3)
        let record = #"{"market":"ETH","side":"buy","size":"0.1","price":"2000"}"#
        let stream = "lighter -p few submit - --wait accepted --continue-on-error"
        let lines = "for n in 1 2 3 4 5 6; do echo '\(record)'; sleep 0.03; done"
        #expect(try world.shell("\(lines) | \(stream)").status == 5)
        try world.setFaults("none")
        try world.advanceClock(seconds: 1)
        #expect(try world.lighter("orders").items("orders").count == 3)
    }
}
