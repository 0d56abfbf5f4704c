import Foundation
import LighterJSON
import LighterLayerOne
import LighterSigning
import LighterVenue
import Testing

/// A key is registered by its owner's signature, once, and trades from then on.
@Suite struct KeyRegistrationTests {
    /// Each way of signing, in an index of its own.
    @Test func aKeyRegisteredInAnyWayTrades() throws {
        let world = try CommandLineWorld()
        let owner = try world.owner()
        let ways = ["file", "variable", "argument", "stdin", "signature", "device"]
        for (place, way) in ways.enumerated() {
            let index = 5 + place
            let key = try world.writeKey(way, index: index)
            try #expect(world.lighter(words: "keys check -q", profile: way).output == "not_registered\n")
            let text = try world.registrationText(key, index: index, nonce: 0)
            let dry = try world.lighter(words: "keys register --dry-run", profile: way).json
            #expect(dry["l1_message"]?.string == text && dry["nonce"] == 0 && dry["registered"] == false, "\(way)")
            let digest = "0x" + Hex.encode(PersonalSignature.digest(of: text))
            #expect(dry["l1_digest"]?.string == digest && dry["tx_hash"] == nil, "\(way)")
            #expect(try world.lighter(words: "keys register -nq", profile: way).output == text + "\n")

            let signature = try #require(owner.sign(text))
            let wallet = try world.writeWallet([(text, "signed:\n  \(signature)")])
            let variable = "OWNER_KEY=\(owner.exposedHex()) LIGHTER_PROFILE=\(way)"
            let old = signature.description.dropLast(2) + (signature.bytes[64] == 27 ? "00" : "01")
            let outcome =
                switch way {
                case "file":
                    try world.lighter("keys", "register", "--l1-key-file", world.directory + "/owner.key", profile: way)
                case "variable": try world.shell("\(variable) lighter keys register --l1-key-env OWNER_KEY")
                case "argument": try world.lighter("keys", "register", "--l1-command", wallet, profile: way)
                case "stdin":
                    try world.lighter(
                        "keys",
                        "register",
                        "--l1-command",
                        wallet,
                        "--l1-message",
                        "stdin",
                        profile: way
                    )
                case "signature":
                    try world.lighter("keys", "register", "--l1-signature", signature.description, profile: way)
                default: try world.lighter("keys", "register", "--l1-signature", String(old), profile: way)
                }
            #expect(outcome.status == 0, "\(way): \(outcome.errors)")
            let json = try outcome.json
            #expect(json["schema"] == "lighter.key_registration/1" && json["duplicate"] == false, "\(way)")
            #expect(json["registered"] == true && json["nonce"] == 0, "\(way)")
            #expect(try world.registeredKey(index) == key.publicKey.hexDigits && !outcome.errors.contains("error"))
            if way == "argument" || way == "stdin" { #expect(try world.textsGivenToWallet().last == text) }

            // It works, and a repeat finds it.
            #expect(try world.lighter(words: "keys check -q", profile: way).output == "works\n")
            let count = try world.takenCount()
            let again = try world.lighter(words: "keys register", profile: way).json
            #expect(again["duplicate"] == true && again["registered"] == true && again["tx_hash"] == .null, "\(way)")
            let quiet = try world.lighter(words: "keys register -q", profile: way).output
            #expect(try quiet == key.publicKey.hexDigits + "\n" && world.takenCount() == count)
            let order = try world.lighter(words: "submit ETH buy 0.1 --price 2000", profile: way).json
            #expect(order["state"] == "ACCEPTED" && order["nonce"] == 1, "\(way)")
        }
    }

    @Test func whatTheOwnerDidNotSignIsNotSent() throws {
        let world = try CommandLineWorld()
        let venue = try StandInVenue(before: world.url) { _ in .passOn }
        defer { venue.stop() }
        try world.writeProfile(url: venue.url)
        let key = try world.writeKey("new", index: 5)
        let (owner, other) = (try world.owner(), try #require(LayerOneKey(hex: String(repeating: "22", count: 32))))
        let text = try world.registrationText(key, index: 5, nonce: 0)
        let signature = try #require(owner.sign(text))
        let digits = signature.description
        func signed(_ text: String) throws -> String { try #require(owner.sign(text)).description }
        try world.write("other.key", other.exposedHex())
        try world.write("open.key", owner.exposedHex(), mode: 0o644)
        try world.write("api.key", key.exposedHex())
        try FileManager.default.createSymbolicLink(
            atPath: world.directory + "/link.key",
            withDestinationPath: "other.key"
        )
        let flipped = digits.dropLast(60) + (digits.dropLast(59).last == "0" ? "1" : "0") + digits.suffix(59)
        let cases: [(option: String, value: String, exit: Int32, code: String)] = [
            ("--l1-key-file", "other.key", 77, "l1.wrong_signer"),
            ("--l1-key-file", "open.key", 77, "key.permission"),
            ("--l1-key-file", "link.key", 77, "key.permission"),
            ("--l1-key-file", "nowhere.key", 66, "key.not_found"),
            ("--l1-key-file", "api.key", 65, "l1.malformed_key"),
            ("--l1-key-env", "NOT_SET", 78, "l1.no_key"),
            ("--l1-signature", try #require(other.sign(text)).description, 77, "l1.wrong_signer"),
            ("--l1-signature", String(flipped), 77, "l1.wrong_signer"),
            ("--l1-signature", try signed(text + "\n"), 77, "l1.wrong_signer"),
            ("--l1-signature", try signed(world.registrationText(key, index: 6, nonce: 0)), 77, "l1.wrong_signer"),
            ("--l1-signature", try signed(world.registrationText(key, index: 5, nonce: 3)), 77, "l1.other_nonce"),
            ("--l1-signature", signature.mirrored, 65, "l1.malformed_signature"),
            ("--l1-signature", String(digits.dropLast(2)), 65, "l1.malformed_signature"),
            ("--l1-signature", digits + "00", 65, "l1.malformed_signature"),
            ("--l1-signature", digits.dropLast(2) + "1d", 65, "l1.malformed_signature"),
            ("--l1-signature", "0x" + String(repeating: "0", count: 128) + "1b", 65, "l1.malformed_signature"),
            ("--l1-signature", String(repeating: "zz", count: 65), 65, "l1.malformed_signature"),
            ("--l1-signature", "nonsense", 65, "l1.malformed_signature"),
            ("--l1-command", "true", 65, "l1.malformed_signature"),
            ("--l1-command", "echo \(digits) \(try signed("another")) #", 65, "l1.malformed_signature"),
            ("--l1-command", "head -c 20000000 /dev/zero #", 65, "l1.malformed_signature"),
            ("--l1-command", "yes #", 65, "l1.malformed_signature"),
            ("--l1-command", "echo \(digits); exit 3 #", 77, "l1.no_signature"),
            ("--l1-command", "no-such-wallet", 77, "l1.no_signature"),
            ("--l1-command", "kill -9 $$ #", 77, "l1.no_signature"),
            ("--l1-command", "echo \(digits); sleep 600 #", 77, "l1.no_signature"),
        ]
        for (option, value, exit, code) in cases {
            let value = option == "--l1-key-file" ? "\(world.directory)/\(value)" : value
            let outcome = try world.lighter("keys", "register", option, value, "--l1-timeout", "1s", profile: "new")
            let failure = try outcome.expectFailure(exit, code)
            #expect(failure["effect"] == "none", "\(option) \(value)")
            for secret in [owner, other].map({ $0.exposedHex() }) + [key.exposedHex()] {
                #expect(!outcome.errors.contains(secret), "\(option) \(value)")
            }
            if code == "l1.wrong_signer" {
                #expect(failure["message"]?.string?.contains(owner.address.description) == true, "\(failure)")
            }
            if value.hasSuffix("other.key") { #expect(outcome.errors.contains(other.address.description)) }
        }
        #expect(venue.requests("sendTx").isEmpty)
        #expect(try world.ledger().isEmpty && world.registeredKey(5) == nil)
    }

    @Test func whatMayNotBeRegisteredIsNot() throws {
        let world = try CommandLineWorld()
        let signs = "--l1-key-file \(world.directory)/owner.key"
        try world.writeKey("own", index: 3)
        try world.lighter(words: "keys register \(signs)", profile: "own").expectFailure(7, "key.reserved_index")
        let taken = try world.writeKey("taken", index: 4)
        let before = try #require(try world.registeredKey(4))
        let failure = try world.lighter(words: "keys register \(signs)", profile: "taken")
            .expectFailure(7, "key.index_taken")
        #expect(failure["message"]?.string?.contains(before) == true, "\(failure)")
        try world.writeKey("reading", index: 5, "[guard]\nread_only = true")
        try world.lighter(words: "keys register \(signs)", profile: "reading").expectFailure(7, "guard.read_only")
        try world.writeKey("asking", index: 5, "[guard]\nconfirm = \"always\"")
        try world.lighter(words: "keys register \(signs)", profile: "asking").expectFailure(7, "guard.confirm")
        // Without a terminal nobody can be asked to sign.
        try world.writeKey("plain", index: 5)
        try world.lighter(words: "keys register", profile: "plain").expectFailure(64, "usage.no_owner")
        try world.lighter(words: "keys register \(signs) --l1-key-env X", profile: "plain").expectFailure(64)
        #expect(try world.ledger().isEmpty && world.registeredKey(4) == before)

        // Where it is meant, it is done.
        #expect(try world.lighter(words: "keys register \(signs) -y", profile: "asking").status == 0)
        #expect(try world.lighter(words: "keys register \(signs) --force", profile: "own").status == 0)
        let replaced = try world.lighter(words: "keys register \(signs) --replace", profile: "taken").json
        #expect(replaced["replaced_public_key"]?.string == before)
        #expect(try world.registeredKey(4) == taken.publicKey.hexDigits)
        // The key that lost its place is told so.
        let lost = try world.lighter(words: "submit ETH buy 0.1 --price 2000").expectFailure(77)
        #expect(lost["code"] == "venue.invalid_signature")
    }

    @Test func theSandboxSignsByItself() throws {
        let world = try CommandLineWorld(venue: nil)
        defer { _ = try? world.lighter("sandbox", "stop", profile: nil) }
        let key = try PrivateKey.generate()
        try world.write("new.key", key.exposedHex())
        let environment = "export LIGHTER_KEY_FILE=\(world.directory)/new.key LIGHTER_API_KEY_INDEX=9"
        let outcome = try world.shell("\(environment); lighter keys register -q; lighter keys check -q")
        #expect(outcome.output == "\(key.publicKey)\nworks\n", "\(outcome.errors)")
    }

    @Test func aProgramThatSignsGetsACleanEnvironment() throws {
        let world = try CommandLineWorld()
        try world.writeKey("new", index: 5)
        let secret = "0123456789abcdef"
        let program = "env > seen; ls /proc/self/fd | wc -l >> seen; cat >> seen #"
        let given = "LIGHTER_PROFILE=new LIGHTER_TEST=\(secret) AWS_SECRET=\(secret) LC_ALL=C GNUPGHOME=/g"
        let line = "exec 7</etc/passwd; echo piped | \(given) lighter keys register --l1-command '\(program)'"
        try world.shell("cd \(world.directory); \(line)").expectFailure(65, "l1.malformed_signature")
        let seen = try String(contentsOfFile: world.directory + "/seen", encoding: .utf8)
        #expect(!seen.contains(secret) && !seen.contains("LIGHTER_") && !seen.contains("piped"), "\(seen)")
        let names = Set(seen.split(separator: "\n").compactMap { $0.contains("=") ? $0.prefix { $0 != "=" } : nil })
        #expect(names.isSuperset(of: ["PATH", "HOME", "LC_ALL", "GNUPGHOME"]), "\(seen)")
        // The three that every program has, and the one `ls` opens itself.
        #expect(seen.split(separator: "\n").last == "4", "\(seen)")
    }

    @Test func aPersonAtATerminalPastesTheSignature() throws {
        let world = try CommandLineWorld()
        let key = try world.writeKey("new", index: 5)
        let text = try world.registrationText(key, index: 5, nonce: 0)
        try world.write("signature", try #require(try world.owner().sign(text)).description + "\n")
        let line = "LIGHTER_PROFILE=new script -qec 'lighter keys register -o json' typescript < signature"
        let outcome = try world.shell("cd \(world.directory); \(line)")
        #expect(outcome.status == 0, "\(outcome.output)")
        let shown = outcome.output.replacing("\r\n", with: "\n")
        #expect(shown.contains("\n\(text)\n"), "\(shown)")
        #expect(try world.registeredKey(5) == key.publicKey.hexDigits)
    }
}
