import Foundation
import Testing

/// The manual pages, as they are written for packages and shown to a person.
@Suite struct ManualTests {
    @Test func everyCommandHasAPageThatFormattersTake() throws {
        let world = try CommandLineWorld(venue: nil)
        let directory = world.directory + "/man1"
        let files = try world.lighter("man", "--directory", directory, "-q").output.split(separator: "\n").map(
            String.init
        )
        #expect(files.count > 40)
        let sections = [
            "NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES", "EXIT STATUS", "ENVIRONMENT", "FILES", "SEE ALSO",
        ]
        for file in files {
            let page = try String(contentsOfFile: file, encoding: .utf8)
            for section in sections { #expect(page.contains(".SH \"\(section)\"\n"), "\(file): \(section)") }
            #expect(page.utf8.allSatisfy { $0 < 0x80 })
            let name = (file as NSString).lastPathComponent.dropLast(2)
            let words = name == "lighter" ? [] : String(name.dropFirst("lighter-".count)).split(separator: "-")
            let shown = try world.lighter(words: "man " + words.joined(separator: " "))
            #expect(shown.output == page, "\(name)")
        }
        let exits = try String(contentsOfFile: directory + "/lighter.1", encoding: .utf8)
        for code in ["0", "6", "69", "75", "130"] { #expect(exits.contains(".TP\n\\fB\(code)\\fR\n"), "\(code)") }
        for tool in ["mandoc -Tlint -Wwarning", "man --warnings -Tutf8 -l"] {
            let program = tool.prefix { $0 != " " }
            let found = try world.shell("command -v \(program)").status == 0
            guard found else { print("\(program) is not installed: its verdict is not asked for"); continue }
            let outcome = try world.shell("for page in \(directory)/*.1; do \(tool) $page 2>&1 > /dev/null; done")
            let verdict = try world.shell("mandoc -Tlint -Wwarning \(directory)/*.1 || true")
            #expect(outcome.output.isEmpty && outcome.errors.isEmpty, "\(tool): \(outcome.output)\(outcome.errors)")
            #expect(program != "mandoc" || verdict.output.isEmpty, "\(verdict.output)")
        }
        try world.lighter("man", "no", "such").expectFailure(66, "manual.not_found")
    }

    @Test func aTerminalShowsThePageThroughMan() throws {
        let world = try CommandLineWorld(venue: nil)
        var environment = world.environment
        try world.write("bin/man", "#!/bin/sh\necho shown by man \"$@\"; grep -c '^.SH'\n", mode: 0o700)
        for (path, shown) in [
            (world.directory + "/bin:/usr/bin:/bin", "shown by man -l -"), ("/nowhere", "USAGE: lighter submit"),
        ] {
            environment["PATH"] = path
            let session = try TerminalSession(
                CommandLineWorld.binaries + "/lighter",
                ["man", "submit"],
                environment: environment
            )
            let outcome = session.wait()
            #expect(outcome.status == 0 && outcome.output.contains(shown), "\(outcome.output)")
        }
    }
}
