import Foundation
import LighterJSON
import Testing

/// What takes long is told to the person at the terminal while it takes, and leaves nothing behind.
@Suite struct ProgressTests {
    private let world: CommandLineWorld

    init() throws { world = try CommandLineWorld() }

    /// A command at a terminal, at a venue that takes orders and does not answer.
    private func waiting(
        _ line: String,
        _ more: [String: String] = [:],
        _ body: (TerminalSession) throws -> Void
    ) throws -> Outcome {
        let venue = try StandInVenue(before: world.url) { $0.endpoint == "sendTx" ? .silence : .passOn }
        defer { venue.stop() }
        try world.writeProfile("silent", url: venue.url)
        var environment = world.environment
        environment["PATH"] = CommandLineWorld.binaries + ":/usr/bin:/bin"
        environment.merge(["TERM": "xterm", "LIGHTER_PROFILE": "silent"]) { _, new in new }
        environment.merge(more) { _, new in new }
        let words = ["-c", "cd '\(world.directory)'; \(line)"]
        let session = try TerminalSession("/bin/bash", words, environment: environment, size: (72, 40))
        try body(session)
        return session.wait()
    }

    /// What is on the screen in the end, where nothing is taller than it: a return begins the line anew, `ESC [ K` takes
    /// away its rest.
    private func screen(_ shown: String) -> String {
        var lines: [[Character]] = [[]]
        var column = 0
        var rest = Substring(shown)
        while let character = rest.first {
            if rest.hasPrefix("\u{1B}[K") {
                lines[lines.count - 1] = Array(lines[lines.count - 1].prefix(column))
                rest = rest.dropFirst(3)
                continue
            }
            rest = rest.dropFirst()
            switch character {
            case "\r\n", "\n":
                lines.append([])
                column = 0
            case "\r": column = 0
            default:
                if column < lines[lines.count - 1].count {
                    lines[lines.count - 1][column] = character
                } else {
                    lines[lines.count - 1].append(character)
                }
                column += 1
            }
        }
        return lines.map { String($0) }.joined(separator: "\n")
    }

    private static let order = "lighter submit ETH buy 0.1 --price 2000 --timeout 60s"

    @Test func aLineSaysWhatIsWaitedForAndIsGoneBeforeTheAnswer() throws {
        let forms: [(variables: [String: String], line: String)] = [
            (["LANG": "C.UTF-8"], "⠙ waiting for the venue to answer … "),
            (["LANG": "C"], "/ waiting for the venue to answer ... "),
        ]
        for (variables, line) in forms {
            let outcome = try waiting("\(Self.order); echo end $?", variables) { session in
                try session.wait(for: line)
                session.type("\u{3}")
            }
            let screen = screen(outcome.output)
            #expect(!screen.contains("waiting for the venue to answer"), "\(screen)")
            #expect(screen.contains("\nlighter: the transaction left and") && screen.contains("\nend 6"), "\(screen)")
            #expect(!outcome.output.contains("\u{1B}[?25"))
        }
    }

    @Test func dataStaysDataAndWhatIsAskedNotToBeIsNot() throws {
        // Standard output is a file, standard error the terminal.
        let told = try waiting("\(Self.order) > out") { session in
            try session.wait(for: "waiting for the venue to answer")
            session.type("\u{3}")
        }
        #expect(screen(told.output).contains("\"schema\":\"lighter.error/1\""))
        #expect(!screen(told.output).contains("waiting for the venue to answer"))
        for (line, variables) in [("\(Self.order) -q", [:]), (Self.order, ["TERM": "dumb"])] {
            let untold = try waiting(line.replacing("60s", with: "3s"), variables) { _ in }
            #expect(!untold.output.contains("waiting for the venue") && !untold.output.contains("\u{1B}[K"))
        }
        let piped = try waiting("\(Self.order.replacing("60s", with: "3s")) 2>&1 | cat") { _ in }
        #expect(!piped.output.contains("waiting for the venue"))
    }

    @Test func aStreamTellsHowFarItHasCome() throws {
        try world.write(
            "orders",
            """
            {"market":"ETH","side":"buy","size":"0.1","price":"2000"}
            {"market":"ETH","side":"buy","size":"0.1","price":"2000.001"}

            """
        )
        let line = "{ cat orders; read < /dev/tty; } | lighter submit - --continue-on-error -p test > out; echo end $?"
        let outcome = try waiting(line) { session in
            try session.wait(for: "2 orders, 1 failed ")
            session.type("\n")
        }
        #expect(screen(outcome.output).contains("\nend 5"), "\(outcome.output)")
        #expect(!screen(outcome.output).contains("1 failed ..."))
        let lines = try String(contentsOfFile: world.directory + "/out", encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 2)
        for line in lines { #expect(try JSON.decode(String(line)).object != nil) }
    }
}
