import Foundation
import LighterJSON
import Synchronization
import Testing

/// What the tab key offers, in the shells themselves and asked as they ask.
@Suite struct CompletionTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static func file(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    /// What is offered for a line whose words end at spaces, as fish asks for it: with what it is, behind a tab.
    private func offers(_ line: String, _ world: CommandLineWorld, profile: String? = "test") throws -> [String] {
        let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let arguments = ["__complete", "fish", words.last ?? ""] + words.dropLast()
        let outcome = try world.start(arguments, profile: profile).wait()
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(line): \(outcome.errors)")
        return outcome.output.split(separator: "\n").map(String.init)
    }

    private func values(_ line: String, _ world: CommandLineWorld, profile: String? = "test") throws -> [String] {
        try offers(line, world, profile: profile).dropFirst().map { String($0.prefix { $0 != "\t" }) }
    }

    @Test func filesAreAsLighterPrintsThem() throws {
        let world = try CommandLineWorld(venue: nil)
        for (shell, file) in [("bash", "lighter.bash"), ("zsh", "_lighter"), ("fish", "lighter.fish")] {
            #expect(try world.lighter("completions", shell).output == Self.file("Completions/\(file)"))
        }
        let index = "Sources/LighterCommands/Completion/CommandIndex+Generated.swift"
        let isCurrent = try world.lighter("__index").output == Self.file(index)
        #expect(
            isCurrent,
            "a command or an option has changed: .build/debug/lighter __index > index && mv index \(index)"
        )
    }

    @Test func whatMayComeNextIsOffered() throws {
        let world = try CommandLineWorld()
        try world.writeProfile("other")
        try world.lighter("markets")
        try world.lighter("submit", "ETH", "buy", "0.1", "--price", "2000", "--client-id", "mine")
        try world.lighter("submit", "ETH", "buy", "0.1", "--price", "2000", "--client-id", "77")
        try world.lighter("submit", "ETH", "buy", "0.1", "--market", "--client-id", "at-once")
        try world.write("config/keys/bot.key", "not looked into")
        // A line up to the cursor, some of what is offered, and what is not.
        let lines = [
            ("", "markets submit keys completions help", "generate __complete amend"),
            ("-p test -q bo", "book", ""),
            ("book ", "", "-"),
            ("-p test book ", "ETH BTC ETH/USDC", "--depth"),
            ("--profile=test book ETH/", "ETH/USDC", ""),
            ("markets ETH ", "BTC", "ETH"),
            ("submit ETH ", "buy sell", "ETH"),
            ("submit ETH buy ", "", "ETH --price"),
            ("submit ETH buy 0.1 -- ", "", "--price"),
            ("submit ETH buy 0.1 -", "--price --output --help", "--depth -o"),
            ("submit ETH --price 1 -", "--market", "--price"),
            ("submit --tif ", "gtt ioc post-only", ""),
            ("submit --tif=p", "--tif=post-only", ""),
            ("submit --price ", "", "buy"),
            ("submit --stop-loss -", "--price", ""),
            ("book -o ", "json csv", "nagios"),
            ("canary -o ", "nagios prometheus", ""),
            ("canary -qo ", "nagios", ""),
            ("cancel ", "mine 77", "at-once"),
            ("cancel mine ", "77", "mine"),
            ("modify ", "mine", ""),
            ("amend ", "mine", ""),
            ("order ", "mine", "--profile"),
            ("order mine ", "--profile", "mine"),
            ("close --slippage ", "", "ETH"),
            ("keys ", "generate token", "book"),
            ("keys token ", "create revoke", ""),
            ("keys show ", "bot", ""),
            ("keys generate ", "", "bot"),
            ("profile use ", "test other mainnet", ""),
            ("-p ", "test other", ""),
            ("profile init x --extends ", "other testnet", ""),
            ("help ", "book keys", ""),
            ("help keys token ", "revoke", "book"),
            ("sandbox ", "start faults", ""),
            ("completions ", "bash zsh fish", ""),
            ("watch ", "book: stats stats: account", "book:ETH"),
            ("watch book:", "book:ETH book:BTC", "book"),
            ("watch fills candles:ETH:", "candles:ETH:1m", "candles:ETH"),
            ("explain guard.", "guard.max_notional", ""),
            ("funding ", "ETH", ""),
            ("no-such-command ", "", "book"),
        ]
        for (line, offered, others) in lines {
            let found = try values(line, world)
            for value in offered.split(separator: " ") { #expect(found.contains(String(value)), "\(line): \(found)") }
            for value in others.split(separator: " ") { #expect(!found.contains(String(value)), "\(line): \(found)") }
        }
        for (line, files) in [
            ("canary --report ", "files"), ("submit --file=", "files"), ("-p ", "files toml"), ("book ", "-"),
            ("submit ETH buy 1 --price ", "-"),
        ] { #expect(try offers(line, world).first == files, "\(line)") }

        // What is known to be over is not offered any more; what others' accounts have never was.
        try world.lighter("cancel", "mine")
        #expect(try values("cancel ", world) == ["77"])
        #expect(try values("-p other cancel ", world) == ["77"])
        try world.writeProfile("stranger", "")
        try world.write(
            "config/stranger.toml",
            Self.stranger(of: String(contentsOfFile: world.directory + "/config/stranger.toml", encoding: .utf8))
        )
        #expect(try values("-p stranger cancel ", world).isEmpty)
        try world.lighter("cancel", "--all", "--market", "ETH")
        #expect(try values("cancel ", world).isEmpty)
    }

    private static func stranger(of profile: String) -> String {
        profile.replacing(#/account = \d+/#, with: "account = 424242")
    }

    /// Texts that a shell would make something else of, each with a beginning of its own.
    private static let hostile = [
        "a b", "b:c:d", "c$(touch pwned)", "d`touch pwned`", "e'f", "f\"g", "g\\h", "h!i", "i*?[a]", "j{k,l}", "k ~/x",
        "l#m", "m;touch pwned", "n&o|p>q<r", "o=p", "p%d", "q/ü€", "r^s@t",
    ]

    @Test(arguments: InteractiveShell.Kind.allCases)
    func namesComeThroughAShellAsTheyAre(_ kind: InteractiveShell.Kind) throws {
        guard let path = kind.path else { return }
        let world = try CommandLineWorld()
        let unfit = ["s\u{1B}[31mred", "t\nx", "-u"]
        let orders = try (Self.hostile + unfit).map { name in
            try JSON.object([
                "market": "ETH", "side": "buy", "size": "0.1", "price": "2000", "client_id": .string(name),
            ]).encoded() + "\n"
        }
        let sent = try world.lighter("submit", "-", "--continue-on-error", input: orders.joined())
        #expect(sent.output.split(separator: "\n").count == orders.count, "\(sent.errors)")
        let offered = try values("cancel ", world)
        #expect(Set(offered) == Set(Self.hostile))

        // A venue that gives its markets such names, and a file that has one.
        let cache = try FileManager.default.contentsOfDirectory(atPath: world.directory + "/cache")
        let list = "\(world.directory)/cache/\(try #require(cache.first { $0.hasPrefix("markets-") }))"
        let text = try String(contentsOfFile: list, encoding: .utf8)
        try world.write(
            "cache/" + (list as NSString).lastPathComponent,
            text.replacing("\"BTC\"", with: "\"B$(touch pwned)\"").replacing("\"SOL\"", with: "\"S\\u001b[31mOL\"")
        )
        try world.write("Z $(touch pwned) \"'.toml", "")

        let shell = try InteractiveShell(kind, at: path, in: world)
        for name in Self.hostile {
            #expect(try shell.words(typing: "lighter cancel \(name.prefix(1))\t") == ["cancel", name])
        }
        for (name, quote) in [("a b", "'"), ("e'f", "'"), ("c$(touch pwned)", "\""), ("f\"g", "\""), ("g\\h", "\"")] {
            #expect(try shell.words(typing: "lighter cancel \(quote)\(name.prefix(1))\t") == ["cancel", name])
        }
        #expect(try shell.words(typing: "lighter cancel b:\t") == ["cancel", "b:c:d"])
        #expect(try shell.words(typing: "lighter cancel a\\ \t") == ["cancel", "a b"])
        #expect(try shell.words(typing: "lighter watch boo\tETH/\t") == ["watch", "book:ETH/USDC"])
        #expect(try shell.words(typing: "lighter book B\t") == ["book", "B$(touch pwned)"])
        #expect(try shell.words(typing: "lighter -p test book eth/\t") == ["-p", "test", "book", "ETH/USDC"])
        #expect(try shell.words(typing: "lighter -p tes\t book") == ["-p", "test", "book"])
        #expect(try shell.words(typing: "lighter submit --tif=p\t") == ["submit", "--tif=post-only"])
        #expect(try shell.words(typing: "lighter -p ./Z\t") == ["-p", "./Z $(touch pwned) \"'.toml"])
        #expect(
            try shell.words(typing: "lighter canary --report=Z\t") == ["canary", "--report=Z $(touch pwned) \"'.toml"]
        )
        try shell.listing("lighter can\t\t", until: kind == .fish ? "canary" : "Take a real order")
        #expect(!FileManager.default.fileExists(atPath: world.directory + "/pwned"))
    }

    /// Every file below a directory, with what is in it and when it was written.
    private func files(_ directory: String) -> [String: String] {
        let files = FileManager.default
        let names = (files.enumerator(atPath: directory)?.allObjects as? [String] ?? []).filter {
            !$0.hasSuffix(".out")
        }
        .filter { !$0.hasSuffix(".err") && !$0.hasSuffix(".in") }
        return names.reduce(into: [:]) { found, name in
            let path = "\(directory)/\(name)"
            let attributes = try? files.attributesOfItem(atPath: path)
            let date = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
            found[name] = "\(date) \(files.contents(atPath: path)?.hashValue ?? 0)"
        }
    }

    @Test func lookingChangesNothingAndNeverFails() throws {
        let world = try CommandLineWorld()
        let lines = [
            "", "-p ", "book ", "cancel ", "keys show ", "-p broken cancel ", "-p broken book ", "-p missing order ",
        ]
        func ask(_ profile: String? = "test") throws -> [[String]] {
            let before = files(world.directory)
            defer { #expect(files(world.directory) == before) }
            return try lines.map { try values($0, world, profile: profile) }
        }
        // Where nothing is yet, nothing is made; no sandbox is started either.
        try world.write("config/broken.toml", "account = [[[")
        #expect(try ask()[2].isEmpty)
        #expect(try ask(nil)[3].isEmpty)

        try world.lighter("submit", "ETH", "buy", "0.1", "--price", "2000", "--client-id", "mine")
        #expect(try ask()[3] == ["mine"])

        // Somebody writes, and does not end.
        let ledger = world.directory + "/state/ledger.sqlite"
        let holder = try world.startShell(
            "python3 -c \"import sqlite3,time; c=sqlite3.connect('\(ledger)',isolation_level=None); "
                + "c.execute('BEGIN EXCLUSIVE'); print('held',flush=True); time.sleep(60)\""
        )
        let deadline = Date(timeIntervalSinceNow: ChildProcess.patience)
        while holder.output.isEmpty, Date() < deadline { usleep(2_000) }
        #expect(try ask()[3] == ["mine"])
        holder.interrupt(SIGKILL)
        _ = holder.wait()

        // Without what SQLite keeps beside it, and damaged.
        for ending in ["-wal", "-shm"] { try FileManager.default.removeItem(atPath: ledger + ending) }
        _ = try ask()
        try world.write("state/ledger.sqlite", String(repeating: "no database ", count: 1000))
        #expect(try ask()[3].isEmpty)
        let cache = try FileManager.default.contentsOfDirectory(atPath: world.directory + "/cache")
        for name in cache { try world.write("cache/\(name)", "{\"markets\":[{\"symbol\":\"E") }
        #expect(try ask()[2].isEmpty)
        // A shell's line that is no line.
        for line in ["", "'", "\"", "\\", "lighter", "lighter \u{1}", "lighter -", "lighter --=", "lighter = ="] {
            let outcome = try world.lighter("__complete", "bash", line, " \t\n\"'><=;|&(:", "80")
            #expect(outcome.status == 0 && outcome.errors.isEmpty)
        }
    }

    @Test func nothingIsAskedOfTheVenue() throws {
        let world = try CommandLineWorld()
        try world.lighter("markets")
        let requests = Mutex(0)
        let venue = try StandInVenue(before: world.url) { _ in
            requests.withLock { $0 += 1 }
            return .passOn
        }
        defer { venue.stop() }
        try world.writeProfile("watched", url: venue.url)
        for line in ["book ", "cancel ", "markets ", "keys show "] { _ = try values("-p watched \(line)", world) }
        #expect(requests.withLock { $0 } == 0)
    }
}
