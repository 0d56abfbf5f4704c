import LighterStatus
import Testing

@Suite("The venue's codes")
struct VenueCodeTests {
    /// Answered by the venue's servers, though missing from its page.
    let undocumented: [Int: String] = [
        20001: "invalid param", 20013: "invalid deadline", 21149: "integrator is not approved",
        62007: "maker-only api key",
    ]

    @Test("Every documented code is here with the venue's literal words, and nothing else is")
    func complete() throws {
        var expected = undocumented
        for row in try fixture("documented-codes") {
            let code = try #require(Int(row[0]))
            expected[code] = row[1]
        }
        #expect(expected.count == 243)
        #expect(Dictionary(uniqueKeysWithValues: VenueCode.all.map { ($0.code, $0.text) }) == expected)
    }

    @Test("Codes ascend, so that each is found and nothing between them is")
    func lookup() {
        let codes = VenueCode.all.map(\.code)
        #expect(zip(codes, codes.dropFirst()).allSatisfy { $0 < $1 })
        #expect(VenueCode.all.allSatisfy { VenueCode.lookup($0.code) == $0 && VenueCode.lookup(named: $0.name) == $0 })
        let known = Set(codes)
        let strangers = (19_999...62_100).filter { !known.contains($0) } + [.min, -1, 0, 200, .max]
        #expect(strangers.allSatisfy { VenueCode.lookup($0) == nil })
        #expect(VenueCode.lookup(named: "venue.") == nil)
        #expect(VenueCode.all.allSatisfy { $0.group != .other })
    }

    @Test("Names are stable words, each its own, and every row explains itself")
    func text() {
        #expect(Set(VenueCode.all.map(\.name)).count == VenueCode.all.count)
        for row in VenueCode.all {
            #expect(row.name.wholeMatch(of: /venue(\.[a-z0-9]+(_[a-z0-9]+)*)/) != nil, "\(row.name)")
            #expect(row.meaning.count > 15 && row.meaning != row.text && !row.meaning.hasSuffix("."), "\(row.code)")
        }
    }

    @Test("A cause that lasts a known time is temporary, and the other way round")
    func waiting() {
        for row in VenueCode.all {
            #expect((row.exit == .temporary) == (row.retryAfterMilliseconds != nil), "\(row.code)")
            #expect(row.exit != .unavailable || row.leavesSendsUncertain, "\(row.code)")
        }
        #expect(VenueCode.all.filter(\.leavesSendsUncertain).map(\.code).contains([29404, 29500, 29501]))
    }
}
