import ArgumentParser
import LighterJSON
import LighterProfile
import LighterStatus
import LighterTrading

struct CanaryCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "canary",
        abstract: "Take a real order through its whole life, leave nothing behind, and say what was wrong.",
        discussion: """
              $ lighter canary
              $ lighter canary --attempts 20 --report canary.json
              $ lighter -p prod canary -q --fail-after 2 --ping https://hc-ping.com/UUID
              $ lighter canary --history

            The order is post-only, far below the mid and the smallest there is: it is seen resting, modified and cancelled. \
            With --type market it is filled at once, and undone by an opposite one. What is tried, how long it may take and \
            which reads have to hold besides stands in the profile's [canary]; --timeout is for what comes before. Where \
            real money moves the order needs live_orders there, or --live-orders. With --dry-run everything is checked and \
            read, and nothing is sent. -o prometheus and -o nagios write what monitors read.

            It exits 0 when everything held and 1 when not; 75 when another canary of the profile runs; 77, 78 or 7 where \
            the key, the profile or a guard stands in the way, which no later run mends; 130 when it was interrupted.
            """
    )
    static let formats = OutputFormat.allCases

    @Option(help: ArgumentHelp("The market of the order.", valueName: "symbol"), completion: .markets)
    var market: String?

    @Option(help: "The kind of order.")
    var type: CanarySettings.OrderType?

    @Option(help: ArgumentHelp("How many orders, one after the other.", valueName: "count"))
    var attempts: Int64?

    @Flag(help: "Place the order even where real money moves.")
    var liveOrders = false

    @Option(
        help: ArgumentHelp("Write the report to a file, whole or not at all.", valueName: "file"),
        completion: .file()
    )
    var report: String?

    @Option(
        help: ArgumentHelp("Write metrics for Prometheus's textfile collector.", valueName: "file"),
        completion: .file()
    )
    var metrics: String?

    @Option(
        help: ArgumentHelp(
            "Tell this address that the run is over; with /fail behind it, that it failed.",
            valueName: "url"
        )
    )
    var ping: String?

    @Option(help: ArgumentHelp("Exit with a failure from the N-th failed run in a row on.", valueName: "n"))
    var failAfter = 1

    @Flag(help: "Show the last runs instead.")
    var history = false

    @Option(help: ArgumentHelp("With --history, how many runs.", valueName: "count"))
    var limit = 30

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard attempts.map({ (1...1_000_000).contains($0) }) ?? true else {
            throw ValidationError("--attempts should be 1 to 1000000")
        }
        guard failAfter > 0 else { throw ValidationError("--fail-after should be at least 1") }
        guard limit > 0 else { throw ValidationError("--limit should be at least 1") }
        let isPlain = market == nil && type == nil && attempts == nil && !liveOrders && report == nil && metrics == nil
        guard !history || (isPlain && ping == nil) else {
            throw ValidationError("--history shows what has been; it goes with --limit alone")
        }
        guard !history || options.output.map(OutputFormat.common.contains) ?? true else {
            throw ValidationError("--history is no metric and no line: -o table, json, ndjson or csv")
        }
    }

    func run(_ invocation: Invocation) throws {
        if history { return try showHistory(invocation) }
        let files = CanaryFiles(report: report, metrics: metrics, invocation.world.environment)
        let ping = try ping.map { url throws(Failure) in try CanaryPing(url) }
        let trader = try invocation.trader()
        var overrides = CanaryPlan.Overrides()
        overrides.market = market
        overrides.type = type
        overrides.attempts = attempts
        overrides.allowsLiveOrders = liveOrders
        overrides.isDryRun = invocation.options.dryRun
        let plan = try CanaryPlan(trader.profile, overrides)
        // To be allowed by the profile is a yes of its own, unless the profile always wants one.
        let question = "place \(plan.type.rawValue) orders on \(plan.market) of \(trader.profile.network.rawValue)?"
        try invocation.confirm(question, isNeeded: trader.profile.guards.confirm == .always, trader)
        let run = try CanaryRun(trader, plan) { tell($0, of: plan, invocation) }
        try files.prepare()
        if !plan.isDryRun { try invocation.announce(trader) }
        try finish(run.run(failingAfter: failAfter), files, ping, invocation)
    }

    /// Says on a terminal how far it has come.
    private func tell(_ progress: CanaryRun.Progress, of plan: CanaryPlan, _ invocation: Invocation) {
        guard invocation.world.diagnostics.isTerminal else { return }
        switch progress {
        case .waiting(let milliseconds) where milliseconds > 1000:
            invocation.notice("waiting \(milliseconds / 1000) s for the profile's requests_per_minute")
        case .attempted(let attempt) where plan.attempts > 1:
            invocation.notice("attempt \(attempt.number) of \(plan.attempts): \(attempt.summary)")
        case .waiting, .attempted: break
        }
    }

    /// Tells everybody, and lets no one keep another from being told.
    private func finish(
        _ result: CanaryReport,
        _ files: CanaryFiles,
        _ ping: CanaryPing?,
        _ invocation: Invocation
    ) throws {
        var exit = result.exit
        let report = result.view(invocation.context)
        let document = try report.json(profile: result.profile, network: result.network)
        for problem in files.write(document, report.monitors?.metrics ?? "") {
            invocation.notice(problem)
            if exit == .ok { exit = .no }
        }
        if let reason = result.reason { invocation.notice("the canary failed: \(reason.message)") }
        let written = Result { try invocation.emit(report) }
        if case .failure(TextStreamError.failed(let reason)) = written {
            invocation.notice("standard output cannot be written: \(reason)")
            if exit == .ok { exit = .no }
        }
        if let trouble = ping?.send(document, isFailure: exit != .ok, version: Version.number) {
            invocation.notice("the ping did not arrive: \(trouble)")
        }
        if case .failure(TextStreamError.closed) = written { try written.get() }
        if exit != .ok { throw BatchOutcome(exit: exit) }
    }

    private func showHistory(_ invocation: Invocation) throws {
        let profile = try invocation.profile()
        let runs = try CanaryHistory.runs(profile: profile.name, in: invocation.profiles().directories, limit: limit)
        try invocation.emit(CanaryHistoryView(runs: runs).report)
    }
}

extension CanarySettings.OrderType: ExpressibleByArgument {
    public static let allValueStrings = allCases.map(\.rawValue)
}
