import ArgumentParser
import LighterProfile

/// Whether a command asks once or again and again.
struct PollingOptions: ParsableArguments {
    @Flag(help: "Ask again and again, and show the newest answer in place; elsewhere than on a terminal a line each.")
    var watch = false

    @Option(
        help: ArgumentHelp("With --watch: the time from one question to the next.", valueName: "span"),
        transform: TimeSpan.init(parsing:)
    )
    var interval = TimeSpan.seconds(2)

    @Option(help: ArgumentHelp("With --watch: end after so many answers.", valueName: "number"))
    var count: Int?

    private static let leastInterval = TimeSpan.milliseconds(500)

    func validate() throws {
        guard interval >= PollingOptions.leastInterval else {
            throw ValidationError("--interval should be at least \(PollingOptions.leastInterval)")
        }
        guard count ?? 1 > 0 else { throw ValidationError("--count should be at least 1") }
        guard watch || count == nil && interval == .seconds(2) else {
            throw ValidationError("--interval and --count go with --watch")
        }
    }
    /// - Throws: `ValidationError` where answers that come again and again cannot be written so.
    func validate(writing output: OutputFormat?) throws {
        guard !watch || output != .csv else {
            throw ValidationError("--watch writes pages or JSON, not CSV: use -o ndjson")
        }
    }
}
