import Foundation
import LighterJSON
import LighterLayerOne
import LighterSigning
import TestSupport
import Testing

/// One key takes the place of another, and at every moment one that works is in the keystore.
@Suite struct KeyRotationTests {
    /// Where the key and its password are.
    private static let options = "--password-command"
    private static let password = "echo 0123456789abcdef0123456789abcdef"

    /// A world whose keystore has the key `bot`, registered under index 5, and a profile of it.
    private func worldWithKey(_ faults: String = "none") throws -> CommandLineWorld {
        let world = try CommandLineWorld()
        try world.write("owner.key", world.owner().exposedHex())
        try run(world, "keys generate bot --index 5 --kdf none").expectSuccess()
        try run(world, "keys register bot" + owner(world)).expectSuccess()
        try world.write(
            "config/bot.toml",
            """
            extends = "test"
            api_key_index = 5
            [key]
            keystore = "bot"
            password_command = ["sh", "-c", "\(Self.password)"]

            """
        )
        try world.setFaults(faults)
        return world
    }

    private func owner(_ world: CommandLineWorld) -> String { " --l1-key-file \(world.directory)/owner.key" }

    private func arguments(_ line: String) -> [String] {
        line.split(separator: " ").map(String.init) + [Self.options, Self.password]
    }

    @discardableResult
    private func run(_ world: CommandLineWorld, _ line: String) throws -> Outcome {
        try world.start(arguments(line)).wait()
    }

    /// Which of the two keys works, by their names.
    private func working(_ world: CommandLineWorld) throws -> [String] {
        try world.lighter("keys", "list", "-q").output.split(separator: "\n").map(String.init)
            .filter { try run(world, "keys check \($0) --timeout 20s").status == 0 }
    }

    /// The key `bot`, and no other, is in the keystore, and signs.
    private func expectFinished(_ world: CommandLineWorld) throws {
        #expect(try world.lighter("keys", "list", "-q").output == "bot\n")
        try world.lighter(words: "submit ETH buy 0.1 --price 2000 --timeout 20s", profile: "bot").expectSuccess()
        let shown = try world.lighter("keys", "show", "bot", "-q").output
        #expect(try world.registeredKey(5).map { $0 + "\n" } == shown)
    }

