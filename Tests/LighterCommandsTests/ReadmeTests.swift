import Foundation
import LighterJSON
import LighterLayerOne
import Testing

/// What the README tells its readers to type works as it stands there.
@Suite struct ReadmeTests {
    /// What cannot run here as it stands, and what runs in its place.
    private static let substitutions: [(text: String, instead: String, because: String)] = [
        ("bash .ci/setup && swift build &&", "", "this build is there already"),
        (".build/debug/lighter", "lighter", "this build may be another one"),
        ("bash .ci/setup && swift test", ": swift test", "this is one of those tests"),
        (".packaging/", ": ", "takes minutes; .ci/run makes the package"),
        ("swift run", ": swift run", "takes minutes; .ci/run runs what judges"),
        ("Benchmarks/compare", ": compare", "takes minutes, and a quiet machine"),
        ("--attempts 20", "--attempts 2", "two seconds for each"),
        ("lighter-sandbox --port 7300", "timeout --preserve-status 1 lighter-sandbox --port 0", "serves until SIGTERM"),
        ("-q)\" …", "-q)\" \"$(lighter sandbox status -q)\(whatTokensAreFor)", "readers fill in what they ask for"),
    ]
    private static let whatTokensAreFor = "/api/v1/accountActiveOrders?account_index=100001&market_id=0\""

    /// Every section with shell commands, in a world of its own: its commands in their order, in one shell, as somebody
    /// pastes them who reads it from top to bottom. Each of them, and each part of a pipe, exits 0.
    @Test(arguments: try Set(Readme().blocks(in: "sh").map(\.section)).sorted())
    func everyCommandRuns(section: String) throws {
        let world = try CommandLineWorld(venue: nil)
        defer { _ = try? world.lighter("sandbox", "stop", profile: nil) }
        let owner = try prepare(world)
        var script = try Readme().script(of: section)
        for (text, instead, _) in Self.substitutions {
            script = script.map { $0.replacing(text, with: instead) }
        }
        // The README's first line is a heading: lines keep their numbers.
        script[0] = """
            set -E -o pipefail; cd; PATH=~/bin:$PATH LIGHTER_PASSWORD_FILE=~/password; export LIGHTER_PASSWORD_FILE; \
            trap 'echo "README.md:$LINENO: exit $?: $BASH_COMMAND" >> ~/failures' ERR
            """
        let outcome = try world.startShell(script.joined(separator: "\n")).wait(120) {
            Self.sign(owner, in: world.directory)
        }
        let failures = try? String(contentsOfFile: world.directory + "/failures", encoding: .utf8)
        #expect(outcome.status == 0 && failures == nil, "\(failures ?? "")\(outcome.output)\(outcome.errors)")
    }

    @Test func noSubstitutionIsForNothing() throws {
        let commands = try Readme().blocks(in: "sh").map(\.text).joined()
        for (text, _, because) in Self.substitutions {
            #expect(commands.contains(text), "no command has \(text) any more, which \(because)")
        }
    }

    /// A profile that is a fragment lies over the sandbox's.
    @Test func everyProfileIsOne() throws {
        let world = try CommandLineWorld(venue: nil)
        let readme = try Readme()
        let map = try #require(readme.block(saying: "kind: ConfigMap").text.firstMatch(of: #/\|\n((?: {4}.*\n)+)/#))
        let profiles = readme.blocks(in: "toml").map(\.text) + [String(map.output.1)]
        #expect(profiles.count > 2)
        for profile in profiles {
            let isWhole = profile.contains("extends = ")
            try world.write("config/mine.toml", (isWhole ? "" : "extends = \"sandbox\"\n") + profile)
            let outcome = try world.lighter("-p", "mine", "profile", "show", "--sources", profile: nil)
            #expect(outcome.status == 0, "\(profile)\(outcome.errors)")
        }
    }

