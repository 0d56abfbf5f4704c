import ArgumentParser
import Glibc
import LighterSandbox
import LighterTransactions

/// The command line of the local venue.
struct SandboxCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lighter-sandbox",
        abstract: "A local Lighter: the venue's REST interface and a matching engine, with play money.",
        discussion: """
            Listens on loopback, prints one line of JSON with its address and the key of its first account, and serves \
            until SIGTERM or SIGINT.

              $ lighter-sandbox --port 7300 --seed 1
              $ lighter-sandbox --seed 1 --fault 'latency=50ms..500ms;drop=2%;status=502:1%@sendTx'

            A fault is drop, drop_request, reset_after_write, reset, status=CODE, status_after=CODE, truncate, garbage, \
            rate_limit, stale_nonce, latency=TIME..TIME, stall=TIME or unindexed=TIME. drop_request, reset, status and \
            rate_limit come before anything is done, the others after it. How often follows as a share of the requests (2%) \
            or as the next few (1x), and after @ which requests. POST faults=… to /sandbox/faults changes them while it runs.

            POST advance_ms=… to /sandbox/clock moves time on, mark_price=… with market_id=… to /sandbox/market sets a price, \
            and amount=… with l1_address=… to /sandbox/deposit brings an owner money, and an account.
            """
    )

    @Option(help: ArgumentHelp("The TCP port on 127.0.0.1; 0 takes any free one.", valueName: "port"))
    var port = 0

    @Option(
        help: ArgumentHelp(
            "Listens on this IP address instead of 127.0.0.1: whoever reaches it can trade here, and play the venue.",
            valueName: "address"
        )
    )
    var listenBeyondLoopback = SandboxSettings.loopback

    @Option(help: ArgumentHelp("Makes keys, prices and trades the same each time.", valueName: "number"))
    var seed: UInt64?

    @Option(help: ArgumentHelp("The chain id transactions are signed for.", valueName: "id"))
    var chainID: Int64 = 300

    @Option(help: ArgumentHelp("From taking a transaction to executing it.", valueName: "time"))
    var executionDelay = Duration(milliseconds: 5)

    @Option(help: ArgumentHelp("Ends when no request came for so long, as 1h.", valueName: "time"))
    var idle: Duration?

    @Option(
        help: ArgumentHelp(
            "What goes wrong on purpose: latency=50ms..500ms, drop=2%, reset_after_write=1x@sendTx; joined by semicolons.",
            valueName: "faults"
        )
    )
    var fault: FaultSettings = .none

    @Option(
        help: ArgumentHelp(
            "Limits requests as the venue does: standard, plus, premium or builder is the first account's tier; or off.",
            valueName: "tier"
        )
    )
    var rateLimits = RateLimitChoice.off

    @Flag(help: "A still book: prices do not move and nobody else trades.")
    var quietMarket = false

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port should be 0 … 65535.") }
        guard SandboxSettings.isAddress(listenBeyondLoopback) else {
            throw ValidationError("--listen-beyond-loopback \(listenBeyondLoopback) is no IP address.")
        }
        guard LighterTransactions.ChainID(exactly: chainID) != nil else {
            throw ValidationError("--chain-id \(chainID) is no chain id.")
        }
    }

    func run() throws {
        let signals = StopSignals()
        let server = try start()
        defer { server.stop() }
        print(try server.announcement(processID: getpid()))
        fflush(nil)
        while !signals.wait(milliseconds: 1_000) {
            if let idle, server.idleTime > idle.milliseconds * 1_000 { return }
        }
    }

    private func start() throws -> SandboxServer {
        var settings = SandboxSettings(
            port: port,
            seed: seed,
            chainID: try LighterTransactions.ChainID(chainID),
            executionDelay: executionDelay.milliseconds * 1_000,
            isQuiet: quietMarket,
            faults: fault,
            rateLimits: rateLimits.tier
        )
        settings.address = listenBeyondLoopback
        if listenBeyondLoopback != SandboxSettings.loopback {
            complain(
                "lighter-sandbox: listens on \(listenBeyondLoopback): whoever reaches it can trade here, and play the venue"
            )
        }
        DescriptorLimit.raise()
        do { return try SandboxServer.start(settings) } catch {
            complain("lighter-sandbox: cannot listen on \(listenBeyondLoopback):\(port): \(error)")
            throw ExitCode(69)
        }
    }
}

extension FaultSettings: ExpressibleByArgument {
    public init?(argument: String) { try? self.init(argument) }
}

/// A tier, or no limits.
enum RateLimitChoice: String, ExpressibleByArgument, CaseIterable {
    case standard
    case plus
    case premium
    case builder
    case off

    var tier: SandboxSettings.Tier? { SandboxSettings.tier(named: rawValue) }
}

/// Writes a line to standard error.
private func complain(_ text: String) {
    let line = Array("\(text)\n".utf8)
    _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
}

/// A length of time as `5ms`, `30s`, `10m`, `1h`.
struct Duration: ExpressibleByArgument {
    let milliseconds: Int64

    init(milliseconds: Int64) { self.milliseconds = milliseconds }

    init?(argument: String) {
        let units: [(suffix: String, milliseconds: Int64)] = [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000)]
        guard let unit = units.first(where: { argument.hasSuffix($0.suffix) }),
            let count = Int64(argument.dropLast(unit.suffix.count)), (0...1_000_000).contains(count)
        else { return nil }
        milliseconds = count * unit.milliseconds
    }

    var defaultValueDescription: String { "\(milliseconds)ms" }
}