    @Test func theNewKeySignsAndTheOldOneIsGone() throws {
        let world = try worldWithKey()
        let old = try String(contentsOfFile: world.directory + "/config/keys/bot.key", encoding: .utf8)
        let before = try world.lighter("keys", "show", "bot", "-q").output
        let rehearsal = try run(world, "keys rotate bot --dry-run")
        #expect(try rehearsal.json["dry_run"] == true && world.lighter("keys", "list", "-q").output == "bot\n")
        let rotated = try run(world, "keys rotate bot" + owner(world))
        rotated.expectSuccess()
        #expect(try rotated.text("replaced_public_key").map { $0 + "\n" } == before)
        #expect(
            try rotated.json["resumed"] == false && rotated.text("public_key") != rotated.text("replaced_public_key")
        )
        try expectFinished(world)
        // A copy of the old key opens, but is good for nothing.
        try world.write("config/keys/copy.key", old)
        let copy = try run(world, "keys check copy")
        #expect(try copy.status == 1 && copy.text("verdict") == "index_taken" && copy.text("registered_name") == "bot")
        try run(world, "keys rotate copy" + owner(world)).expectFailure(7, "key.index_taken")
        #expect(try working(world) == ["bot"])
    }

    @Test func anOwnerWhoDoesNotSignLeavesTheOldKeyAsItIs() throws {
        let world = try worldWithKey()
        let old = try String(contentsOfFile: world.directory + "/config/keys/bot.key", encoding: .utf8)
        let wrong = ["keys", "rotate", "bot", Self.options, "echo another password"]
        for more in [[], ["--dry-run"]] {
            let failure = try world.start(wrong + more).wait().expectFailure(77, "key.wrong_password")
            #expect(more.isEmpty == failure["message"]?.string?.hasSuffix("; the key bot is as it was"))
        }
        #expect(try world.lighter("keys", "list", "-q").output == "bot\n")
        let rehearsal = "lighter keys register bot.next --replace --dry-run"
        for (signer, exit) in [
            ("--l1-command false", 77), ("--l1-command true", 65), ("", 64),
            ("--l1-key-file \(world.directory)/none", 66),
        ] as [(String, Int32)] {
            let refused = try run(world, "keys rotate bot \(signer)").expectFailure(exit)
            #expect(refused["effect"] == "none")
            if [64, 77].contains(exit) { #expect(refused["hint"]?.string == rehearsal) }
            #expect(refused["message"]?.string?.contains("the key bot is still the registered one") == true)
            #expect(try working(world) == ["bot"])
        }
        #expect(try String(contentsOfFile: world.directory + "/config/keys/bot.key", encoding: .utf8) == old)
        try world.start(wrong).wait().expectFailure(77, "key.wrong_password")
        // The new key was made once: the rotation goes on with it, signed elsewhere as the hint says.
        let next = try world.lighter("keys", "show", "bot.next", "-q").output
        let text = try run(world, String(rehearsal.dropFirst("lighter ".count))).text("l1_message") ?? ""
        let signature = try #require(world.owner().sign(text))
        let rotated = try run(world, "keys rotate bot --l1-signature \(signature)")
        #expect(try rotated.json["resumed"] == true && rotated.text("public_key").map { $0 + "\n" } == next)
        try expectFinished(world)
    }

    @Test(arguments: [
        "drop=100%@sendTx", "reset_after_write=1x@sendTx", "status_after=502:1x@sendTx", "drop_request=1x@sendTx",
        "status=503:100%@sendTx", "reset=1x@sendTx", "status=503:100%@apikeys,account", "unindexed=60s:100%",
        "stall=60s:1x", "status=503:100%@tx", "garbage=100%@nextNonce",
    ])
    func whateverTheVenueDoesOneKeyWorks(_ fault: String) throws {
        let world = try worldWithKey(fault)
        let rotated = try run(world, "keys rotate bot --timeout 2s" + owner(world))
        #expect([0, 6, 8, 69, 75, 76].contains(rotated.status), "\(fault): \(rotated.output)\(rotated.errors)")
        try world.setFaults("none")
        if fault.hasPrefix("stall") { try world.advanceClock(seconds: 61) }
        let works = try working(world)
        #expect(works == ["bot"] || works == ["bot.next"], "\(fault): \(works) \(rotated.errors)")
        if rotated.status != 0 {
            let message = try #require(rotated.failure["message"]?.string)
            #expect(message.contains("bot.next"), "\(fault): \(message)")
            try run(world, "keys rotate bot --timeout 20s" + owner(world)).expectSuccess()
        }
        try expectFinished(world)
    }

    @Test func rotationsAtOnceAreOne() throws {
        let world = try worldWithKey()
        let all = try (0..<4).map { _ in
            try world.start(arguments("keys rotate bot --timeout 20s" + owner(world)))
        }.map { $0.wait() }
        #expect(all.contains { $0.status == 0 })
        #expect(all.allSatisfy { [0, 7, 66, 73].contains($0.status) }, "\(all)")
        if try world.lighter("keys", "list", "-q").output != "bot\n" {
            try run(world, "keys rotate bot" + owner(world)).expectSuccess()
        }
        try expectFinished(world)
    }

    @Test func `slow: killed or interrupted at any point, one key works and the rotation goes on`() throws {
        var random = SeededGenerator(seed: 17)
        var before = ["bot"]
        let world = try worldWithKey("latency=0ms..20ms:50%")
        for round in 0..<60 {
            let rotation = try world.start(arguments("keys rotate bot --timeout 20s" + owner(world)))
            usleep(UInt32.random(in: 1_000...90_000, using: &random))
            kill(rotation.id, round.isMultiple(of: 2) ? SIGKILL : SIGTERM)
            let status = rotation.wait().status
            // What was sent is carried out by now, or never.
            usleep(20_000)
            let works = try working(world)
            #expect(works == ["bot"] || works == ["bot.next"], "round \(round): \(works)")
            // Where nothing was sent the same key works.
            if status == 130 { #expect(works == before, "round \(round)") }
            before = works
        }
        try run(world, "keys rotate bot --timeout 20s" + owner(world)).expectSuccess()
        try expectFinished(world)
    }
}
