import Foundation
import LighterJSON
import LighterLedger
import LighterTransactions
import LighterVenue
import Testing

/// Everything that can be wrong, one thing at a time: the right line says so, with what to do, and the others are as they
/// were.
@Suite struct DoctorTests {
    struct Case: Sendable, CustomStringConvertible {
        let description: String
        var line = ""
        var profile = "test"
        var prepare: @Sendable (CommandLineWorld) throws -> Void = { _ in }
        /// What a venue in between does with a request.
        var reply: (@Sendable (StandInVenue.Request) -> StandInVenue.Reply)?
        /// What is not fine besides what is skipped: its state, words that it says, and a part of the hint.
        var found: [String: (state: String, words: String, hint: String)] = [:]
        /// What cannot be looked at for it.
        var skipped: Set<String> = []
        var exit: Int32 { found.values.contains { $0.state == "failed" } ? 1 : 0 }
    }

    private static let unsigned: Set<String> = ["chain", "account"]
    private static let asked: Set<String> = unsigned.union(["registration", "markets", "schema"])
    private static let unreachable: Set<String> = asked.union(["clock", "venue"])
    private static let unknown: Set<String> = unreachable.union([
        "sandbox", "name_lookup", "connection", "tls", "first_byte", "key", "requests", "market_cache",
    ])

