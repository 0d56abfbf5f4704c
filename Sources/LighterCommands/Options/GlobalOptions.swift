import ArgumentParser
import LighterProfile

/// The options every command takes, before or behind its name.
struct GlobalOptions: ParsableArguments {
    @Option(
        name: [.customShort("p", allowingJoined: true), .long],
        help: ArgumentHelp("The profile: a name, or a path to a TOML file.", valueName: "name"),
        completion: .profiles
    )
    var profile: String?

    @Option(
        name: [.customShort("o", allowingJoined: true), .long],
        help: "How to write: a table on a terminal, JSON elsewhere. The canary also writes prometheus and nagios."
    )
    var output: OutputFormat?

    @Flag(name: .shortAndLong, help: "Write only the most wanted value, bare.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Say on standard error what is asked of the venue and how long it takes.")
    var verbose = false

    @Flag(name: [.customShort("n"), .long], help: "Do everything but send.")
    var dryRun = false

    @Flag(name: .shortAndLong, help: "Confirm what would be asked.")
    var yes = false

    @Option(
        help: ArgumentHelp("The longest time to take: 800ms, 10s, 1m.", valueName: "span"),
        transform: TimeSpan.init(parsing:)
    )
    var timeout = usualTimeout

    // Not with a default of its own, which the parser would look into at every start.
    @Option(help: "Whether to colour tables; auto by default.")
    var color: ColorChoice?

    static let usualTimeout = TimeSpan.seconds(10)
}

enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
    case auto
    case always
    case never

    static let allValueStrings = allCases.map(\.rawValue)
    static let allValueDescriptions: [String: String] = [:]
}

/// Global options may stand before the command; the parser wants them behind it.
enum GlobalOptionPlacement {
    private static let withValue = ["-p", "--profile", "-o", "--output", "--timeout", "--color"]
    private static let flags = ["-q", "--quiet", "-v", "--verbose", "-n", "--dry-run", "-y", "--yes"]

    /// The arguments with leading global options moved behind the command and its own.
    static func hoisted(_ arguments: [String]) -> [String] {
        let (globals, rest) = split(arguments)
        guard !rest.isEmpty else { return arguments }
        let end = rest.firstIndex(of: "--") ?? rest.endIndex
        return Array(rest[..<end] + globals + rest[end...])
    }

    /// The leading global options, and what is behind them: the command and its own.
    static func split(_ arguments: [String]) -> (globals: ArraySlice<String>, rest: ArraySlice<String>) {
        var index = 0
        while index < arguments.count {
            let argument = arguments[index]
            if flags.contains(argument) || isCluster(argument) || hasOwnValue(argument) {
                index += 1
            } else if withValue.contains(argument) {
                index += 2
            } else {
                break
            }
        }
        index = min(index, arguments.count)
        return (arguments[..<index], arguments[index...])
    }

    /// The value of a global option wherever it stands; for what has to be known when parsing itself fails.
    static func value(of names: [String], in arguments: [String]) -> String? {
        for (index, argument) in arguments.enumerated() {
            if argument == "--" { return nil }
            if names.contains(argument) { return index + 1 < arguments.count ? arguments[index + 1] : nil }
            for name in names {
                if name.hasPrefix("--"), argument.hasPrefix(name + "=") {
                    return String(argument.dropFirst(name.count + 1))
                }
                if !name.hasPrefix("--"), argument.hasPrefix(name), argument.count > 2, !argument.hasPrefix("--") {
                    return String(argument.dropFirst(2))
                }
            }
        }
        return nil
    }

    /// The arguments without a yes, be it alone or among other short flags: `-y`, `-qy`.
    static func withoutYes(_ arguments: [String]) -> [String] {
        arguments.compactMap { argument in
            guard argument != "-y", argument != "--yes" else { return nil }
            guard isCluster(argument) else { return argument }
            let others = argument.replacing("y", with: "")
            return others == "-" ? nil : others
        }
    }

    /// `-qn`: short flags together.
    private static func isCluster(_ argument: String) -> Bool {
        argument.hasPrefix("-") && argument.count > 2 && !argument.hasPrefix("--")
            && argument.dropFirst().allSatisfy { flags.contains("-\($0)") }
    }

    /// `--profile=x`, `-px`.
    private static func hasOwnValue(_ argument: String) -> Bool {
        withValue.contains { name in
            name.hasPrefix("--")
                ? argument.hasPrefix(name + "=")
                : argument.hasPrefix(name) && argument.count > 2 && !argument.hasPrefix("--")
        }
    }
}
