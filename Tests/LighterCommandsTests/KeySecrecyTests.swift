import Foundation
import LighterJSON
import LighterLayerOne
import TestSupport
import Testing

/// The private key is in the key file and nowhere else.
@Suite struct KeySecrecyTests {
    /// A scan that finds nothing proves something only where it would find what is there.
    @Test func theScanFindsASecretInEveryForm() {
        var random = SeededGenerator(seed: 3)
        let secret = (0..<40).map { _ in UInt8.random(in: 0...255, using: &random) }
        let scan = SecretScan(secrets: ["the secret": secret])
        let noise = (0..<5_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        #expect(scan.findings(in: noise, of: "noise").isEmpty)
        for start in 0...24 {
            for window in [Array(secret[start..<start + 16]), secret[start..<start + 16].reversed()] {
                let digits = window.map { String(format: "%02x", $0) }.joined()
                let texts =
                    [digits, digits.uppercased()] + (0..<3).map { Data(noise[..<$0] + window).base64EncodedString() }
                for form in [window] + texts.map({ Array($0.utf8) }) {
                    let found = scan.findings(in: noise + form + noise, of: "a place")
                    #expect(
                        !found.isEmpty
                            && found.allSatisfy { $0.hasPrefix("the secret, ") && $0.hasSuffix(", in a place") }
                    )
                }
            }
        }
    }

    /// A world, the scan for its key, and the files in which the key, or most of it, may be.
    private struct Guarded {
        let world: CommandLineWorld
        let scan: SecretScan
        let keyFiles: Set<String>

        init() throws {
            world = try CommandLineWorld()
            let digits = try #require(world.account["private_key"]?.string?.replacing("0x", with: ""))
            let bytes = Self.bytes(digits)
            try #require(bytes.count == 40)
            let owner = try world.owner().exposedHex()
            let password = (0..<32).map { _ in String(format: "%02x", UInt8.random(in: 0...255)) }.joined()
            scan = SecretScan(secrets: [
                "the key": bytes, "the password": Array(password.utf8), "the owner's key": Self.bytes(owner),
            ])
            try world.write("owner.key", owner)
            try world.write("password", password + "\n")
            let spoiled = [
                "short": digits.dropLast(2) + "", "long": digits + "00", "wrong": digits.dropLast() + "g",
                "two": digits + "\n" + digits, "binary": "", "open": digits,
            ]
            for (name, text) in spoiled {
                try world.write("config/\(name).key", text, mode: name == "open" ? 0o644 : 0o600)
            }
            try Data(bytes).write(to: URL(fileURLWithPath: world.directory + "/config/binary.key"), options: [])
            try world.write("tmp/nothing", "")
            let config = world.directory + "/config/"
            let home = world.directory
            keyFiles = Set((spoiled.keys + ["test"]).map { "\(config)\($0).key" })
                .union(["owner.key", "password", "bot.digits"].map { "\(home)/\($0)" })
        }

        static func bytes(_ digits: some StringProtocol) -> [UInt8] {
            stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(digits.dropFirst($0).prefix(2), radix: 16) }
        }

