import Foundation
import LighterJSON
import LighterLayerOne
import Testing

/// What `keys check` says of a key, and that its exit code says the same.
@Suite struct KeyCheckTests {
    @Test func everyVerdict() throws {
        let world = try CommandLineWorld()
        let owner = try world.owner()
        let other = try #require(LayerOneKey(hex: String(repeating: "22", count: 32)))
        let account = try #require(world.account["account_index"]?.integer)
        let here = try #require(world.account["public_key"]?.string)
        try world.writeKey("fresh", index: 5)
        try world.writeKey("taken", index: 4)
        try world.writeKey("owned", index: 5)
        try world.write("config/owned.key", "0x" + owner.exposedHex() + "\n")
        try world.writeKey("foreign", index: 5)
        try world.write("config/foreign.key", other.exposedHex())
        try world.write("config/moved.toml", "extends = \"test\"\napi_key_index = 7\n")
        try world.write("config/gone.toml", "extends = \"test\"\naccount = 77\n")
        let cases: [(profile: String, verdict: String, says: [String], hint: String?)] = [
            ("test", "works", ["index 4"], nil),
            ("fresh", "not_registered", [], "lighter -p fresh keys register"),
            ("taken", "index_taken", ["index 4"], nil),
            ("moved", "registered_elsewhere", ["index 4", "7"], "set api_key_index = 4 in the profile"),
            ("gone", "no_account", ["77"], nil),
            ("owned", "layer_one_key", [owner.address.description, "owns account \(account)"], nil),
            ("foreign", "layer_one_key", [other.address.description, owner.address.description], nil),
        ]
        for (profile, verdict, says, hint) in cases {
            let outcome = try world.lighter("-p", profile, "keys", "check", profile: nil)
            let json = try outcome.json
            #expect(outcome.status == (verdict == "works" ? 0 : 1), "\(profile): \(outcome.errors)")
            #expect(outcome.errors.isEmpty && json["schema"] == "lighter.key_check/1")
            #expect(json["verdict"]?.string == verdict && json["works"] == .bool(verdict == "works"), "\(json)")
            for word in says { #expect(json["message"]?.string?.contains(word) == true, "\(json)") }
            if let hint { #expect(json["hint"]?.string == hint, "\(json)") }
            #expect((json["hint"] == .null) == (verdict == "works"), "\(json)")
            let isThere = verdict != "no_account"
            #expect(json["account_exists"] == .bool(isThere))
            #expect(json["l1_address"] == (isThere ? .string(owner.address.description) : .null))
            let hasKey = ["works", "index_taken"].contains(verdict)
            #expect(json["registered_public_key"] == (hasKey ? .string(here) : .null), "\(json)")
            #expect(json["next_nonce"] == (hasKey ? 0 : .null) && (json["registered_at"] == .null) == !hasKey)
            #expect(!outcome.output.contains(owner.exposedHex()) && !outcome.output.contains(other.exposedHex()))
        }
    }

    /// A key that is registered and whose tokens are refused does not work; where the venue does not say, nobody knows.
    @Test func aKeyIsOnlySaidToWorkWhereItWasTried() throws {
        let world = try CommandLineWorld()
        for (fault, exit, verdict) in [
            ("status=401:100%@accountInactiveOrders", 1, "token_refused"), ("status=503:100%@apikeys", 69, nil),
            ("drop=100%@accountInactiveOrders", 69, nil), ("garbage=100%@account", 76, nil),
        ] as [(String, Int32, String?)] {
            try world.setFaults(fault)
            let outcome = try world.lighter(words: "keys check --timeout 3s")
            if let verdict {
                #expect(try outcome.status == exit && outcome.text("verdict") == verdict, "\(fault): \(outcome)")
            } else {
                try outcome.expectFailure(exit)
            }
        }
        // Whoever uses a key that is not registered is led here, whatever the venue refuses for it.
        try world.setFaults("none")
        for (profile, index) in [("fresh", 5), ("taken", 4)] {
            try world.writeKey(profile, index: index)
            for words in ["orders", "keys token list", "submit ETH buy 0.1 --price 2000"] {
                let refused = try world.lighter(words: words, profile: profile).expectFailure(77)
                #expect(refused["hint"] == "lighter keys check", "\(words): \(refused)")
            }
        }
        // What is no key at all is no question for the venue.
        try world.write("config/test.key", "nonsense")
        try world.lighter(words: "keys check").expectFailure(65)
    }
}
