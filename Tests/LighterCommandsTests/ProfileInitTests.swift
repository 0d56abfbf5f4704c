import Foundation
import LighterJSON
import Testing

/// A person makes a profile by answering questions, a script by options; a profile that is there is never touched.
@Suite struct ProfileInitTests {
    private let world: CommandLineWorld

    init() throws { world = try CommandLineWorld(venue: nil) }

    private func ask(_ arguments: String...) throws -> TerminalSession {
        let words = ["profile", "init"] + arguments
        return try TerminalSession(CommandLineWorld.binaries + "/lighter", words, environment: world.environment)
    }

    private func file(_ name: String) -> String? {
        try? String(contentsOfFile: "\(world.directory)/config/\(name).toml", encoding: .utf8)
    }

    @Test func aPersonIsAskedAndToldWhyAnAnswerCannotBe() throws {
        try world.write("config/taken.toml", "extends = \"testnet\"\n")
        let session = try ask()
        try session.answer("name of the profile: ", with: "a/b")
        try session.answer("by its name, not a path", with: "taken")
        try session.answer("none is overwritten", with: " prod ")
        try session.answer("which venue", with: "mainet")
        try session.answer("did you mean \"mainnet\"?", with: "mainnet")
        try session.answer("which key: file, env, command, none [file]: ", with: "vault")
        try session.answer("there is no key vault", with: "env")
        try session.answer("variable that holds the key: ", with: String(repeating: "ab", count: 40))
        try session.answer("looks like a key", with: "PROD_KEY")
        try session.answer("account, as its index [none]: ", with: "12 345")
        try session.answer("no whole number", with: "12345")
        try session.answer("API key index (0 to 3 are the venue's own apps') [none]: ", with: "5")
        try session.answer("worth, or none [500]: ", with: "")
        try session.answer("a day may be worth, or none [5000]: ", with: "none")
        try session.answer("as ETH,BTC [none]: ", with: "ETH, BTC")
        try session.answer("from the mid a price may be [5%]: ", with: "")
        try session.answer("always [mainnet]: ", with: "sometimes")
        try session.answer("is none of: never, mainnet, always", with: "always")
        try session.answer("(0.5%, 7d, gtt, open)? y or n [n]: ", with: "y")
        try session.answer("[0.5%]: ", with: "2%")
        for _ in 0..<3 { try session.answer("]: ", with: "") }
        try session.wait(for: "prod moves real money on mainnet: each change asks first, or needs -y")
        try session.answer("write it as prod? [y/N] ", with: "y")
        let outcome = session.wait()
        #expect(outcome.status == 0 && outcome.output.contains("lighter -p prod doctor"), "\(outcome.output)")
        let text = try #require(file("prod"))
        #expect(outcome.output.replacing("\r\n", with: "\n").contains(text))
        let lines = text.split(separator: "\n").map {
            $0.split(separator: " #")[0].trimmingCharacters(in: .whitespaces)
        }
        #expect(
            lines.dropFirst() == [
                "extends = \"mainnet\"", "account = 12345", "api_key_index = 5", "[key]", "env = \"PROD_KEY\"",
                "[defaults]", "slippage = \"2%\"", "[guard]", "confirm = \"always\"", "markets = [\"ETH\", \"BTC\"]",
                "max_notional = \"500\"",
            ]
        )
        #expect(try world.lighter("-p", "prod", "profile", "path", "-q", profile: nil).status == 0)
    }

    @Test func aKeyThatKnowsItsAccountIsNotAskedForIt() throws {
        try world.write("password", String(repeating: "p", count: 40))
        let keys = ["-p", "testnet", "keys", "generate", "bot", "--account", "77", "--index", "9", "--kdf", "none"]
        let made = try world.start(keys + ["--password-file", world.directory + "/password"], profile: nil).wait()
        made.expectSuccess()
        let session = try ask("mine")
        try session.answer("which venue", with: "")
        try session.answer("which key: bot, file, env, command, none [bot]: ", with: "")
        try session.wait(for: "account 77 under index 9")
        for _ in 0..<6 { try session.answer("]: ", with: "") }
        try session.answer("write it as mine? [y/N] ", with: "yes")
        #expect(session.wait().status == 0)
        #expect(file("mine")?.contains("keystore = \"bot\"") == true && file("mine")?.contains("account") == false)
        // On another network it is no choice.
        let other = try ask("other")
        try other.answer("which venue", with: "mainnet")
        try other.wait(for: "which key: file, env, command, none")
    }

    @Test func whoeverStopsHasWrittenNothing() throws {
        let questions = ["which venue": "sandbox", "worth [none]: ": "", "a day": ""]
        for (end, status) in [("\u{3}", Int32(130)), ("\u{4}", 130)] {
            let session = try ask("left")
            for question in ["which venue", "worth [none]: "] {
                try session.answer(question, with: questions[question] ?? "")
            }
            try session.wait(for: "]: ")
            session.type(end)
            #expect(session.wait().status == status)
        }
        let session = try ask("left")
        try session.answer("which venue", with: "sandbox")
        for _ in 0..<6 { try session.answer("]: ", with: "") }
        try session.answer("[y/N] ", with: "")
        #expect(session.wait().status == 7)
        #expect(file("left") == nil)
        // Nobody is asked who said what to write, or only looks.
        #expect(try ask("dry", "--extends", "mainnet", "-n").wait().output.contains("extends = \"mainnet\""))
        #expect(file("dry") == nil)
        #expect(try ask("told", "--account", "5").wait().status == 0)
    }

    /// Who chose nothing, or says `sandbox`, never gets to money by a file of that name.
    @Test func theSandboxIsNoOtherNetwork() throws {
        try world.write("config/sandbox.toml", "extends = \"mainnet\"\n")
        for line in ["", "-p sandbox "] {
            let outcome = try world.lighter(words: line + "submit ETH buy 0.1 --price 2000 -y", profile: nil)
            try outcome.expectFailure(78)
            #expect(outcome.errors.contains("for another network than mainnet"))
        }
    }

    @Test func optionsSayAllOfIt() throws {
        func start(_ line: String) throws -> Outcome { try world.lighter(words: "profile init " + line, profile: nil) }
        let made = try start(
            "prod --extends mainnet --account 12345 --api-key-index 5 --key-file keys/../a.key --max-notional 500 "
                + "--max-day-notional 5000 --markets ETH,BTC --set guard.read_only=true --set key.password_fd=3"
        )
        made.expectSuccess()
        #expect(made.errors.contains("prod moves real money on mainnet"))
        #expect(try made.text("path") == "\(world.directory)/config/prod.toml" && made.text("text") == file("prod"))
        let settings = try world.lighter("-p", "prod", "profile", "show", profile: nil).items("settings")
        let values = Dictionary(uniqueKeysWithValues: settings.map { ($0["key"]?.string, $0["value"]?.string) })
        for (key, value) in [
            ("network", "mainnet"), ("account", "12345"), ("api_key_index", "5"), ("guard.max_notional", "500"),
            ("guard.max_day_notional", "5000"), ("guard.markets", "[\"ETH\", \"BTC\"]"), ("guard.read_only", "true"),
            ("key.password_fd", "3"),
        ] { #expect(values[key] == value, "\(key)") }
        // A path begins where one stands, not where the profile is.
        #expect(values["key.file"]??.hasPrefix(FileManager.default.currentDirectoryPath) == true)
        let written = file("prod")
        let refused: [(String, Int32)] = [
            ("", 64), ("sandbox --extends mainnet", 78), ("testnet --extends prod", 78), ("prod", 73),
            ("prod --account 1", 73), ("a/b", 66), ("new --extends nowhere", 66),
            ("new --account x", 64), ("new --api-key-index 300", 64), ("new --max-notional null", 64),
            ("new --max-notional NaN", 64), ("new --set max_notional=5", 64), ("new --set guard.max_notional", 64),
            ("new --keystore a --key-env B", 64), ("new --set chain_id=5", 64), ("new --keystore ../x", 64),
            ("new --set extends=mainnet", 64), ("new --key-env " + String(repeating: "ab", count: 40), 64),
        ]
        for (line, exit) in refused { try start(line).expectFailure(exit) }
        #expect(file("new") == nil && file("prod") == written)
        try start("").expectFailure(64)["hint"].map { #expect($0.string?.contains("--extends") == true) }
        try start("plain").expectSuccess()
        try world.write("config/broken.toml", "nonsense = 1\n")
        try start("new --extends broken").expectFailure(78)
    }
}