    private static let cases: [Case] = [
        Case(description: "all is well"),
        Case(
            description: "others may read the key",
            prepare: { try $0.shell("chmod 644 ~/config/test.key").expectDone() },
            found: ["key": ("failed", "its mode is 644", "chmod 600 ")],
            skipped: unsigned.union(["registration"])
        ),
        Case(
            description: "no key where it should be",
            prepare: { try $0.shell("rm ~/config/test.key").expectDone() },
            found: ["key": ("failed", "no such key file", "")],
            skipped: unsigned.union(["registration"])
        ),
        Case(
            description: "no key is named",
            prepare: { try $0.shell("cd; sed -i '/^.key.$/,$d' config/test.toml").expectDone() },
            found: ["key": ("warning", "nothing can be signed", "keys generate --help")],
            skipped: unsigned.union(["registration"])
        ),
        Case(
            description: "a key of another account",
            profile: "bot",
            prepare: { world in
                try world.keepKey()
                try world.shell("cd; sed -i 's/^account = .*/account = 77/' config/bot.toml").expectDone()
            },
            found: ["key": ("failed", "the profile is for account 77", "keys list")],
            skipped: unsigned.union(["registration"])
        ),
        Case(
            description: "a key under a password, and nobody to ask",
            profile: "bot",
            prepare: { try $0.keepKey() },
            found: ["key": ("warning", "there is no terminal to ask at", "LIGHTER_PASSWORD_FILE")],
            skipped: unsigned
        ),
        Case(
            description: "others may read the password",
            profile: "bot",
            prepare: { world in
                try world.keepKey()
                try world.shell("echo 'password_file = \"../password\"' >> ~/config/bot.toml").expectDone()
                try world.shell("chmod 644 ~/password").expectDone()
            },
            found: ["key": ("failed", "its mode is 644", "chmod 600 ")],
            skipped: unsigned
        ),
        Case(
            description: "another key registered",
            prepare: { try $0.write("config/test.key", Vectors().privateKey) },
            found: ["registration": ("failed", "index 4 has another one", "keys register")],
            skipped: unsigned
        ),
        Case(
            description: "a key that is not registered",
            profile: "fresh",
            prepare: { try $0.writeKey("fresh", index: 5) },
            found: ["registration": ("failed", "the key is not registered", "keys register")],
            skipped: unsigned
        ),
        Case(
            description: "clock a minute off",
            prepare: { try $0.advanceClock(seconds: 60) },
            found: ["clock": ("failed", "seconds behind the venue's", "timedatectl")]
        ),
        Case(
            description: "wrong chain id",
            prepare: { try $0.shell("cd; sed -i 's/^chain_id.*/chain_id = 301/' config/test.toml").expectDone() },
            found: ["chain": ("failed", "signed for 300", "profile show --sources")]
        ),
        Case(
            description: "nobody listens",
            prepare: { try $0.writeProfile(url: "http://127.0.0.1:1") },
            found: ["connection": ("failed", "127.0.0.1:1", "profile show --sources")],
            skipped: unreachable.union(["tls", "first_byte"])
        ),
        Case(
            description: "a name that nobody knows",
            prepare: { world in
                try world.writeProfile(url: "https://venue.invalid")
                try world.shell("cd; sed -i 's/^extends.*/network = \"custom\"/' config/test.toml").expectDone()
            },
            found: ["name_lookup": ("failed", "venue.invalid", "profile show --sources")],
            skipped: unreachable.union(["connection", "tls", "first_byte"])
        ),
        Case(
            description: "no TLS there",
            prepare: { try $0.writeProfile(url: $0.url.replacing("http:", with: "https:")) },
            found: ["tls": ("failed", "no trusted TLS connection", "profile show --sources")],
            skipped: unreachable.union(["first_byte"])
        ),
        Case(
            description: "silence",
            line: "--timeout 2s",
            reply: { _ in .silence },
            found: ["first_byte": ("failed", "the time ran out", "--timeout")],
            skipped: unreachable
        ),
        Case(
            description: "a venue out of order",
            prepare: { try $0.setFaults("status=503:100%") },
            found: ["venue": ("failed", "", "")],
            skipped: asked
        ),
        Case(
            description: "no venue at all",
            reply: { _ in .answer(200, "<html>hello</html>", headers: [date]) },
            found: ["venue": ("failed", "JSON", "")],
            skipped: asked
        ),
        Case(
            description: "a status that is not known",
            reply: { request in
                guard request.endpoint == "accountActiveOrders" else { return .passOn }
                return .answer(
                    200,
                    (try? Fixture.text("http_orders.json").replacing(#""open""#, with: #""paused""#)) ?? ""
                )
            },
            found: ["schema": ("warning", "accountActiveOrders orders[].status = paused", "version")]
        ),
        Case(
            description: "a member that is not known",
            reply: { request in
                guard request.endpoint == "recentTrades" else { return .passOn }
                return .answer(
                    200,
                    (try? Fixture.text("http_recent_trades.json").replacing(#""type""#, with: #""lane": 1, "type""#))
                        ?? ""
                )
            },
            found: ["schema": ("warning", "recentTrades trades[].lane", "version")]
        ),
        Case(
            description: "a code that is not known",
            reply: { request in
                request.endpoint == "accountLimits" ? .answer(400, #"{"code":21999,"message":"new"}"#) : .passOn
            },
            found: [
                "account": ("failed", "21999", ""), "schema": ("warning", "code 21999", "version"),
            ]
        ),
        Case(
            description: "an answer that cannot be read",
            reply: { request in
                guard request.endpoint == "trades" else { return .passOn }
                return .answer(200, #"{"code":200,"trades":[{"trade_id":"x"}]}"#)
            },
            found: ["schema": ("failed", "trades[0].trade_id", "")]
        ),
        Case(
            description: "a profile that is wrong",
            prepare: { try $0.shell("echo 'mistake = 1' >> ~/config/test.toml").expectDone() },
            found: ["profile": ("failed", "config/test.toml:", "")],
            skipped: unknown
        ),
        Case(
            description: "no such profile",
            profile: "nobody",
            found: ["profile": ("failed", "nobody", "profile list")],
            skipped: unknown
        ),
        Case(
            description: "a damaged ledger",
            prepare: { try $0.shell("printf %2000s > ~/state/ledger.sqlite; rm ~/state/ledger.sqlite-*").expectDone() },
            found: ["ledger": ("failed", "is damaged", "orders")]
        ),
        Case(
            description: "a transaction that nobody knows the fate of",
            prepare: { try $0.leaveUnsettled() },
            found: ["ledger": ("warning", "of account 100001 on sandbox-127.0.0.1", "orders --ledger")]
        ),
        Case(
            description: "more requests than the tier has",
            prepare: { world in
                try world.writeProfile("test", "[limits]\nrequests_per_minute = 600")
                try world.shell("cd; sed -i 's/^extends.*/network = \"custom\"/' config/test.toml").expectDone()
            },
            found: ["requests": ("warning", "the tier standard has 60 requests a minute", "requests_per_minute = 60")]
        ),
        Case(
            description: "a file where the state should be",
            prepare: { try $0.shell("rm -r ~/state; touch ~/state; chmod 600 ~/state").expectDone() },
            found: ["disk": ("failed", "is no directory", "LIGHTER_STATE_HOME")]
        ),
        Case(
            description: "others may change the configuration",
            prepare: { try $0.shell("chmod 777 ~/config").expectDone() },
            found: ["files": ("failed", "others may change", "chmod go-rwx ")]
        ),
        Case(
            description: "a directory that is no one's own",
            prepare: { try $0.shell("cd ~/config; touch $(seq 30); chmod 666 $(seq 30)").expectDone() },
            found: ["files": ("failed", "others may change", "lighter profile path")]
        ),
        Case(
            description: "others may read the ledger",
            prepare: { try $0.shell("chmod 644 ~/state/ledger.sqlite").expectDone() },
            found: ["files": ("warning", "ledger.sqlite: its mode is 644", "chmod go-rwx ")]
        ),
        Case(
            description: "decimals changed since the cache",
            prepare: { world in
                let change = "s/\"supported_price_decimals\":2/\"supported_price_decimals\":3/g"
                try world.shell("cd; sed -i '\(change)' cache/markets-*.json").expectDone()
            },
            found: ["markets": ("failed", "price decimals 3 to 2", "markets")]
        ),
    ]

    private static let date = "Date: \(httpDate())"

    private static func httpDate() -> String {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "GMT")
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return format.string(from: Date())
    }

    @Test(arguments: cases)
    func theRightLineSaysSo(_ item: Case) throws {
        let world = try Self.healthyWorld()
        try item.prepare(world)
        var venue: StandInVenue?
        if let reply = item.reply {
            venue = try StandInVenue(before: world.url, reply: reply)
            try world.writeProfile(url: venue?.url)
        }
        defer { venue?.stop() }
        let outcome = try world.lighter(words: "-p \(item.profile) doctor \(item.line)", profile: nil)
        let checks = try outcome.items("checks")
        #expect(outcome.status == item.exit, "\(outcome.output)\(outcome.errors)")
        #expect(checks.compactMap { $0["name"]?.string } == Self.names)
        for check in checks {
            let name = try #require(check["name"]?.string)
            let (state, found) = (check["state"]?.string, try #require(check["found"]?.string))
            let hint = check["hint"]?.string
            if let expected = item.found[name] {
                #expect(
                    state == expected.state && (expected.words.isEmpty || found.contains(expected.words)),
                    "\(check)"
                )
                #expect(hint.map { expected.hint.isEmpty || $0.contains(expected.hint) } == true, "\(check)")
                try expectParses(hint, world)
            } else {
                #expect(state == (item.skipped.contains(name) ? "skipped" : "fine") && hint == nil, "\(check)")
                #expect(found.hasPrefix("skipped: ") == (state == "skipped"), "\(check)")
            }
        }
        let worst = item.found.isEmpty ? "fine" : item.exit == 1 ? "failed" : "warning"
        #expect(try outcome.text("state") == worst)
        for secret in [world.account["private_key"]?.string, try? Vectors().privateKey] {
            let digits = try #require(secret).replacing("0x", with: "")
            #expect(!outcome.output.contains(digits) && !outcome.errors.contains(digits))
        }
    }

    private static let names = [
        "profile", "sandbox", "clock", "name_lookup", "connection", "tls", "first_byte", "venue", "chain", "key",
        "registration", "account", "requests", "signer", "files", "disk", "locked_memory", "ledger", "market_cache",
        "markets", "schema", "versions",
    ]

    /// A world in which everything has been used once.
    private static func healthyWorld() throws -> CommandLineWorld {
        let world = try CommandLineWorld()
        try world.lighter("cancel", "--disarm").expectSuccess()
        try world.lighter("markets").expectSuccess()
        try world.shell("chmod 700 ~/config").expectDone()
        return world
    }

    /// What is named to be run is a command.
    private func expectParses(_ hint: String?, _ world: CommandLineWorld) throws {
        guard let hint, hint.hasPrefix("lighter ") else { return }
        let outcome = try world.shell("\(hint) -n")
        #expect(outcome.status != 64, "\(hint): \(outcome.errors)")
    }

    /// Whoever reads it in whatever form reads the same, and nothing is left behind by it.
    @Test func everyFormSaysTheSameAndNothingIsWritten() throws {
        let world = try Self.healthyWorld()
        try world.shell("chmod 755 ~/config").expectDone()
        let listing =
            "cd; find config state cache ! -name 'requests*' ! -name '*-shm' -type f -exec sha256sum {} + | sort"
        let before = try world.shell(listing).output
        let lines = try world.lighter(words: "doctor -n -o ndjson").lines
        #expect(lines.map { $0["name"]?.string } == Self.names)
        let csv = try world.lighter(words: "doctor -o csv").output.split(separator: "\r\n")
        #expect(csv.first == "name,state,found,hint,milliseconds" && csv.count == Self.names.count + 1)
        #expect(try world.lighter(words: "doctor -q").output == "warning\n")
        for (locale, warning, fine) in [("C", "warn  files", "ok    clock"), ("C.UTF-8", "!  files", "✓  clock")] {
            let table = try world.shell("LC_ALL=\(locale) LIGHTER_PROFILE=test lighter doctor -o table").output
            #expect(table.contains(warning) && table.contains(fine), "\(table)")
            #expect(table.contains("chmod go-rwx "))
        }
        #expect(try world.shell(listing).output == before)
        #expect(try world.get("/api/v1/nextNonce", world.keyQuery)["nonce"] == 1)
    }

    /// A limit on requests hides what is behind it: nothing is wrong, and nobody may take it to be fine.
    @Test func aLimitOnRequestsIsKept() throws {
        let world = try Self.healthyWorld()
        let venue = try StandInVenue(before: world.url) { _ in .passOn }
        defer { venue.stop() }
        try world.writeProfile(url: venue.url, "[limits]\nrequests_per_minute = 3")
        let outcome = try world.lighter(words: "doctor --timeout 2s")
        outcome.expectSuccess()
        let states = try outcome.items("checks").map { ($0["name"]?.string ?? "", $0["state"]?.string ?? "") }
        #expect(venue.count == 3)
        #expect(states.allSatisfy { ["fine", "warning"].contains($0.1) }, "\(states)")
        #expect(states.contains { $0 == ("venue", "fine") } && states.contains { $0 == ("schema", "warning") })
        #expect(try outcome.text("state") == "warning")
    }

    /// Whoever has nothing has a sandbox afterwards, as after any first command.
    @Test func aFirstCommandFindsEverythingFine() throws {
        let world = try CommandLineWorld(venue: nil)
        defer { _ = try? world.lighter("sandbox", "stop", profile: nil) }
        let outcome = try world.lighter("doctor", profile: nil)
        #expect(try outcome.status == 0 && outcome.text("state") == "fine", "\(outcome)")
        let sandbox = try outcome.items("checks").first { $0["name"] == "sandbox" }
        #expect(sandbox?["found"]?.string?.hasPrefix("runs at http://127.0.0.1:") == true)
    }
}

extension CommandLineWorld {
    fileprivate var keyQuery: [HTTPRequest.Field] {
        ["account_index", "api_key_index"].map { .init($0, "\(account[$0]?.integer ?? 0)") }
    }

    /// Writes down a transaction of two minutes ago whose answer never came.
    fileprivate func leaveUnsettled() throws {
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        let intent = Intent(
            nonce: try Nonce(1),
            hash: String(repeating: "ab", count: 40),
            type: .createOrder,
            summary: "buy",
            createdAt: now - 120_000,
            expiresAt: now + 480_000
        )
        let port = try #require(url.split(separator: ":").last)
        let key = SigningKeyIdentity(
            venue: "sandbox-127.0.0.1-\(port)",
            account: try AccountIndex(#require(account["account_index"]?.integer)),
            apiKey: try APIKeyIndex(#require(account["api_key_index"]?.integer))
        )
        try Ledger(directory: directory + "/state").intend([[intent]], with: key)
    }

    /// Keeps the account's key in the keystore under a password, and writes the profile `bot` that names it.
    fileprivate func keepKey() throws {
        try write("password", Vectors().privateKey.prefix(40) + "\n")
        let digits = try #require(account["private_key"]?.string)
        let words = "keys import bot --kdf none --password-file \(directory)/password"
        try lighter(words: words, input: digits + "\n").expectSuccess()
        try writeProfile("bot")
        try shell("cd; sed -i 's/^file = .*/keystore = \"bot\"/' config/bot.toml").expectDone()
    }
}