        /// What shows anywhere below the world's directory.
        func findingsInFiles() -> [String] {
            scan.findings(inFilesBelow: world.directory, except: keyFiles.union([world.announcementFile ?? ""]))
        }
    }

    private static let spoiledKeys = ["short", "long", "wrong", "two", "binary", "open"]

    /// The commands on keys under a password.
    private static let keystoreSession: [(line: String, exit: Int32)] = [
        ("keys import bot --kdf none --file config/test.key --password-file password", 0),
        ("submit ETH buy 0.1 --price 2000 -v -p sealed", 0), ("orders -p mistaken", 77), ("keys show bot", 0),
        ("keys check bot -v --password-file password", 0), ("keys check bot --password-file config/test.toml", 77),
        ("keys generate fresh --index 7 --kdf interactive --password-file password", 0), ("keys list", 0),
        ("keys register fresh --l1-command false --password-file password", 77),
        ("keys register fresh --l1-key-file owner.key --password-file password -v", 0),
        ("keys rotate fresh --l1-key-file owner.key --password-file password -v", 0),
        ("keys rotate fresh --l1-command false --password-file password", 77),
        ("keys export bot --confirm bot --file bot.digits --password-file password", 0),
        ("keys delete bot --confirm bot", 0),
    ]

    /// Commands, and how each ends.
    private static let session: [(line: String, exit: Int32)] =
        [
            ("submit ETH buy 0.1 --price 2000 --client-id 1 -v", 0), ("submit ETH buy 0.1 --market -v", 0),
            ("submit ETH buy 0.1 --price 2000 --dry-run", 0), ("submit ETH buy 0.1 --price 2000.001", 65),
            ("submit NOPE buy 1 --market", 66), ("modify 1 --price 2001", 0), ("cancel 1 -v", 0), ("cancel 1", 3),
            ("cancel --after 10m", 0), ("leverage ETH 10", 0), ("close ETH", 0), ("orders -v", 0),
            ("orders --ledger", 0),
            ("account", 0), ("order nobody", 66), ("profile show --sources", 0), ("profile list", 0),
            ("keys token create", 0), ("keys token create --file token", 0), ("keys token create --file token", 73),
            ("keys token create --read-only dash --expires 1d -v", 0), ("keys token list", 0),
            ("keys token revoke 1", 0), ("sign --file unsigned.ndjson", 0), ("verify --file signed.ndjson", 1),
            ("frobnicate", 64), ("sign --key-file config/test.key", 64), ("orders -p dead", 69),
            ("submit ETH buy 0.1 --price 2000 -p dead", 69),
        ]
        + keystoreSession
        + spoiledKeys.flatMap { name in
            let exit: Int32 = name == "open" ? 77 : 65
            return [
                ("orders -p \(name)", exit), ("submit ETH buy 0.1 --price 2000 -n -p \(name)", exit),
                ("sign --file unsigned.ndjson --key-file config/\(name).key", exit),
            ]
        }

    @Test("slow: a whole session leaves the key in the key file alone")
    func aSession() throws {
        let guarded = try Guarded()
        let world = guarded.world
        try world.writeProfile("dead", url: "http://127.0.0.1:1")
        for name in Self.spoiledKeys {
            try world.writeProfile(name)
            let path = "\(world.directory)/config/\(name).toml"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            try world.write("config/\(name).toml", text.replacing("test.key", with: "\(name).key"))
        }
        try world.writeProfile("sealed")
        let profile = try String(contentsOfFile: "\(world.directory)/config/sealed.toml", encoding: .utf8)
        for (name, password) in [("sealed", "../password"), ("mistaken", "test.toml")] {
            let key = "keystore = \"bot\"\npassword_file = \"\(password)\""
            try world.write("config/\(name).toml", profile.replacing("file = \"test.key\"", with: key))
        }
        try world.write("unsigned.ndjson", Vectors().transactions[0].unsigned + "\n")
        try world.write("signed.ndjson", Vectors().transactions[0].signed + "\n")
        let hasTracer = FileManager.default.isExecutableFile(atPath: "/usr/bin/strace")
        if !hasTracer { print("strace is not installed: what commands write and send is not looked at") }
        let calls = "%network,%process,%file,write,writev,pwrite64,pwritev,pwritev2"
        let tracer = hasTracer ? "strace -f -o trace -xx -v -s 100000 -e signal=none -e trace=\(calls) " : ""
        func run(_ program: String) throws -> Outcome {
            try world.shell("cd $HOME; export TMPDIR=$HOME/tmp LIGHTER_PROFILE=test; \(tracer)\(program)", patience: 60)
        }
        for (line, exit) in Self.session {
            let outcome = try run("lighter \(line)")
            #expect(outcome.status == exit, "\(line): \(outcome.errors)")
            #expect(guarded.scan.findings(in: outcome, of: line) == [])
            // What is exported is written, to its file alone.
            guard !line.hasPrefix("keys export") else { continue }
            #expect(guarded.scan.findings(inTrace: world.directory + "/trace", of: line) == [])
        }
        #expect(guarded.findingsInFiles() == [])
        // What shows the key is noticed.
        #expect(guarded.scan.findings(in: try run("head config/test.key"), of: "head") != [])
        #expect(!hasTracer || guarded.scan.findings(inTrace: world.directory + "/trace", of: "head") != [])
    }

    @Test("a process that is looked at, killed or crashes does not show the key")
    func crashes() throws {
        let guarded = try Guarded()
        let world = guarded.world
        let waiting = "submit ETH buy 0.1 --price 2000 --wait filled --timeout 20s"
        // As much as a system may ever keep or show of a process that dies, by either way.
        let ends = [(SIGKILL, "yes"), (SIGSEGV, "yes"), (SIGQUIT, "yes"), (SIGSEGV, "no"), (SIGABRT, "no")]
        for (signal, backtrace) in ends {
            let process = try world.startShell(
                "cd $HOME/tmp; ulimit -c unlimited; export TMPDIR=$HOME/tmp LIGHTER_PROFILE=test SWIFT_BACKTRACE=enable=\(backtrace);"
                    + "exec lighter \(waiting)"
            )
            let deadline = Date(timeIntervalSinceNow: ChildProcess.patience)
            while !process.errors.contains("lighter.notice/1"), Date() < deadline { usleep(1_000) }
            #expect(guarded.scan.findings(inProcess: process.id) == [])
            // The key is what a process that signs has to hold; the text it was read from is gone.
            let held = guarded.scan.findings(inMemoryOf: process.id)
            #expect(held.allSatisfy { $0.hasPrefix("the key, raw, ") } && (geteuid() != 0 || !held.isEmpty), "\(held)")
            kill(process.id, signal)
            let outcome = process.wait()
            #expect(outcome.status == 128 + signal && !outcome.hasDumpedCore, "\(outcome.errors)")
            // Nothing but what it said before.
            #expect(outcome.output.isEmpty && outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
            #expect(guarded.scan.findings(in: outcome, of: "signal \(signal)") == [])
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: world.directory + "/tmp") == ["nothing"])
        #expect(guarded.findingsInFiles() == [])
    }

    /// Whoever puts a key where another word belongs does not read it again, nor a part of it that was cut to be short.
    @Test func aKeyInTheWrongPlaceIsNotShown() throws {
        let world = try CommandLineWorld()
        let key = (0..<5).map { _ in "0f1e2d3c4b5a6978" }.joined()
        let lines = [
            "KEY", "-p KEY markets", "help KEY", "man KEY", "schema KEY", "explain KEY", "watch KEY", "watch book:KEY",
            "book KEY", "book ETH --group KEY", "candles ETH --resolution KEY", "fills --since KEY",
            "fills --order KEY",
            "submit ETH buy KEY", "submit ETH buy 1 --price KEY", "submit ETH buy 1 --market --slippage KEY",
            "submit ETH buy 1 --price 2300 --expires KEY", "submit --file KEY", "sign --file KEY", "order KEY",
            "tx KEY",
            "--timeout KEY markets", "keys show KEY", "keys check KEY", "keys import bot KEY", "keys import --key=KEY",
            "keys register bot --l1-key-file KEY", "keys register bot --l1-key-env KEY", "profile init KEY",
            "profile init x --extends KEY", "profile use KEY", "sandbox faults KEY", "canary --report KEY/x",
        ]
        let variables = ["ACCOUNT", "API_KEY_INDEX", "KEYSTORE", "KEY_FILE", "PASSWORD_FILE", "PASSWORD_FD", "URL"]
        for digits in [key, "0x" + key, String(key.prefix(64)).uppercased()] {
            let placed = lines.map { "lighter " + $0.replacing("KEY", with: digits) }
            let set = variables.flatMap { name in
                ["doctor", "profile show", "account"].map { "LIGHTER_\(name)=\(digits) lighter \($0)" }
            }
            for line in placed + set {
                let outcome = try world.shell("cd; export LIGHTER_PROFILE=test; \(line) </dev/null")
                let shown = (outcome.output + outcome.errors).lowercased()
                #expect(!shown.contains("0f1e2d3c4b5a69780f1e"), "\(line)")
            }
        }
    }

    /// What is started from a process that has the key in its environment does not get it.
    @Test func theSandboxGetsNoVariableOfOurs() throws {
        let guarded = try Guarded()
        let start = "LIGHTER_PRIVATE_KEY=$(cat $HOME/config/test.key) lighter sandbox start -p sandbox"
        let sandbox = try guarded.world.shell(start).json
        let id = try #require(sandbox["pid"]?.integer.flatMap(pid_t.init(exactly:)))
        let environment = try Data(contentsOf: URL(fileURLWithPath: "/proc/\(id)/environ"))
        #expect(!environment.isEmpty && !String(decoding: environment, as: UTF8.self).contains("LIGHTER_"))
        #expect(guarded.scan.findings(inProcess: id) == [])
        #expect(try guarded.world.lighter("sandbox", "stop", profile: "sandbox").status == 0)
    }
}
