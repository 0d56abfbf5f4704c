import Foundation
import LighterJSON
import LighterStatus
import Testing

/// What goes wrong in somebody's first hour: each mistake has its exit code, its name, and a hint that is worth pasting.
@Suite struct FirstHourTests {
    /// What is worth pasting, or reading.
    private enum Hint {
        /// A command, which is run and ends with this exit code.
        case runs(String, exit: Int32 = 0)
        /// A sentence that says what to do.
        case says(String)
    }

    private struct Mistake {
        let line: String
        let exit: Int32
        let code: String
        let hint: Hint

        init(_ line: String, _ exit: Int32, _ code: String, _ hint: Hint) {
            (self.line, self.exit, self.code, self.hint) = (line, exit, code, hint)
        }
    }

    private static let plainNumber = Hint.says("write digits, and a point before the fraction: 1000, 0.25")
    private static let market = Hint.runs("lighter markets ETH")

    /// In order: some build on what a hint before them has done.
    private static let mistakes: [Mistake] = [
        // Words.
        Mistake(
            "sumbit ETH buy 0.1 --price 2000",
            64,
            "usage.invalid",
            .runs("lighter submit ETH buy 0.1 --price 2000")
        ),
        Mistake("submit", 64, "usage.invalid", .runs("lighter submit --help")),
        Mistake("submit ETH hold 0.1 --price 2000", 64, "usage.invalid", .runs("lighter submit --help")),
        Mistake("submit ETH buy 0.1", 64, "usage.invalid", .runs("lighter submit --help")),
        Mistake("submit ETH buy -1 --price 2000", 64, "usage.invalid", .runs("lighter submit --help")),
        Mistake("submit ETH buy 1 --price -5", 64, "usage.invalid", .runs("lighter submit --help")),
        Mistake("book", 64, "usage.invalid", .runs("lighter book --help")),
        Mistake("cancel", 64, "usage.invalid", .runs("lighter cancel --help")),
        Mistake("close", 64, "usage.invalid", .runs("lighter close --help")),
        Mistake("modify mine", 64, "usage.invalid", .runs("lighter modify --help")),
        Mistake("markets -o xml", 64, "usage.invalid", .runs("lighter markets --help")),
        Mistake("markets --timeout 0", 64, "usage.invalid", .runs("lighter markets --help")),
        Mistake("markets --timeout 10", 64, "usage.invalid", .runs("lighter markets --timeout 10s")),
        // Symbols.
        Mistake("book NOPE", 66, "market.not_found", .runs("lighter markets")),
        Mistake("book ETH-PERP --depth 3", 66, "market.not_found", .runs("lighter book ETH --depth 3")),
        Mistake(
            "submit btcusdt buy 0.001 --price 50000",
            66,
            "market.not_found",
            .runs("lighter submit BTC buy 0.001 --price 50000")
        ),
        Mistake("book ETHUSDC", 66, "market.not_found", .runs("lighter markets ETH ETH/USDC")),
        Mistake("help bok", 64, "usage.invalid", .runs("lighter book --help")),
        Mistake("orders ETH", 64, "usage.invalid", .runs("lighter orders --market ETH")),
        Mistake("watch trades ETH", 64, "usage.invalid", .says("lighter watch trades:ETH")),
        Mistake("close NOPE", 66, "market.not_found", .runs("lighter markets")),
        // Numbers.
        Mistake("submit ETH buy 0.1ETH --price 2000", 65, "input.not_a_number", plainNumber),
        Mistake("submit ETH buy 1,000 --price 2000", 65, "input.not_a_number", plainNumber),
        Mistake("submit ETH buy 0,1 --price 2000", 65, "input.not_a_number", plainNumber),
        Mistake("submit ETH buy 1e3 --price 2000", 65, "input.not_a_number", plainNumber),
        Mistake("submit ETH buy 0 --price 2000", 65, "order.size_out_of_range", market),
        Mistake("submit ETH buy 0.00015 --price 2000", 65, "order.off_lot", .says("use 0.0001 or 0.0002")),
        Mistake("submit ETH buy 0.1 --price 2000.001", 65, "order.off_tick", .says("use 2000.00 or 2000.01")),
        Mistake("submit ETH buy 0.001 --price 2000", 65, "order.too_small", market),
        Mistake("submit ETH buy 999999 --price 2000", 65, "order.too_large", market),
        Mistake("submit ETH buy 0.1 --price 2000 --expires 1m", 65, "order.expiry", .says("--expires 1h")),
        Mistake("submit ETH buy 0.1 --market --tif gtt", 65, "order.time_in_force", .runs("lighter submit --help")),
        Mistake("leverage ETH 1000", 65, "leverage.too_high", market),
        Mistake("leverage ETH 0", 65, "leverage.too_low", market),
        Mistake("cancel --after 1m", 65, "cancel.after", .says("--after 5m")),
        Mistake("tx 1234", 65, "tx.malformed_hash", .runs("lighter orders --ledger")),
        // Orders.
        Mistake("submit ETH buy 50000 --price 2000", 3, "venue.not_enough_margin", .runs("lighter account")),
        Mistake(
            "submit ETH buy 0.1 --price 3200 --tif post-only",
            4,
            "order.canceled_post_only",
            .runs("lighter book ETH")
        ),
        Mistake(
            "submit ETH buy 0.1 --price 2000 --tif ioc",
            4,
            "order.canceled_too_much_slippage",
            .runs("lighter book ETH")
        ),
        Mistake(
            "submit ETH buy 0.2 --price 2000 --client-id mine",
            3,
            "order.client_id_taken",
            .runs("lighter order ")
        ),
        Mistake(
            "submit ETH buy 0.1 --price 2000 --wait filled --timeout 1s",
            8,
            "order.pending",
            .runs("lighter order")
        ),
        Mistake("order nobody", 66, "order.not_found", .runs("lighter orders --history")),
        Mistake("cancel nobody", 66, "order.not_found", .runs("lighter orders --history")),
        Mistake("modify nobody --price 5", 66, "order.not_found", .runs("lighter orders --history")),
        Mistake("cancel over", 3, "order.already_over", .runs("lighter order")),
        Mistake("modify over --price 2100", 3, "order.already_over", .runs("lighter order")),
        Mistake("submit --file nowhere.csv", 66, "input.unreadable", .says("the path of a file that exists")),
        // Profiles.
        Mistake("markets -p tset", 66, "profile.not_found", .runs("lighter markets -p test")),
        Mistake("-p tset cancel nobody -y", 66, "profile.not_found", .runs("lighter cancel nobody -p test", exit: 66)),
        Mistake(
            "-p tset cancel nobody -qy",
            66,
            "profile.not_found",
            .runs("lighter cancel nobody -q -p test", exit: 66)
        ),
        Mistake("-p nowhere markets", 66, "profile.not_found", .runs("lighter profile list")),
        Mistake("-p ./nowhere.toml markets", 66, "profile.not_found", .runs("lighter profile list")),
        Mistake("profile use nothing", 66, "profile.not_found", .runs("lighter profile list")),
        Mistake("orders -p spoiled", 78, "profile.invalid", .says("did you mean `max_notional`?")),
        Mistake(
            "-p mainnet account",
            78,
            "profile.missing",
            .runs("lighter profile init my-mainnet --extends mainnet")
        ),
        Mistake(
            "-p keyless submit ETH buy 0.1 --price 2000",
            78,
            "profile.missing",
            .says("keyless.toml, or LIGHTER_KEY_FILE")
        ),
        Mistake("-p unset orders", 78, "key.not_set", .says("set NO_SUCH_KEY to the key")),
        Mistake(
            "-p frozen submit ETH buy 0.1 --price 2000",
            7,
            "guard.read_only",
            .runs("lighter profile show -p frozen --sources")
        ),
        Mistake("cancel --all", 7, "guard.confirm", .runs("lighter cancel --all -y")),
        // Keys.
        Mistake("keys show bto", 66, "key.not_found", .runs("lighter keys show bot")),
        Mistake("keys check nobody", 66, "key.not_found", .runs("lighter keys list")),
        Mistake("orders -p sealed", 77, "key.wrong_password", .says("try again")),
        Mistake("orders -p open", 77, "key.permission", .says("chmod 600 ")),
        Mistake("keys delete bot", 7, "guard.confirm", .runs("lighter keys delete bot --confirm bot")),
        // Where nothing answers, or nothing can be written.
        Mistake("markets -p dead", 69, "network.connect", .says("check the network, and the address")),
        Mistake("markets -p lost", 69, "network.name_lookup", .says("check the network, and the address")),
        Mistake("sandbox status", 1, "sandbox.not_running", .runs("lighter sandbox start")),
        Mistake("explain guard.max_notionl", 66, "explain.unknown", .runs("lighter explain guard.max_notional")),
    ]

