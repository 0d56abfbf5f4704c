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
        #expect(try world.lighter("orders", "--ledger").items("transactions").allSatisfy { $0["fate"] == "never" })
    }
}
