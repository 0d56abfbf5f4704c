import LighterVenue
import Testing

@testable import LighterTrading

/// What clocks, connections and limits are judged by.
@Suite struct CheckTests {
    /// The venue tells whole seconds: nothing is said that could be an error of less.
    @Test func clocksAreJudgedByWhatIsCertain() {
        for (second, before, after, expected) in [
            (10_000, 10_000, 10_500, 0), (10_000, 10_999, 11_500, 0), (10_000, 9_000, 9_999, -1),
            (10_000, 11_000, 11_100, 1), (10_000, 15_999, 16_010, 5_000), (10_000, 16_000, 16_010, 5_001),
            (10_000, 4_000, 5_000, -5_000), (10_000, 4_000, 4_999, -5_001), (10_000, 70_999, 71_000, 60_000),
        ] as [(Int64, Int64, Int64, Int64)] {
            let skew = ClockSkew(second: second, between: before, and: after)
            #expect(skew.milliseconds == expected && skew.isTolerable == (abs(expected) <= 5_000), "\(before)")
        }
    }

    /// A failure is told at the step that it ended.
    @Test func aBrokenConnectionIsToldAtItsStep() throws {
        let named = try BaseURL("https://venue.invalid"), local = try BaseURL("http://127.0.0.1:1")
        func step(
            _ reason: HTTPFailure.Reason,
            _ lookUp: Int64,
            _ connect: Int64,
            _ tls: Int64,
            _ url: BaseURL
        )
            -> DoctorCheck.Name
        {
            var timings = ConnectionTimings()
            (timings.nameLookup, timings.connect, timings.tls) = (lookUp, connect, tls)
            return ConnectionSteps.broken(by: HTTPFailure(reason, .notSent, "", timings: timings), url)
        }
        #expect(step(.timeout, 0, 0, 0, named) == .nameLookup && step(.timeout, 1, 0, 0, named) == .connection)
        #expect(step(.timeout, 1, 2, 0, named) == .tls && step(.timeout, 1, 2, 3, named) == .firstByte)
        #expect(step(.timeout, 0, 0, 0, local) == .connection && step(.timeout, 0, 2, 0, local) == .firstByte)
        #expect(step(.tls, 1, 2, 0, named) == .tls && step(.connectionLost, 1, 2, 3, named) == .firstByte)
        #expect(step(.proxy, 1, 2, 0, named) == .connection && step(.library, 0, 0, 0, named) == .nameLookup)
    }

    @Test func tiersHaveWhatTheVenueGrantsThem() {
        for (tier, requests) in [
            ("standard", 60), ("premium", 4_000), ("premium_7", 4_000), ("plus", 20_000), ("builder", 40_000),
            ("gold", nil), ("", nil),
        ] as [(String, Int64?)] {
            #expect(RequestAllowance(tier: tier)?.mostRequests == requests, "\(tier)")
        }
    }
}
