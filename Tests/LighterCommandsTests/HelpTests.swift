import ArgumentParser
import Foundation
import Testing

@testable import LighterCommands

/// What a new user reads first.
@Suite struct HelpTests {
    /// Every command, with the words that call it.
    private static func commands(
        below group: any ParsableCommand.Type = Lighter.self,
        _ words: [String] = []
    ) -> [(words: [String], type: any ParsableCommand.Type)] {
        group.configuration.subcommands.flatMap { command in
            let words = words + [command.configuration.commandName ?? ""]
            return [(words, command)] + commands(below: command, words)
        }
    }

    @Test func everyCommandSaysWhatItDoesAndShowsHow() throws {
        let commands = Self.commands()
        #expect(commands.count > 30)
        for (words, type) in commands + [([], Lighter.self)] {
            let name = words.joined(separator: " ")
            let configuration = type.configuration
            #expect(configuration.abstract.hasSuffix("."), "\(name): \(configuration.abstract)")
            let calls = configuration.discussion.split(separator: "\n")
                .filter { $0.drop { $0 == " " }.hasPrefix("$ ") }
                .flatMap { ShellExample(String($0.drop { $0 == " " }.dropFirst(2))).calls(of: "lighter") }
            #expect(
                calls.contains { $0.starts(with: words) || words.isEmpty || $0.contains(words[0]) },
                "\(name): no example"
            )
            for call in calls {
                #expect(throws: Never.self, "lighter \(call.joined(separator: " "))") {
                    let command = try Lighter.parseAsRoot(GlobalOptionPlacement.hoisted(call))
                    // Help is what the parser makes of a group without a command.
                    #expect(command is any LighterCommand, "lighter \(call.joined(separator: " "))")
                }
            }
        }
    }

    @Test func helpIsTheSameHoweverItIsAskedFor() throws {
        let world = try CommandLineWorld(venue: nil)
        var environment = world.environment
        environment["COLUMNS"] = "40"
        for words in [["submit"], ["keys", "token", "create"], ["profile"], ["sandbox", "faults"]] {
            let asked = try world.lighter(words: "help " + words.joined(separator: " "))
            let flagged = try world.lighter(words: words.joined(separator: " ") + " --help")
            #expect(asked.status == 0 && asked.output == flagged.output)
            let narrow = try ChildProcess(
                CommandLineWorld.binaries + "/lighter",
                words + ["--help"],
                environment: environment,
                directory: world.directory
            ).wait()
            // What cannot be broken may be longer: a usage line, one long word.
            let long = narrow.output.split(separator: "\n").filter { line in
                line.count > 40 && !line.hasPrefix("USAGE") && !line.hasPrefix("  See")
                    && line.split(separator: " ").count > 2
            }
            #expect(narrow.status == 0 && long.isEmpty, "\(long)")
        }
    }

    @Test func globalOptionsAreNamedWhereOneLooksFirst() throws {
        let world = try CommandLineWorld(venue: nil)
        let help = try world.lighter("--help").output
        let all = try CommandDescription(GlobalOptions.self).arguments.flatMap(\.names)
        #expect(all.count > 10)
        for name in all { #expect(help.contains(name), "\(name)") }
    }
}
