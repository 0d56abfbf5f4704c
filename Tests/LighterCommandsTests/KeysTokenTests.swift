import Foundation
import LighterJSON
import LighterVenue
import Testing

/// Tokens by which others read the account: ours, signed here, and the venue's own.
@Suite struct KeysTokenTests {
    /// What the venue answers whoever asks for the account's orders with a token.
    private func readOrders(_ world: CommandLineWorld, with token: String) throws -> Int {
        let account = HTTPRequest.Field("account_index", "\(world.account["account_index"]?.integer ?? 0)")
        let request = HTTPRequest(
            .get,
            "/api/v1/accountActiveOrders",
            parameters: [account],
            headers: [.init("Authorization", token.trimmingCharacters(in: .newlines))]
        )
        let client = try HTTPClient(version: "test")
        return try client.perform(request, at: BaseURL(world.url), deadline: .now + .seconds(30)).status
    }

    private func create(_ world: CommandLineWorld, _ more: String = "--expires 30d -q") throws -> Outcome {
        try world.lighter(words: "keys token create --read-only dash \(more)")
    }

    @Test func aTokenOfTheKeyReadsTheAccountUntilItEnds() throws {
        let world = try CommandLineWorld()
        let before = Int64(Date().timeIntervalSince1970)
        let made = try world.lighter("keys", "token", "create")
        #expect(made.status == 0 && made.errors.isEmpty)
        let token = try #require(try made.text("token"))
        let end = try #require(try made.json["expires_at"]?.integer)
        #expect(try made.text("schema") == "lighter.auth_token/1" && made.json["account"] == "100001")
        #expect((before + 600...before + 630).contains(end / 1000))
        #expect(token.hasPrefix("\(end / 1000):100001:\(world.account["api_key_index"]?.integer ?? 0):"))
        #expect(try readOrders(world, with: token) == 200)
        #expect(try readOrders(world, with: token.replacing(":100001:", with: ":100002:")) == 401)
        // For eight hours, and no longer: the venue would take it only when less than eight are left.
        let longest = try world.lighter(words: "keys token create --expires 8h -q").output
        #expect(try readOrders(world, with: longest) == 200)
        try world.write("token", #"{"auth_token":"\#(token)"}"#)
        let verified = try world.shell("cd $HOME; LIGHTER_PROFILE=test lighter verify --file token")
        #expect(try verified.status == 0 && verified.json["valid"] == true)
        // To be copied from a terminal: the token alone in its line, the rest beside it.
        let shown = try world.lighter(words: "keys token create --expires 1h -o table")
        #expect(shown.output.split(separator: ":").count == 4 && shown.output.hasSuffix("\n"))
        #expect(shown.errors.hasPrefix("lighter: it expires at "))
        #expect(try readOrders(world, with: shown.output) == 200)
        // It changes nothing, so that a profile for reading makes it too.
        try world.writeProfile("reader", "[guard]\nread_only = true\nconfirm = \"always\"")
        #expect(try readOrders(world, with: world.lighter(words: "keys token create -q -p reader").output) == 200)
        let dry = try world.lighter("keys", "token", "create", "-n")
        #expect(try dry.status == 0 && dry.json["dry_run"] == true && dry.json["token"] == nil)
    }

    @Test func aTokenOfTheVenueReadsTheAccountUntilItIsRevoked() throws {
        let world = try CommandLineWorld()
        let made = try world.lighter(words: "keys token create --read-only dash --expires 30d --sub-accounts")
        #expect(made.status == 0 && made.errors.contains("profile test, network sandbox, account 100001"))
        let token = try #require(try made.text("token"))
        #expect(try made.text("schema") == "lighter.read_only_token/1" && made.json["token_id"] == "1")
        #expect(try made.json["name"] == "dash" && made.json["sub_accounts"] == true)
        #expect(try readOrders(world, with: token) == 200)
        // The bounds are those of the venue's clock, and are within reach.
        let shortest = try create(world, "--expires 1d -q").output
        let longest = try create(world, "--expires 3650d -q").output
        #expect(try readOrders(world, with: shortest) == 200 && readOrders(world, with: longest) == 200)

        for form in ["json", "table", "csv", "ndjson"] {
            let list = try world.lighter("keys", "token", "list", "-o", form)
            #expect(list.status == 0 && list.output.contains("ro:100001:all:"))
            for secret in [token, shortest, longest] { #expect(!list.output.contains(secret.suffix(33).prefix(32))) }
        }
        let rows = try world.lighter("keys", "token", "list").items("tokens")
        #expect(rows.map { $0["name"] } == ["dash", "dash", "dash"] && rows.allSatisfy { $0["revoked"] == false })
        #expect(try token.hasPrefix(#require(rows[0]["token_prefix"]?.string)))
        #expect(try world.lighter("keys", "token", "list", "-q").output == "1\n2\n3\n")

        let dry = try world.lighter("keys", "token", "revoke", "1", "-n")
        #expect(try dry.json["revoked"] == false && dry.json["dry_run"] == true)
        #expect(try readOrders(world, with: token) == 200)
        for isDuplicate in [false, true] {
            let revoked = try world.lighter("keys", "token", "revoke", "1")
            #expect(try revoked.status == 0 && revoked.json["revoked"] == true)
            #expect(try revoked.json["duplicate"] == .bool(isDuplicate))
            #expect(try readOrders(world, with: token) == 401 && readOrders(world, with: shortest) == 200)
        }
        try world.advanceClock(seconds: 90_000)
        #expect(try readOrders(world, with: shortest) == 401 && readOrders(world, with: longest) == 200)
        try world.lighter("keys", "token", "revoke", "77").expectFailure(66, "venue.token_not_found")
        try world.lighter("keys", "token", "revoke", "77", "-n").expectFailure(66, "venue.token_not_found")
    }

    @Test func whatTheVenueWouldRefuseIsRefusedHereAndNotAsked() throws {
        let world = try CommandLineWorld()
        let venue = try StandInVenue(before: world.url) { _ in .passOn }
        defer { venue.stop() }
        try world.writeProfile(url: venue.url)
        let readOnly = ["keys", "token", "create", "--expires"]
        let refusals: [(words: [String], exit: Int32, code: String)] = [
            (["keys", "token", "create", "--expires", "8h1ms"], 65, "token.lifetime_too_long"),
            (["keys", "token", "create", "--expires", "999ms"], 65, "token.lifetime_too_short"),
            (readOnly + ["23h", "--read-only", "dash"], 65, "token.lifetime_too_short"),
            (readOnly + ["3651d", "--read-only", "dash"], 65, "token.lifetime_too_long"),
            (readOnly + ["30d", "--read-only", ""], 65, "token.name_empty"),
            (readOnly + ["30d", "--read-only", String(repeating: "a", count: 51)], 65, "token.name_too_long"),
            (readOnly + ["30d", "--read-only", "a/b"], 65, "token.name_malformed"),
            (readOnly + ["30d", "--read-only", "é"], 65, "token.name_malformed"),
            (["keys", "token", "create", "--read-only", "dash"], 64, "usage.invalid"),
            (["keys", "token", "create", "--sub-accounts"], 64, "usage.invalid"),
            (["keys", "token", "create", "--expires", "1"], 64, "usage.invalid"),
            (["keys", "token", "revoke", "dash"], 64, "usage.invalid"),
            (["keys", "token", "revoke"], 64, "usage.invalid"),
        ]
        for (words, exit, code) in refusals {
            let failure = try world.start(words).wait().expectFailure(exit, code)
            #expect(failure["effect"] == "none", "\(words)")
            if exit == 65 {
                #expect(failure["context"]?["command"] == nil || failure["context"]?["command"] == "keys token create")
            }
        }
        try world.writeProfile("frozen", url: venue.url, "[guard]\nread_only = true")
        try world.writeProfile("careful", url: venue.url, "[guard]\nconfirm = \"always\"")
        for (profile, code) in [("frozen", "guard.read_only"), ("careful", "guard.confirm")] {
            try create(world, "--expires 30d --file token -p \(profile)").expectFailure(7, code)
            try world.lighter(words: "keys token revoke 1 -p \(profile)").expectFailure(7, code)
        }
        #expect(venue.count == 0)
        let name = String(repeating: "Aa0 -_.xyz", count: 5)
        let words = ["keys", "token", "create", "--read-only", name, "--expires", "30d", "-p", "careful", "-y"]
        #expect(try world.start(words).wait().text("name") == name)
        for _ in 2...10 { #expect(try create(world).status == 0) }
        let full = try create(world).expectFailure(3, "venue.too_many_tokens")
        #expect(full["hint"] == "lighter keys token list")
        #expect(try world.lighter("keys", "token", "revoke", "3").status == 0 && create(world).status == 0)
    }

    @Test func aTokenGoesToANewFileOfItsOwn() throws {
        let world = try CommandLineWorld()
        func path(_ name: String) -> String { "\(world.directory)/\(name)" }
        for more in ["", "--read-only dash --expires 1d"] {
            let command = "keys token create \(more) --file"
            let made = try world.lighter(words: "\(command) \(path("token"))")
            #expect(try made.status == 0 && made.json["token"] == nil && made.json["file"]?.string == path("token"))
            let token = try String(contentsOfFile: path("token"), encoding: .utf8)
            #expect(try token.hasSuffix("\n") && readOrders(world, with: token) == 200)
            let mode = try FileManager.default.attributesOfItem(atPath: path("token"))[.posixPermissions] as? Int
            #expect(mode == 0o600)
            let count = try world.lighter("keys", "token", "list").items("tokens").count
            try world.lighter(words: "\(command) \(path("token"))").expectFailure(73, "file.exists")
            try world.lighter(words: "\(command) \(path("none/token"))").expectFailure(73, "file.unwritable")
            try world.lighter(words: "\(command) \(path("token")) -n").expectFailure(73, "file.exists")
            #expect(try world.lighter(words: "\(command) \(path("other")) -n").status == 0)
            #expect(try String(contentsOfFile: path("token"), encoding: .utf8) == token)
            #expect(try world.lighter("keys", "token", "list").items("tokens").count == count)
            try FileManager.default.removeItem(atPath: path("token"))
        }
        try world.setFaults("reset=1x@create")
        try create(world, "--expires 1d --file \(path("other"))").expectFailure(6)
        #expect(!FileManager.default.fileExists(atPath: path("other")))
    }

    /// A token is asked for once. Where the answer is lost that is said, and the list tells.
    @Test func anAnswerThatIsLostIsNoReasonToAskTwice() throws {
        let world = try CommandLineWorld()
        let losses = [
            "drop=1x", "reset_after_write=1x", "truncate=1x", "garbage=1x", "status_after=502:1x", "reset=1x",
        ]
        for loss in losses {
            try world.setFaults("\(loss)@create")
            let failure = try create(world).expectFailure(6)
            #expect(failure["effect"] == "unknown" && failure["hint"] == "lighter keys token list", "\(loss)")
        }
        // All but the last were made, each once; that a token is worthless can be seen.
        let ids = try world.lighter("keys", "token", "list", "-q").output.split(separator: "\n").map(String.init)
        #expect(ids == ["1", "2", "3", "4", "5"])
        for (loss, id) in zip(losses, ids) {
            try world.setFaults("\(loss)@revoke")
            let revoked = try world.lighter("keys", "token", "revoke", id)
            #expect(try revoked.status == 0 && revoked.json["revoked"] == true, "\(loss): \(revoked.errors)")
            #expect(try revoked.json["duplicate"] == false)
        }
        let token = try create(world)
        for fault in ["reset=1x@revoke", "drop=1x@revoke;drop=100%@tokens"] {
            #expect(try readOrders(world, with: token.output) == 200)
            try world.setFaults(fault)
            let failure = try world.lighter("keys", "token", "revoke", "6").expectFailure(6)
            #expect(failure["effect"] == "unknown" && failure["hint"] == "lighter keys token list", "\(fault)")
        }
        try world.setFaults("none")
        #expect(try world.lighter("keys", "token", "revoke", "6").json["duplicate"] == true)

        // A limit is waited out, as nothing was done.
        try world.setFaults("rate_limit=1x@create")
        let limited = try create(world)
        #expect(try limited.status == 0 && readOrders(world, with: limited.output) == 200)
        try world.setFaults("rate_limit=100%@create")
        try create(world, "--expires 1d --timeout 1s").expectFailure(75)
        try world.setFaults("none")
        // What is made and cannot be shown is to be revoked.
        let lost = try world.shell(
            "LIGHTER_PROFILE=test lighter keys token create --read-only x --expires 1d > /dev/full"
        )
        #expect(try lost.expectFailure(6, "output.lost")["hint"] == "lighter keys token revoke 8")
    }
}
