import Foundation
import LighterJSON
import TestSupport
import Testing

/// An unknown command is a program on the PATH, which gets everything as it was given and knows the profile.
@Suite struct PluginTests {
    private let world: CommandLineWorld

    init() throws {
        world = try CommandLineWorld(venue: "http://127.0.0.1:1")
        try plugin("words", "for word; do printf '%s\\0' \"$word\"; done")
        try plugin("show", "env; grep Sig /proc/self/status; echo core $(ulimit -c) $$")
    }

    private func plugin(_ name: String, _ script: String) throws {
        try world.write("bin/lighter-\(name)", "#!/bin/bash\n\(script)\n", mode: 0o755)
    }

    private func start(
        _ arguments: [String],
        _ more: [String: String] = [:],
        through program: String = CommandLineWorld.binaries + "/lighter"
    ) throws -> ChildProcess {
        var environment = world.environment
        environment["PATH"] = "bin:\(world.directory)/bin:/usr/bin:/bin"
        environment.merge(more) { _, new in new }
        return try ChildProcess(program, arguments, environment: environment, directory: world.directory)
    }

    @Test func wordsArriveAsTheyWere() throws {
        var random = SeededGenerator(seed: 11)
        let pieces = ["-p", "--", "-o", "json", "a b", "", "'", "\"", "$HOME", "\n", "*", "ä", "--help", "-n", "\\"]
        for _ in 0..<20 {
            let words = (0..<Int.random(in: 0...8, using: &random)).map { _ in
                (0..<Int.random(in: 1...3, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
                    .joined()
            }
            let outcome = try start(["-p", "test", "words"] + words).wait()
            #expect(outcome.status == 0 && outcome.output == words.map { $0 + "\0" }.joined(), "\(words)")
        }
        #expect(try start(["help", "words"]).wait().output == "--help\0")
        #expect(try start(["plugins", "-q"]).wait().output == "show\nwords\n")
    }

    @Test func theProfileIsKnownAndNothingElseIsSet() throws {
        func variables(_ arguments: [String], _ more: [String: String] = [:]) throws -> [String: String] {
            let outcome = try start(arguments + ["show"], more).wait()
            #expect(outcome.status == 0, "\(outcome.errors)")
            let pairs = outcome.output.split(separator: "\n").filter {
                $0.hasPrefix("LIGHTER_") || $0.contains("COLOR")
            }
            .map { $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init) }
            return Dictionary(pairs.map { ($0[0], $0.count > 1 ? $0[1] : "") }) { _, new in new }
                .filter { !$0.key.hasSuffix("_HOME") }
        }
        let test = [
            "LIGHTER_PROFILE": "test", "LIGHTER_NETWORK": "sandbox", "LIGHTER_PROFILE_URL": "http://127.0.0.1:1",
            "LIGHTER_PROFILE_PATH": "\(world.directory)/config/test.toml",
            "LIGHTER_PROFILE_STREAM_URL": "ws://127.0.0.1:9/stream", "LIGHTER_PROFILE_CHAIN_ID": "300",
            "LIGHTER_PROFILE_ACCOUNT": "123456", "LIGHTER_PROFILE_API_KEY_INDEX": "4", "LIGHTER_OUTPUT": "json",
            "LIGHTER_BIN": CommandLineWorld.binaries + "/lighter",
        ]
        #expect(try variables(["-p", "test"]) == test)
        #expect(try variables([], ["LIGHTER_PROFILE": "test", "LIGHTER_PROFILE_ACCOUNT": "9"]) == test)
        let sandbox = try variables(["-o", "csv", "--color=never"], ["LIGHTER_PROFILE_ACCOUNT": "9"])
        #expect(sandbox["LIGHTER_PROFILE"] == "sandbox" && sandbox["LIGHTER_PROFILE_ACCOUNT"] == nil)
        #expect(sandbox["LIGHTER_OUTPUT"] == "csv" && sandbox["NO_COLOR"] == "1")
        #expect(try variables(["--color", "always"], ["NO_COLOR": "1"])["CLICOLOR_FORCE"] == "1")
        // What is the caller's own is passed on; nothing that `lighter` reads is added.
        #expect(try variables([], ["LIGHTER_ACCOUNT": "7"])["LIGHTER_PROFILE_ACCOUNT"] == "7")
        try world.write("config/broken.toml", "nonsense = 1\n")
        let broken = try variables(["-p", "broken"])
        #expect(broken["LIGHTER_PROFILE"] == "broken" && broken["LIGHTER_NETWORK"] == nil)
        // One that calls us acts under the same profile, and under another one it sets nothing.
        try plugin("again", "cd /; \"$LIGHTER_BIN\" \"$@\"")
        let path = "\(world.directory)/config/../config/test.toml"
        #expect(try start(["-p", path, "again", "profile", "show", "-q"]).wait().output == "test\n")
        let other = try start(["-p", "test", "again", "-p", "testnet", "profile", "show"]).wait().output
        #expect(!other.contains("123456") && !other.contains("environment LIGHTER"))
    }

    @Test func itIsTheSameProcess() throws {
        let direct = try start(["show"], through: world.directory + "/bin/lighter-show").wait().output
        let called = try start(["show"])
        let output = called.wait().output
        func state(_ text: String) -> [Substring] {
            text.split(separator: "\n").filter { $0.hasPrefix("Sig") && !$0.hasPrefix("SigQ") }
        }
        #expect(!state(output).isEmpty && state(output) == state(direct))
        #expect(output.hasSuffix(" \(called.id)\n"))
        for line in ["trap '' INT PIPE CHLD; ulimit -S -c 5", "ulimit -S -c 0"] {
            let both = try start(
                [
                    "-c",
                    "cd '\(world.directory)'; \(line); lighter-show > a; '\(CommandLineWorld.binaries)/lighter' show > b; grep -hE '^Sig[^Q]|core' a b",
                ],
                through: "/bin/bash"
            ).wait().output.split(separator: "\n").map { $0.hasPrefix("core") ? $0.prefix(7) : $0 }
            #expect(
                !both.isEmpty && Array(both.prefix(both.count / 2)) == Array(both.suffix(both.count / 2)),
                "\(both)"
            )
        }
        try plugin("end", "exit $1")
        #expect(try start(["end", "93"]).wait().status == 93)
        try plugin("wait", "echo ready; exec sleep 60")
        let waiting = try start(["wait"])
        let deadline = Date(timeIntervalSinceNow: ChildProcess.patience)
        while waiting.output.isEmpty, Date() < deadline { usleep(1_000) }
        waiting.interrupt(SIGTERM)
        #expect(waiting.wait().status == 128 + SIGTERM)
    }

    @Test func whatIsNoneIsNotRun() throws {
        try plugin("markets", "echo mine")
        try plugin("amend", "echo mine")
        try world.write("bin/lighter-plain", "#!/bin/bash\necho mine\n", mode: 0o644)
        try world.write("lighter-x", "#!/bin/bash\necho mine\n", mode: 0o755)
        for name in ["markets", "amend", "plain", "x", "../lighter-x", "-x", "nothing", ".x", "w\u{0}ords"] {
            let outcome = try start([name, "--nonsense"]).wait()
            #expect(outcome.status == 64 && outcome.output.isEmpty, "\(name)")
        }
        for option in ["-n", "-y", "-q", "--timeout=1s", "--color=red"] {
            #expect(try start([option, "words"]).wait().status == 64, "\(option)")
        }
        try world.write("bin/lighter-gone", "#!/nowhere\n", mode: 0o755)
        try start(["gone"]).wait().expectFailure(66, "plugin.cannot_start")
        try world.write("bin/lighter-script", "echo \"$1\"\n", mode: 0o755)
        #expect(try start(["script", "a b"]).wait().output == "a b\n")
    }
}