    private static func world() throws -> CommandLineWorld {
        let world = try CommandLineWorld()
        try world.write("config/spoiled.toml", "extends = \"sandbox\"\n[guard]\nmax_notinal = \"5\"\n")
        try world.write("config/keyless.toml", "extends = \"mainnet\"\naccount = 5\napi_key_index = 7\n")
        try world.write(
            "config/unset.toml",
            "extends = \"testnet\"\naccount = 5\napi_key_index = 7\n[key]\nenv = \"NO_SUCH_KEY\"\n"
        )
        try world.writeProfile("frozen", "[guard]\nread_only = true")
        try world.writeProfile("dead", url: "http://127.0.0.1:1")
        try world.write("config/lost.toml", "extends = \"testnet\"\nurl = \"https://nowhere.invalid\"\n")
        try world.write("open.key", try #require(world.account["private_key"]?.string), mode: 0o644)
        try world.write("config/open.toml", try profile(world, "file = \"\(world.directory)/open.key\""))
        try world.write("password", "correct horse battery staple\n")
        try world.write("wrong", "correct horse battery stable\n")
        let made = try world.lighter(
            words: "keys generate bot --index 5 --kdf interactive --password-file \(world.directory)/password"
        )
        made.expectSuccess()
        try world.write(
            "config/sealed.toml",
            try profile(world, "keystore = \"bot\"\npassword_file = \"\(world.directory)/wrong\"", index: 5)
        )
        for line in [
            "submit ETH buy 0.1 --price 2000 --client-id mine", "submit ETH buy 0.1 --price 2000 --client-id over",
            "cancel over",
        ] {
            try world.lighter(words: line).expectSuccess()
        }
        return world
    }

    private static func profile(_ world: CommandLineWorld, _ key: String, index: Int = 4) throws -> String {
        """
        extends = "sandbox"
        url = "\(world.url)"
        chain_id = 300
        account = \(try #require(world.account["account_index"]?.integer))
        api_key_index = \(index)
        [key]
        \(key)

        """
    }

    @Test func everyMistakeHasAHintThatIsWorthPasting() throws {
        let world = try Self.world()
        defer { _ = try? world.lighter("sandbox", "stop") }
        for mistake in Self.mistakes {
            let failure = try world.lighter(words: mistake.line).expectFailure(mistake.exit, mistake.code)
            let hint = try #require(failure["hint"]?.string, "\(mistake.line)")
            switch mistake.hint {
            case .says(let words):
                #expect(hint.contains(words) && !hint.hasPrefix("lighter "), "\(mistake.line): \(hint)")
            case .runs(let line, let exit):
                #expect(hint.hasPrefix(line), "\(mistake.line): \(hint)")
                let pasted = try world.shell("export LIGHTER_PROFILE=test; " + hint)
                #expect(pasted.status == exit, "\(mistake.line): \(hint): \(pasted.errors)")
            }
        }
        // A file's mode is mended by what the hint says.
        let open = try world.lighter(words: "orders -p open").expectFailure(77)
        try world.shell(try #require(open["hint"]?.string)).expectSuccess()
        try world.lighter(words: "orders -p open").expectSuccess()
    }

    @Test func whereNothingCanBeWrittenThatIsSaid() throws {
        let world = try CommandLineWorld()
        let full = try world.shell("lighter markets -p test > /dev/full").expectFailure(73, "output.unwritable")
        #expect(full["hint"]?.string?.contains("make room") == true)
        // A canary without a key tells it in its report.
        try world.write("config/keyless.toml", "extends = \"mainnet\"\naccount = 5\napi_key_index = 7\n")
        let canary = try world.lighter(words: "canary -p keyless -o table --market ETH")
        #expect(canary.status == 78 && canary.output.contains("try: set [key]"), "\(canary.output)")
        try? FileManager.default.removeItem(atPath: world.directory + "/state")
        try world.write("state", "a file where a directory should be")
        let locked = try world.lighter(words: "submit ETH buy 0.1 --price 2000").expectFailure(
            73,
            "key.lock_unwritable"
        )
        #expect(locked["hint"]?.string?.contains("LIGHTER_STATE_HOME") == true)
    }

    @Test func aPersonSeesALineAndWhatToTry() throws {
        let world = try CommandLineWorld()
        var environment = world.environment
        environment["LIGHTER_PROFILE"] = "test"
        let binary = CommandLineWorld.binaries + "/lighter"
        for (words, shown) in [
            (
                ["book", "ETH-PERP"],
                "lighter: there is no market \"ETH-PERP\"; did you mean ETH?\r\n  try: lighter book ETH\r\n"
            ),
            (
                ["bok", "ETH"],
                "lighter: there is no command \"bok\"; did you mean book?\r\n  try: lighter book ETH\r\n"
            ),
            (["cancel"], "  try: lighter cancel --help\r\n"),
        ] {
            let session = try TerminalSession(binary, words, environment: environment)
            let outcome = session.wait()
            #expect(outcome.status != 0 && session.shown.hasSuffix(shown), "\(session.shown)")
            #expect(session.shown.split(separator: "\r\n").count == 2, "\(session.shown)")
        }
    }
}