    @Test func everyLinkLeadsSomewhere() throws {
        let readme = try Readme()
        let anchors = Set(
            readme.headings.map { heading in
                heading.lowercased().filter { $0.isLetter || $0.isNumber || " -_".contains($0) }
                    .replacing(" ", with: "-")
            }
        )
        let directory = (Readme.path as NSString).deletingLastPathComponent
        let targets = readme.prose.matches(of: #/\]\(([^)]+)\)/#).map { String($0.output.1) }
        #expect(!targets.isEmpty)
        for target in targets where !target.hasPrefix("https://") {
            let isThere =
                target.hasPrefix("#")
                ? anchors.contains(String(target.dropFirst()))
                : FileManager.default.fileExists(atPath: "\(directory)/\(target)")
            #expect(isThere, "a link to \(target), which is not there")
        }
        let house = try readme.block(saying: "lighter ─ LighterCommands").text
        for module in house.matches(of: #/Lighter[A-Z]+[a-z]\w*/#).map({ String($0.output) }) {
            #expect(FileManager.default.fileExists(atPath: "\(directory)/Sources/\(module)"), "\(module) is not there")
        }
    }

    /// Every command has a place in the README, and every option that it speaks of exists.
    @Test func commandsAndOptionsAreThoseOfTheHelp() throws {
        let world = try CommandLineWorld(venue: nil)
        let help = try ["lighter", "lighter-sandbox"].map {
            try #require(world.shell("\($0) --experimental-dump-help").json["command"])
        }
        let readme = try Readme()
        let text = readme.prose + readme.blocks.map(\.text).joined()
        let commands = help[0]["subcommands"]?.array?.compactMap { $0["commandName"]?.string } ?? []
        #expect(commands.count > 10)
        for command in commands where command != "help" {
            let isMentioned = text.contains(try Regex("(lighter|`)[^\n`|]*\\b\(command)\\b"))
            #expect(isMentioned, "the README has no word of lighter \(command)")
        }
        let options = Set(help.flatMap(Self.options))
        for code in readme.prose.matches(of: #/`([^`]+)`/#).map(\.output.1) where !code.hasPrefix("swift ") {
            for option in code.matches(of: #/(?:^|\s)--([a-z][a-z0-9-]*)/#).map({ String($0.output.1) }) {
                #expect(options.contains(option), "--\(option) in `\(code)` is an option of no command")
            }
        }
    }

    private static func options(of command: JSON) -> [String] {
        let own = command["arguments"]?.array?.flatMap { $0["names"]?.array ?? [] }.compactMap { $0["name"]?.string }
        return (own ?? []) + (command["subcommands"]?.array ?? []).flatMap(options)
    }

    /// Starts the sandbox, and gives its reader what the README takes for granted: a password, and a wallet.
    private func prepare(_ world: CommandLineWorld) throws -> LayerOneKey {
        let started = try world.lighter("sandbox", "start", "--seed", "7", profile: nil)
        let keyFile = try #require(try started.text("l1_key_file"), "\(started.errors)")
        let owner = try String(contentsOfFile: keyFile, encoding: .utf8)
        try world.write("password", "0123456789abcdef0123456789abcdef\n")
        try world.write(".curlrc", "fail\n")
        try world.write(
            "bin/cast",
            """
            #!/bin/sh
            [ "$1 $2 $3 $4" = "wallet sign --account me" ] || exit 64
            printf %s "$5" > ~/text.part && mv ~/text.part ~/text
            until [ -e ~/signature ]; do sleep 0.01; done
            cat ~/signature && rm ~/signature

            """,
            mode: 0o700
        )
        return try #require(LayerOneKey(hex: owner.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    /// Signs what the wallet was given.
    private static func sign(_ owner: LayerOneKey, in directory: String) {
        guard let text = FileManager.default.contents(atPath: directory + "/text") else { return }
        try? FileManager.default.removeItem(atPath: directory + "/text")
        let signature = owner.sign(String(decoding: text, as: UTF8.self))
        let bytes = Data((signature?.description ?? "").utf8)
        try? bytes.write(to: URL(fileURLWithPath: directory + "/signature"), options: .atomic)
    }
}
