import Foundation
import LighterJSON
import Testing

/// A profile that cannot be used ends a command before anything is sent, and says where the mistake is.
@Suite struct ProfileTests {
    @Test func aMistakeIsNamedByFileLineAndColumn() throws {
        let world = try CommandLineWorld(venue: "http://127.0.0.1:1")
        let mistakes: [(text: String, place: String, word: String)] = [
            ("extends = \"testnet\"\n[guard]\nmax_notonal = \"5\"\n", "3:1", "max_notional"),
            ("extends = \"testnet\"\n[defaults]\nslippage = 0.5\n", "3:12", "slippage"),
            ("extends = \"testnet\"\naccount = \"12\"\n", "2:11", "account"),
            ("extends = \"testnet\"\n  chain_id = \n", "2:14", "value"),
            ("extends = \"tesnet\"\n", "1:11", "testnet"),
        ]
        for (text, place, word) in mistakes {
            try world.write("config/broken.toml", text)
            let failure = try world.lighter("account", "-p", "broken").expectFailure(78)
            let message = "\(failure["message"]?.string ?? "") \(failure["hint"]?.string ?? "")"
            #expect(message.contains("config/broken.toml:\(place)"), "\(message)")
            #expect(message.contains(word), "\(message)")
        }
        try world.lighter("orders", profile: "").expectFailure(78)
        try world.lighter("orders", profile: "nowhere").expectFailure(66, "profile.not_found")
    }

    @Test func aKeyThatOthersMayReadOrThatIsNotTheAccountsIsRefused() throws {
        let world = try CommandLineWorld()
        let key = world.directory + "/config/test.key"
        chmod(key, 0o644)
        let open = try world.lighter(words: "submit ETH buy 0.1 --price 2000").expectFailure(77)
        #expect(open["hint"]?.string == "chmod 600 \(key)")
        chmod(key, 0o600)
        try world.write("config/moved.key", "0x" + String(repeating: "ab", count: 40))
        try FileManager.default.removeItem(atPath: key)
        try world.lighter("orders").expectFailure(66)
        try FileManager.default.createSymbolicLink(
            atPath: key,
            withDestinationPath: world.directory + "/config/moved.key"
        )
        try world.lighter("orders").expectFailure(77)
        try FileManager.default.removeItem(atPath: key)
        try world.write("config/test.key", "0x" + String(repeating: "11", count: 40))
        // A good key, of nobody here: neither its tokens nor its orders are taken, and it is never shown.
        for line in ["orders", "submit ETH buy 0.1 --price 2000"] {
            let refused = try world.lighter(words: line)
            let failure = try refused.expectFailure(77)
            #expect(failure["effect"] == "none" && !refused.errors.contains("1111111111"))
        }
        try world.write("config/test.key", "not a key")
        let garbage = try world.lighter("orders")
        try garbage.expectFailure(65)
        #expect(!garbage.errors.contains("not a key"))
    }

    @Test func noSecretLeavesItsFile() throws {
        let world = try CommandLineWorld()
        let secret = try #require(world.account["private_key"]?.string?.dropFirst(2))
        // A token is deadline:account:key:signature.
        func isSecretFree(_ text: String) -> Bool {
            !text.lowercased().contains(secret) && !text.contains(":100001:4:")
        }
        let lines = [
            "-v submit ETH buy 0.1 --price 2000 --client-id a", "-v orders", "-v orders -o table", "-v account",
            "-v submit ETH buy 0.1 --price 2000 -n", "-v profile show --sources", "-v cancel nobody", "-v cancel a",
            "sandbox status",
        ]
        for line in lines {
            let outcome = try world.lighter(words: line)
            #expect(isSecretFree(outcome.output) && isSecretFree(outcome.errors), "\(line)")
        }
        for kept in ["state", "cache"] {
            let root = "\(world.directory)/\(kept)"
            let paths = try FileManager.default.subpathsOfDirectory(atPath: root)
            #expect(!paths.isEmpty)
            for path in paths {
                let bytes = FileManager.default.contents(atPath: "\(root)/\(path)") ?? Data()
                #expect(isSecretFree(String(decoding: bytes, as: UTF8.self)), "\(path)")
            }
        }
    }

    @Test func anOrderForAnotherChainIsRefusedByItsSignature() throws {
        let world = try CommandLineWorld()
        try world.writeProfile(chainID: 301)
        let failure = try world.lighter(words: "submit ETH buy 0.1 --price 2000")
            .expectFailure(77, "venue.invalid_signature")
        #expect(failure["venue"]?["code"] == 21120 && failure["effect"] == "none")
        try world.writeProfile()
        #expect(try world.lighter("orders").items("orders").isEmpty)
    }

    @Test func guardsHoldAndAYesIsAskedFor() throws {
        let world = try CommandLineWorld()
        let order = "submit ETH buy 0.1 --price 2000"
        let guards: [(line: String, code: String)] = [
            ("read_only = true", "guard.read_only"),
            ("markets = [\"BTC\"]", "guard.markets"),
            ("max_notional = \"199.99\"", "guard.max_notional"),
            ("max_deviation = \"5%\"", "guard.max_deviation"),
            ("max_day_notional = \"199.99\"", "guard.max_day_notional"),
            ("confirm = \"always\"", "guard.confirm"),
        ]
        for (line, code) in guards {
            try world.writeProfile("guarded", "[guard]\n\(line)")
            let failure = try world.lighter(words: order, profile: "guarded").expectFailure(7, code)
            #expect(failure["effect"] == "none" && failure["retry"] == "never")
        }
        #expect(try world.lighter("orders").items("orders").isEmpty)
        // The last one let a yes through; a dry run needs none.
        #expect(try world.lighter(words: order + " -n", profile: "guarded").status == 0)
        #expect(try world.lighter(words: order + " -y --client-id kept", profile: "guarded").status == 0)
        try world.lighter(words: "modify kept --price 2001", profile: "guarded").expectFailure(7, "guard.confirm")
        try world.lighter(words: "cancel kept", profile: "guarded").expectFailure(7, "guard.confirm")
        try world.writeProfile("guarded", "[guard]\nread_only = true")
        try world.lighter(words: "modify kept --price 2001", profile: "guarded").expectFailure(7, "guard.read_only")
        try world.lighter(words: "cancel --all -y", profile: "guarded").expectFailure(7, "guard.read_only")
        #expect(try world.lighter("order", "kept").text("price") == "2000")
    }
}
