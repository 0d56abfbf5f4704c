import ArgumentParser
import Glibc
import LighterJSON
import LighterProfile
import LighterStatus
import LighterTrading
import LighterTransactions

struct SandboxCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox",
        abstract: "Start, stop and look at the local venue with play money.",
        discussion: """
              $ lighter sandbox start
              $ lighter sandbox status
              $ lighter sandbox stop

            A command under the profile sandbox starts it by itself. It runs on this machine alone, and ends after an hour \
            in which nobody asked it for anything.
            """,
        subcommands: [
            SandboxStartCommand.self, SandboxStopCommand.self, SandboxStatusCommand.self, SandboxResetCommand.self,
            SandboxFaultsCommand.self, SandboxLogsCommand.self,
        ]
    )
}

struct SandboxStartCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "start",
        abstract: "Start the sandbox, unless it runs.",
        discussion: """
              $ lighter sandbox start
              $ lighter sandbox start --seed 7       # the same prices and the same key every time
            """
    )

    @Option(help: ArgumentHelp("What its prices and its key follow from.", valueName: "number"))
    var seed: UInt64?

    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let sandbox = invocation.sandbox(try invocation.profiles().directories)
        let access = try sandbox.ensureRunning(seed: seed, deadline: invocation.deadline) {}
        try invocation.emit(SandboxReport.running(access))
    }
}

struct SandboxStopCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "stop",
        abstract: "End the sandbox. Its orders and positions are gone.",
        discussion: """
              $ lighter sandbox stop
            """
    )

    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let sandbox = invocation.sandbox(try invocation.profiles().directories)
        let wasRunning = try sandbox.stop(deadline: invocation.deadline)
        try invocation.emit(SandboxReport.stopped(wasRunning: wasRunning))
    }
}

struct SandboxResetCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "reset",
        abstract: "End the sandbox and start it anew, with a fresh account.",
        discussion: """
              $ lighter sandbox reset
              $ lighter sandbox reset --seed 7
            """
    )

    @Option(help: ArgumentHelp("What its prices and its key follow from.", valueName: "number"))
    var seed: UInt64?

    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let sandbox = invocation.sandbox(try invocation.profiles().directories)
        _ = try sandbox.stop(deadline: invocation.deadline)
        let access = try sandbox.ensureRunning(seed: seed, deadline: invocation.deadline) {}
        try invocation.emit(SandboxReport.running(access))
    }
}

struct SandboxStatusCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "status",
        abstract: "Say whether the sandbox runs, and where. Exits 1 when it does not.",
        discussion: """
              $ lighter sandbox status
              $ lighter sandbox status -q            # its address, bare
            """
    )

    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let sandbox = invocation.sandbox(try invocation.profiles().directories)
        try invocation.emit(SandboxReport.running(try sandbox.requireRunning()))
    }
}

struct SandboxFaultsCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "faults",
        abstract: "Let things go wrong on purpose, or show what does.",
        discussion: """
              $ lighter sandbox faults 'drop=1x@sendTx'      # the next order's answer is lost
              $ lighter sandbox faults 'latency=50ms..500ms;status=502:1%'
              $ lighter sandbox faults               # what goes wrong now
              $ lighter sandbox faults none

            What is set holds from now on, in the place of what was. lighter-sandbox --help names all kinds.
            """
    )

    @Argument(help: ArgumentHelp("What goes wrong; none for nothing.", valueName: "faults"))
    var faults: String?

    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let access = try invocation.sandbox(try invocation.profiles().directories).requireRunning()
        let now = try access.faults(
            settingTo: faults == "none" ? "" : faults,
            version: Version.number,
            deadline: invocation.deadline
        )
        try invocation.emit(SandboxReport.faults(now))
    }
}

struct SandboxLogsCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "logs",
        abstract: "Show what the sandbox complained about.",
        discussion: """
              $ lighter sandbox logs
            """
    )
    /// Its lines are as they are.
    static let formats: [OutputFormat] = [.table]

    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let sandbox = invocation.sandbox(try invocation.profiles().directories)
        let descriptor = open(sandbox.logFile, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Failure("sandbox.no_log", .notFound, "there is no log yet", hint: "lighter sandbox start")
        }
        let lines = LineReader(descriptor: descriptor)
        while let line = try? lines.next() {
            try invocation.world.output.write(sanitized(utf8: line, limit: 2000) + "\n")
        }
    }
}

extension LocalSandbox {
    /// The sandbox that runs.
    ///
    /// - Throws: ``Failure``: of the class `no` when none does.
    fileprivate func requireRunning() throws(Failure) -> Access {
        guard let access = try running() else {
            throw Failure("sandbox.not_running", .no, "no sandbox runs", hint: "lighter sandbox start")
        }
        return access
    }
}

private enum SandboxReport {
    static func faults(_ faults: LocalSandbox.Faults) -> Report {
        var details = Details()
        for count in faults.counts { details.add(count.fault, "\(count.count) times") }
        return Report(
            schema: "lighter.sandbox_faults/1",
            fields: [
                "faults": .string(faults.text),
                "counts": .array(
                    faults.counts.map {
                        .object(JSONObject([("fault", .string($0.fault)), ("count", .integer($0.count))]))
                    }
                ),
            ],
            page: faults.counts.isEmpty ? .text("nothing goes wrong on purpose\n") : .details(details),
            quiet: faults.text.isEmpty ? [] : [faults.text]
        )
    }

    static func running(_ access: LocalSandbox.Access) -> Report {
        var details = Details()
        details.add("url", access.url)
        details.add("chain id", access.chainID.description)
        details.add("account", access.account.description)
        details.add("api key index", access.apiKey.description)
        details.add("key file", access.keyFile)
        details.add("owner", access.owner)
        details.add("owner's key file", access.ownerKeyFile)
        details.add("process", String(access.processID))
        return Report(
            schema: "lighter.sandbox/1",
            fields: [
                "running": true,
                "url": .string(access.url),
                "stream_url": .string(access.streamURL),
                "chain_id": .integer(access.chainID.value),
                "account": Figures.json(access.account),
                "api_key_index": .integer(access.apiKey.value),
                "key_file": .string(access.keyFile),
                "l1_address": .string(access.owner),
                "l1_key_file": .string(access.ownerKeyFile),
                "pid": .integer(Int64(access.processID)),
            ],
            page: .details(details),
            quiet: [access.url]
        )
    }

    static func stopped(wasRunning: Bool) -> Report {
        Report(
            schema: "lighter.sandbox/1",
            fields: ["running": false, "was_running": .bool(wasRunning)],
            page: .text(wasRunning ? "the sandbox has ended\n" : "no sandbox ran\n"),
            quiet: []
        )
    }
}
