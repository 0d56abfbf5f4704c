import Foundation
import LighterJSON
import Testing

/// Keys as people keep them: made, imported, used, exported and deleted, with passwords from wherever they are.
@Suite struct KeystoreTests {
    private static let password = "0123456789abcdef0123456789abcdef"

    /// A world whose sandbox knows the key `bot`, which is in the keystore under a password, and a profile that names it.
    private func worldWithKey(_ more: String = "") throws -> CommandLineWorld {
        let world = try CommandLineWorld()
        try world.write("password", Self.password + "\n")
        let digits = try #require(world.account["private_key"]?.string)
        try world.lighter(
            words: "keys import bot --kdf none --password-file \(world.directory)/password",
            input: digits + "\n"
        ).expectSuccess()
        try world.writeProfile("bot", "")
        let profile = try String(contentsOfFile: world.directory + "/config/bot.toml", encoding: .utf8)
        try world.write(
            "config/bot.toml",
            profile.replacing("file = \"test.key\"", with: "keystore = \"bot\"\n\(more)")
        )
        return world
    }

    @Test func aKeyUnderAPasswordSignsWithThePasswordFromWhereverItIs() throws {
        let world = try worldWithKey()
        let file = "\(world.directory)/password"
        let order = "lighter -p bot submit ETH buy 0.1 --price 2000 --client-id"
        for (number, line) in [
            "LIGHTER_PASSWORD_FILE=\(file) \(order)", "LIGHTER_PASSWORD_FD=9 \(order)",
        ].enumerated() {
            let outcome = try world.shell("\(line) order-\(number) 9< \(file)")
            #expect(outcome.status == 0, "\(line): \(outcome.errors)")
        }
        for setting in ["password_file = \"../password\"", "password_command = [\"cat\", \"\(file)\"]"] {
            let world = try worldWithKey(setting)
            try world.lighter(words: "orders", profile: "bot").expectSuccess()
            try world.lighter(words: "submit ETH buy 0.1 --price 2000", profile: "bot").expectSuccess()
        }
        // The venue takes tokens of a key that is named.
        for line in ["keys token create bot", "keys token list bot"] {
            try world.lighter(words: "\(line) --password-file \(file)").expectSuccess()
        }
        // The key says itself for whom it signs.
        let url = try #require(world.account["url"]?.string)
        try world.write("config/alone.toml", "extends = \"sandbox\"\nurl = \"\(url)\"\nkey.keystore = \"bot\"\n")
        let alone = try world.shell("LIGHTER_PASSWORD_FILE=\(file) lighter -p alone submit ETH buy 0.1 --price 2000")
        #expect(alone.status == 0, "\(alone.errors)")
        // Nobody is there to be asked: nothing happens, and the way out is named.
        let unasked = try world.lighter(words: "submit ETH buy 0.1 --price 2000", profile: "bot").expectFailure(77)
        #expect(unasked["code"] == "key.nobody_to_ask" && unasked["effect"] == "none")
        #expect(unasked["hint"]?.string?.contains("LIGHTER_PASSWORD_FILE") == true)
    }

    @Test func aPersonAtATerminalIsAskedAndNotShown() throws {
        let world = try worldWithKey()
        var environment = world.environment
        environment["LIGHTER_PROFILE"] = "bot"
        let lighter = CommandLineWorld.binaries + "/lighter"
        let asked = try TerminalSession(lighter, ["orders"], environment: environment)
        try asked.answer("password of the API key 4", with: Self.password)
        #expect(asked.wait().status == 0)
        let wrong = try TerminalSession(lighter, ["orders"], environment: environment)
        try wrong.answer("password of", with: "not the password")
        #expect(wrong.wait().status == 77)
        let made = try TerminalSession(
            lighter,
            ["keys", "generate", "typed", "--index", "9", "--kdf", "interactive"],
            environment: environment
        )
        try made.answer("password for the new key: ", with: "typed by hand")
        try made.answer("the same again: ", with: "typed by hand")
        #expect(made.wait().status == 0)
        let slip = try TerminalSession(lighter, ["keys", "generate", "slip", "--index", "9"], environment: environment)
        try slip.answer("password for the new key: ", with: "one")
        try slip.answer("the same again: ", with: "another")
        #expect(slip.wait().status == 65)
        let left = try TerminalSession(lighter, ["keys", "generate", "left", "--index", "9"], environment: environment)
        try left.wait(for: "password for the new key: ")
        left.type("half\u{3}")
        #expect(left.wait().status == 130)
        let long = try TerminalSession(lighter, ["keys", "generate", "long", "--index", "9"], environment: environment)
        try long.answer("password for the new key: ", with: String(repeating: "p", count: 1024))
        #expect(long.wait().status == 65)
        let export = try TerminalSession(
            lighter,
            ["keys", "export", "typed", "--file", "\(world.directory)/digits"],
            environment: environment
        )
        try export.answer("type typed: ", with: "typed")
        try export.answer("password of", with: "typed by hand")
        #expect(export.wait().status == 0)
        for session in [asked, wrong, made, slip, left, export] {
            for secret in [Self.password, "not the password", "typed by hand", "half"] {
                #expect(!session.shown.contains(secret))
            }
        }
        #expect(try world.lighter("keys", "list", "-q").output == "bot\ntyped\n")
    }

