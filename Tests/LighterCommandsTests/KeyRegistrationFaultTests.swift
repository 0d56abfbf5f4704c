import Foundation
import LighterJSON
import LighterLayerOne
import LighterSigning
import LighterVenue
import Testing

/// A registration that goes wrong is neither lost nor repeated.
@Suite struct KeyRegistrationFaultTests {
    private func nextNonce(_ index: Int, _ world: CommandLineWorld) throws -> Int64? {
        let account = HTTPRequest.Field("account_index", "\(world.account["account_index"]?.integer ?? 0)")
        return try world.get("/api/v1/nextNonce", [account, .init("api_key_index", "\(index)")])["nonce"]?.integer
    }

    @Test(
        arguments: [
            ("drop=1x@sendTx", 0), ("reset_after_write=1x@sendTx", 0), ("status_after=502:1x@sendTx", 0),
            ("garbage=1x@sendTx", 0), ("unindexed=100ms:100%", 0), ("rate_limit=1x@sendTx", 0),
            ("drop_request=1x@sendTx", 6), ("reset=1x@sendTx", 6), ("status=503:1x@sendTx", 6),
            ("status=503:100%@apikeys,account", 69), ("stall=60s:1x", 8), ("stale_nonce=1x", 0),
        ] as [(String, Int32)]
    )
    func aLostAnswerIsFollowedUp(_ fault: String, _ exit: Int32) throws {
        let world = try CommandLineWorld()
        let key = try world.writeKey("new", index: 5)
        // A nonce to be stale about.
        if fault.hasPrefix("stale") {
            #expect(try world.lighter(words: world.registers, profile: "new").status == 0)
            let next = try PrivateKey.generate()
            try world.write("config/new.key", next.exposedHex())
        }
        let before = try nextNonce(5, world) ?? 0
        try world.setFaults(fault)
        let timeout = exit == 0 ? "20s" : "4s"
        let line = world.registers + (before > 0 ? " --replace" : "") + " --timeout \(timeout)"
        let outcome = try world.lighter(words: line, profile: "new")
        #expect(outcome.status == exit, "\(fault): \(outcome.output)\(outcome.errors)")
        if exit == 6 || exit == 8 {
            #expect(try outcome.failure["context"]?["tx_hash"]?.string?.count == 80, "\(outcome.errors)")
        }
        if exit == 8 {
            // Taken, and not carried out: it is not sent again.
            let again = try world.lighter(words: world.registers + " --timeout 4s", profile: "new")
            try again.expectFailure(75)
            try world.advanceClock(seconds: 61)
        }
        try world.setFaults("none")
        let repeated = try world.lighter(words: world.registers, profile: "new")
        #expect(repeated.status == 0, "\(fault): \(repeated.errors)")
        #expect(try repeated.json["duplicate"] == .bool(exit == 0 || exit == 8), "\(fault)")
        #expect(try nextNonce(5, world) == before + 1, "\(fault): it was carried out once")
        if before == 0 { #expect(try world.registeredKey(5) == key.publicKey.hexDigits) }
        #expect(try world.lighter(words: "submit ETH buy 0.1 --price 2000", profile: "new").status == 0)
        #expect(try world.ledger().allSatisfy { $0["fate"] != "intended" })
    }

    @Test func commandsAtOnceRegisterAKeyOnce() throws {
        let world = try CommandLineWorld()
        try world.writeKey("new", index: 5)
        let words = world.registers.split(separator: " ").map(String.init)
        let all = try (0..<6).map { _ in try world.start(words + ["--timeout", "30s"], profile: "new") }.map {
            $0.wait()
        }
        #expect(all.allSatisfy { $0.status == 0 }, "\(all)")
        #expect(try all.count { try $0.json["duplicate"] == false } == 1)
        #expect(try nextNonce(5, world) == 1 && world.takenCount() == 1)
    }

    /// Whoever signs takes their time, and somebody trades with the old key meanwhile.
    @Test func aNonceThatMovesWhileTheOwnerSignsMakesAnotherText() throws {
        let world = try CommandLineWorld()
        let key = try world.writeKey("new", index: 4)
        let owner = try world.owner()
        let texts = try (0...1).map { try world.registrationText(key, index: 4, nonce: $0) }
        let signatures = try texts.map { ($0, try #require(owner.sign($0)).description) }
        let order =
            "LIGHTER_PROFILE=test LIGHTER_CONFIG_HOME=\(world.directory)/config"
            + " LIGHTER_STATE_HOME=\(world.directory)/state LIGHTER_CACHE_HOME=\(world.directory)/cache"
            + " \(CommandLineWorld.binaries)/lighter submit ETH buy 0.1 --price 2000 --client-id meanwhile >&2"
        let wallet = try world.writeWallet(signatures, before: "[ -e traded ] || { \(order); touch traded; }")
        let outcome = try world.shell(
            "cd \(world.directory); LIGHTER_PROFILE=new lighter keys register --replace --l1-command '\(wallet)'"
        )
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try world.textsGivenToWallet() == texts && outcome.json["nonce"] == 1)
        #expect(try world.registeredKey(4) == key.publicKey.hexDigits)

        // A signature made before is good for nothing after.
        let next = try world.writeKey("next", index: 4)
        let stale = try #require(owner.sign(try world.registrationText(next, index: 4, nonce: 1)))
        let failure = try world.lighter(
            "keys",
            "register",
            "--replace",
            "--l1-signature",
            stale.description,
            profile: "next"
        )
        .expectFailure(77, "l1.other_nonce")
        #expect(failure["hint"] == "lighter keys register --replace --dry-run" && failure["effect"] == "none")
    }

    @Test func theTimeAnOwnerTakesIsNotTheCommands() throws {
        let world = try CommandLineWorld()
        let key = try world.writeKey("new", index: 5)
        let text = try world.registrationText(key, index: 5, nonce: 0)
        let signature = try #require(try world.owner().sign(text)).description
        let wallet = try world.writeWallet([(text, signature)], before: "sleep 2.5")
        let outcome = try world.lighter("keys", "register", "--l1-command", wallet, "--timeout", "2s", profile: "new")
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    @Test func anInterruptWhileTheOwnerSignsSendsNothing() throws {
        let world = try CommandLineWorld()
        try world.writeKey("new", index: 5)
        let wallet = try world.writeWallet([], before: "exec sleep 600")
        let command = try world.start(["keys", "register", "--l1-command", wallet], profile: "new")
        let deadline = Date(timeIntervalSinceNow: ChildProcess.patience)
        while try world.textsGivenToWallet().isEmpty, Date() < deadline { usleep(1_000) }
        command.interrupt()
        try command.wait().expectFailure(130)
        #expect(try world.ledger().isEmpty)
    }

    /// What the venue of today may answer for an index that never had a key, and for an account with nothing in it.
    @Test func anIndexWithoutASequenceStartsAtZeroAndAnEmptyAccountIsExplained() throws {
        let world = try CommandLineWorld()
        let venue = try StandInVenue(before: world.url) { request in
            switch request.endpoint {
            case "nextNonce", "apikeys": .answer(400, #"{"code":21109,"message":"api key not found"}"#)
            case "sendTx":
                .answer(400, #"{"code":21126,"message":"Account with zero collateral can't change PublicKey"}"#)
            default: .passOn
            }
        }
        defer { venue.stop() }
        try world.writeProfile(url: venue.url)
        try world.writeKey("new", index: 5)
        let failure = try world.lighter(words: world.registers, profile: "new").expectFailure(3)
        #expect(failure["code"] == "venue.key_change_without_collateral" && failure["context"]?["nonce"] == 0)
        #expect(failure["message"]?.string?.contains("deposit") == true)
        // An order with a key that is not registered says where to look.
        let order = try world.lighter(words: "submit ETH buy 0.1 --price 2000", profile: "new").expectFailure(77)
        #expect(order["hint"] == "lighter keys check")
    }
}
