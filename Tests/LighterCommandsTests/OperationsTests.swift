import Foundation
import LighterJSON
import Testing

/// What the README gives operators to copy to their hosts.
@Suite struct OperationsTests {
    /// A tool of others, where it is installed.
    private static func tool(_ name: String) -> String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"
        return path.split(separator: ":").map { "\($0)/\(name)" }.first(where: FileManager.default.isExecutableFile)
    }

    private func check(
        _ world: CommandLineWorld,
        _ tool: String,
        _ arguments: String,
        input: String = "/dev/null"
    ) throws {
        guard let path = Self.tool(tool) else { return print("\(tool) is not installed: its verdict is not asked for") }
        let outcome = try world.shell("\(path) \(arguments) < \(input)")
        #expect(outcome.status == 0, "\(tool) \(arguments): \(outcome.output)\(outcome.errors)")
    }

    @Test func alertsAreOnMetricsThatAreWritten() throws {
        let world = try CommandLineWorld()
        let metrics = world.directory + "/canary.prom"
        #expect(try world.canary("--metrics \(metrics)").exit == 0)
        try check(world, "promtool", "check metrics", input: metrics)
        try world.setMarket("ETH", "status", "inactive")
        let failed = world.directory + "/failed.prom"
        #expect(try world.canary("--metrics \(failed)").exit == 1)
        try check(world, "promtool", "check metrics", input: failed)

        let rules = try Readme().block(saying: "groups:").text
        let written = try String(contentsOfFile: metrics, encoding: .utf8)
        let names = Set(rules.matches(of: #/lighter_canary_[a-z_]+/#).map { String($0.output) })
        #expect(names.count > 3)
        for name in names { #expect(written.contains("\n\(name){") || written.hasPrefix("# HELP \(name) "), "\(name)") }
        try world.write("rules.yaml", rules)
        try check(world, "promtool", "check rules \(world.directory)/rules.yaml")
    }

    @Test func theServiceAndTheJobRunWhatTheySay() throws {
        let world = try CommandLineWorld()
        try world.writeProfile("prod")
        let readme = try Readme()
        let service = try readme.block(saying: "ExecStart=").text
        let command = try #require(service.firstMatch(of: #/ExecStart=\S+ (.*)/#)?.output.1)
        let here = String(command).replacing("/var/lib/", with: world.directory + "/")
        #expect(try world.lighter(words: here, profile: nil).output.hasPrefix("CANARY OK"))
        let table = try readme.block(saying: "*/5 * * * *").text
        let line = try #require(table.firstMatch(of: #/^(?:[0-9*,\/-]+ ){5}(.*)\n$/#)?.output.1)
        let cron = line.replacing("https://hc-ping.com/UUID", with: "http://127.0.0.1:9/x")
        #expect(try world.shell(String(cron)).output == "pass\n")
        let job = try readme.block(saying: "kind: CronJob").text
        let words = try #require(job.firstMatch(of: #/args: \[(.*)\]/#)?.output.1)
        let arguments = String(words).replacing("\"", with: "").replacing(", ", with: " ").replacing(
            "/state",
            with: world.directory
        )
        .replacing("$(PING_URL)", with: "http://127.0.0.1:9/x")
        #expect(try world.lighter(words: arguments, profile: nil).status == 0)

        // systemd wants the program to be there.
        let unit = service.replacing("/usr/local/bin/lighter", with: CommandLineWorld.binaries + "/lighter")
            .replacing("User=lighter", with: "User=daemon")
        try world.write("units/lighter-canary.service", unit)
        try world.write("units/lighter-canary.timer", readme.block(saying: "OnCalendar=").text)
        let units = world.directory + "/units/lighter-canary."
        try check(world, "systemd-analyze", "verify \(units)service \(units)timer")
    }
}
