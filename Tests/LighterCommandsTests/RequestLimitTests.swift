import Foundation
import LighterJSON
import Testing

/// Requests are counted by all commands together.
@Suite struct RequestLimitTests {
    @Test func commandsShareTheirLimitAndSayWhenToComeBack() throws {
        let world = try CommandLineWorld()
        let venue = try StandInVenue(before: world.url) { _ in .passOn }
        defer { venue.stop() }
        try world.writeProfile(url: venue.url, "[limits]\nrequests_per_minute = 6")
        for _ in 0..<6 { #expect(try world.lighter("orders", "--history").status == 0 || venue.count >= 6) }
        let failure = try world.lighter(words: "submit ETH buy 0.1 --price 2000 --timeout 1s")
            .expectFailure(75, "limit.requests")
        let wait = try #require(failure["retry_after_ms"]?.integer)
        #expect((1_000...60_000).contains(wait) && failure["effect"] == "none")
        #expect(venue.count == 6 && venue.requests("sendTx").isEmpty)
        // What is not about to be sent is not written down.
        #expect(try world.ledger().isEmpty)
    }

    /// Somebody else's requests used the limit up: the venue took nothing, so that the same may be sent again.
    @Test func aLimitOfTheVenueIsWaitedOutWhereThereIsTime() throws {
        let world = try CommandLineWorld()
        #expect(try world.lighter("markets").status == 0)
        let order = "submit ETH buy 0.1 --price 2000 --client-id"
        for endpoint in ["sendTx", "accountOrders", "nextNonce"] {
            try world.setFaults("rate_limit=1x@\(endpoint)")
            let patient = try world.lighter(words: "\(order) \(endpoint) --timeout 20s")
            #expect(patient.status == 0, "\(endpoint): \(patient.errors)")
        }
        try world.setFaults("rate_limit=1x@sendTx")
        let hasty = try world.lighter(words: "\(order) hasty --timeout 1500ms").expectFailure(75)
        #expect(hasty["venue"]?["http"] == 429 && hasty["effect"] == "none")
        #expect(hasty["retry_after_ms"]?.integer ?? 0 > 1500)
        #expect(try world.lighter("orders").items("orders").count == 3)
        #expect(try world.ledger().map { $0["fate"] } == ["refused", "accepted", "accepted", "accepted", "refused"])
        try world.expectAgreement()
    }

    /// Orders of a stream are sent again within the time that one of them has; a venue that never answers ends it.
    @Test func aStreamWaitsForTheVenueAsLongAsItMay() throws {
        let world = try CommandLineWorld()
        let orders = String(
            repeating: #"{"market":"ETH","side":"buy","size":"0.1","price":"2000"}"# + "\n",
            count: 4
        )
        try world.setFaults("rate_limit=1x@sendTxBatch")
        let patient = try world.lighter("submit", "-", "--batch", "2", "--timeout", "20s", input: orders)
        #expect(patient.status == 0, "\(patient.output)")
        try world.setFaults("rate_limit=100%@sendTxBatch")
        let ended = try world.lighter("submit", "-", "--batch", "2", "--timeout", "3s", input: orders)
        #expect(ended.status == 75)
        let exits = try ended.lines.map { $0["error"]?["exit"]?.integer }
        #expect(exits == [75, 69, 69, 69], "\(ended.output)")
        try world.setFaults("none")
        try world.expectAgreement()
    }

    @Test func aPersonNeedNotWaitForTheLimit() throws {
        let world = try CommandLineWorld()
        let venue = try StandInVenue(before: world.url) { request in
            request.endpoint == "sendTx" ? .answer(429, "", headers: ["Retry-After: 20"]) : .passOn
        }
        defer { venue.stop() }
        try world.writeProfile(url: venue.url)
        let line = "submit ETH buy 0.1 --price 2000 --timeout 60s"
        let waiting = try world.start(line.split(separator: " ").map(String.init))
        let deadline = Date(timeIntervalSinceNow: ChildProcess.patience)
        while venue.requests("sendTx").isEmpty, Date() < deadline { usleep(2_000) }
        usleep(100_000)
        waiting.interrupt()
        #expect(try waiting.wait().expectFailure(130)["effect"] == "none")
        #expect(venue.requests("sendTx").count == 1)
        // Nor for our own.
        try world.writeProfile(url: venue.url, "[limits]\nrequests_per_minute = 1")
        try world.lighter("positions", "--timeout", "200ms")
        let held = try world.start(line.split(separator: " ").map(String.init))
        usleep(500_000)
        held.interrupt()
        try held.wait().expectFailure(130, "command.interrupted")
        #expect(venue.requests("sendTx").count == 1)
    }
}