    @Test func aKeyGoesInAndOutUnchangedAndIsNeverOverwritten() throws {
        let world = try worldWithKey()
        let out = "\(world.directory)/digits"
        let options = "--password-file \(world.directory)/password"
        try world.lighter(words: "keys export bot --file \(out) --confirm bot \(options)").expectSuccess()
        let digits = try #require(world.account["private_key"]?.string?.dropFirst(2))
        #expect(try String(contentsOfFile: out, encoding: .utf8) == digits + "\n")
        let mode = try FileManager.default.attributesOfItem(atPath: out)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        // Not without the name, not over a file, not twice, not from a file of others, not a key file again.
        try world.lighter(words: "keys export bot --file \(out)2 \(options)").expectFailure(7)
        try world.lighter(words: "keys export bot --file \(out)2 --confirm bo \(options)").expectFailure(7)
        try world.lighter(words: "keys export bot --file \(out) --confirm bot \(options)").expectFailure(73)
        try world.lighter(words: "keys import bot --file \(out) --kdf none \(options)").expectFailure(73)
        let kept = "\(world.directory)/config/keys/bot.key"
        try world.lighter(words: "keys import other --file \(kept) --kdf none \(options)").expectFailure(65)
        chmod(out, 0o644)
        try world.lighter(words: "keys import other --file \(out) --kdf none \(options)").expectFailure(77)
        let owner = try #require(world.account["l1_private_key"]?.string)
        let refused = try world.lighter(words: "keys import other --kdf none \(options)", input: owner)
        #expect(try refused.expectFailure(65)["code"] == "key.layer_one")
        #expect(!refused.errors.contains(owner.dropFirst(10)))
        // No argument is a key, and none that was taken for one is shown.
        for (line, exit) in [
            ("import other \(digits)", 64), ("import \(digits)", 64), ("import other --file \(digits)", 66),
        ]
            as [(String, Int32)]
        {
            let refused = try world.lighter(words: "keys \(line) --kdf none \(options)")
            #expect(refused.status == exit && !refused.errors.contains(digits.dropFirst(10)), "\(refused.errors)")
        }
        try world.lighter(words: "keys generate low --index 3 --kdf none \(options)").expectFailure(7)
        try world.lighter(words: "keys generate low --index 3 --kdf none --force \(options)").expectSuccess()
        try world.lighter(words: "keys generate weak --index 5 --kdf none --password-command echo").expectFailure(77)
        #expect(try world.lighter("keys", "list", "-q").output == "bot\nlow\n")
        try world.lighter(words: "keys delete low").expectFailure(7)
        try world.lighter(words: "keys delete low --confirm low").expectSuccess()
        try world.lighter(words: "keys delete low --confirm low").expectFailure(66)
        #expect(try world.lighter("keys", "list", "-q").output == "bot\n")
    }

    @Test func aKeyOfAnotherNetworkAccountOrIndexIsRefusedBeforeItsPasswordIsAskedFor() throws {
        let world = try worldWithKey("password_file = \"../password\"")
        let path = world.directory + "/config/bot.toml"
        let profile = try String(contentsOfFile: path, encoding: .utf8)
        let kept = try String(contentsOfFile: world.directory + "/config/keys/bot.key", encoding: .utf8)
        for (old, new, code) in [
            ("account = ", "account = 1", "key.foreign_account"),
            ("api_key_index = ", "api_key_index = 1", "key.foreign_index"),
            ("chain_id = 300", "chain_id = 301", "key.foreign_network"), ("../password", "../none", "key.not_found"),
        ] {
            try world.write("config/bot.toml", profile.replacing(old, with: new))
            let refused = try world.lighter(words: "submit ETH buy 0.1 --price 2000", profile: "bot")
            #expect(try refused.expectFailure(code == "key.not_found" ? 66 : 77)["code"]?.string == code)
        }
        #expect(try String(contentsOfFile: world.directory + "/config/keys/bot.key", encoding: .utf8) == kept)
    }

    @Test func aDamagedKeyIsToldListedAndLeftAsItIs() throws {
        let world = try worldWithKey("password_file = \"../password\"")
        let path = world.directory + "/config/keys/bot.key"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        for damaged in [String(text.dropLast(9)), text.replacing("\"sandbox\"", with: "\"mainnet\""), "{", ""] {
            try world.write("config/keys/bot.key", damaged)
            let refused = try world.lighter(words: "submit ETH buy 0.1 --price 2000", profile: "bot")
            #expect([65, 77].contains(refused.status), "\(refused.errors)")
            #expect(try String(contentsOfFile: path, encoding: .utf8) == damaged)
            try world.lighter("keys", "list").expectSuccess()
        }
        let item = try #require(world.lighter("keys", "list").json["keys"]?.array?.first)
        #expect(item["error"]?.string?.contains("no private key") == true)
        try world.write("config/keys/bot.key", text)
        try world.lighter(words: "submit ETH buy 0.1 --price 2000", profile: "bot").expectSuccess()
    }
}
