import Foundation
import Testing

/// What a person sees at a terminal, in colours and pages, and what no program ever sees.
@Suite struct TerminalOutputTests {
    private static let lighter = CommandLineWorld.binaries + "/lighter"

    private func shown(
        _ words: String,
        _ world: CommandLineWorld,
        _ more: [String: String] = [:],
        lines: UInt16? = nil
    ) throws -> Outcome {
        try session(words, world, more, lines: lines).wait()
    }

    private func session(
        _ words: String,
        _ world: CommandLineWorld,
        _ more: [String: String],
        lines: UInt16?
    ) throws -> TerminalSession {
        var environment = world.environment
        environment["TERM"] = "xterm"
        environment.merge(more) { _, new in new }
        return try TerminalSession(
            Self.lighter,
            words.split(separator: " ").map(String.init),
            environment: environment,
            size: lines.map { (120, $0) }
        )
    }

    /// no-color.org, bixense.com/clicolors, and `--color` before both.
    @Test func coloursAreWhereTheyAreWanted() throws {
        let world = try CommandLineWorld()
        #expect(try world.lighter(words: "submit ETH buy 0.1 --market").status == 0)
        let cases: [(variables: [String: String], option: String, terminal: Bool, pipe: Bool)] = [
            ([:], "", true, false),
            (["TERM": "dumb"], "", false, false),
            (["NO_COLOR": "1"], "", false, false),
            (["NO_COLOR": "0"], "", false, false),
            (["NO_COLOR": ""], "", true, false),
            (["CLICOLOR_FORCE": "1"], "", true, true),
            (["CLICOLOR_FORCE": "yes"], "", true, true),
            (["CLICOLOR_FORCE": "0"], "", true, false),
            (["CLICOLOR_FORCE": ""], "", true, false),
            (["CLICOLOR_FORCE": "1", "TERM": "dumb"], "", true, true),
            (["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], "", false, false),
            (["CLICOLOR_FORCE": "1", "NO_COLOR": ""], "", true, true),
            (["CLICOLOR": "1"], "", true, false),
            (["CLICOLOR": "0"], "", false, false),
            (["CLICOLOR": "0", "CLICOLOR_FORCE": "1"], "", true, true),
            (["NO_COLOR": "1", "TERM": "dumb"], "--color always", true, true),
            (["CLICOLOR_FORCE": "1"], "--color never", false, false),
            (["NO_COLOR": "1"], "--color auto", false, false),
            ([:], "--color auto", true, false),
        ]
        for (variables, option, terminal, pipe) in cases {
            let line = "-p test trades ETH -o table \(option)"
            #expect(try shown(line, world, variables).output.contains("\u{1B}[3") == terminal, "\(variables) \(option)")
            var environment = world.environment
            environment["TERM"] = "xterm"
            environment.merge(variables) { _, new in new }
            let words = line.split(separator: " ").map(String.init)
            let piped = try ChildProcess(Self.lighter, words, environment: environment, directory: world.directory)
            #expect(piped.wait().output.contains("\u{1B}") == pipe, "\(variables) \(option)")
        }
        // Data is never coloured.
        for format in ["json", "ndjson", "csv"] {
            #expect(try !shown("-p test trades ETH --color always -o \(format)", world).output.contains("\u{1B}"))
        }
    }

    @Test func whatIsLongerThanTheScreenGoesThroughThePager() throws {
        let world = try CommandLineWorld(venue: nil)
        let marks = ["PAGER": "sed s/^/P:/"]
        let paged = try shown("profile show", world, marks, lines: 10)
        #expect(paged.status == 0)
        let lines = paged.output.split(separator: "\r\n")
        #expect(lines.count > 10 && lines.allSatisfy { $0.hasPrefix("P:") }, "\(paged.output)")
        let count = UInt16(lines.count)
        let cases: [(words: String, variables: [String: String], lines: UInt16?, isPaged: Bool)] = [
            ("profile show", marks, count, true), ("profile show", marks, count + 1, false),
            ("profile show", marks, nil, false), ("profile list", marks, 10, false),
            ("profile show -o json", marks, 1, false), ("profile show -o csv", marks, 1, false),
            ("profile show -o ndjson", marks, 1, false), ("profile list -q", marks, 1, false),
            ("profile show", ["LIGHTER_PAGER": "sed s/^/P:/", "PAGER": "false"], 10, true),
            ("profile show", ["LIGHTER_PAGER": "", "PAGER": "sed s/^/P:/"], 10, false),
            ("profile show", ["LIGHTER_PAGER": "cat", "PAGER": "sed s/^/P:/"], 10, false),
            ("profile show", ["PAGER": " "], 10, false),
            ("profile show", ["PAGER": "sed s/^/P:/", "TERM": "dumb"], 10, false),
            // Missing, it is not missed.
            ("profile show", ["PAGER": "lighter-nowhere -x"], 10, false),
            ("profile show", ["PATH": "/nowhere"], 10, false),
        ]
        for (words, variables, lines, isPaged) in cases {
            let outcome = try shown(words, world, variables, lines: lines)
            #expect(outcome.status == 0 && !outcome.output.isEmpty)
            #expect(outcome.output.contains("P:") == isPaged, "\(words) \(variables): \(outcome.output)")
            if words == "profile show" { #expect(outcome.output.contains("canary.max_cancel"), "\(variables)") }
        }
        #expect(try !world.shell("lighter profile show -o table | PAGER='sed s/^/P:/' cat").output.contains("P:"))
    }

    @Test func aPagerIsThePersonsProgram() throws {
        let world = try CommandLineWorld(venue: nil)
        let secret = "0x" + String(repeating: "ab", count: 40)
        let environment = ["PAGER": "env; exit 3", "LIGHTER_PRIVATE_KEY": secret, "MY_KEY": secret, "MY_NAME": "x y"]
        let told = try shown("profile show", world, environment, lines: 10)
        // How the pager ends says nothing of the command.
        #expect(told.status == 0 && told.output.contains("LESS=FRX") && told.output.contains("MY_NAME=x y"))
        #expect(!told.output.contains("abab"))
        #expect(try shown("profile show", world, ["PAGER": "echo $LESS", "LESS": "-i"], lines: 10).output == "-i\r\n")
        // One who has seen enough has made no mistake, and an interrupt is for the pager.
        let first = try shown("profile show --color never", world, ["PAGER": "head -n 1"], lines: 10)
        #expect(first.status == 0 && first.output.split(separator: "\r\n").map { $0.prefix(4) } == ["KEY "])
        let script = "trap 'echo caught; exit' INT; cat > /dev/null; echo ready; while :; do sleep 0.02; done"
        let interrupted = try session("profile show", world, ["PAGER": script], lines: 10)
        try interrupted.wait(for: "ready")
        interrupted.type("\u{3}")
        try interrupted.wait(for: "caught")
        #expect(interrupted.wait().status == 0)
        if access("/usr/bin/less", X_OK) == 0 {
            let less = try session("profile show", world, [:], lines: 10)
            try less.wait(for: "defaults.slippage")
            less.type("q")
            #expect(less.wait().status == 0 && !less.shown.contains("canary.max_cancel"))
        }
    }
}
