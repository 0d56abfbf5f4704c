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
        subcommands: [
            SandboxStartCommand.self, SandboxStopCommand.self, SandboxStatusCommand.self, SandboxResetCommand.self,
            SandboxLogsCommand.self,
        ]
    )
}

struct SandboxStartCommand: LighterCommand {
    static let configuration = CommandConfiguration(commandName: "start", abstract: "Start it, unless it runs.")

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
    static let configuration = CommandConfiguration(commandName: "stop", abstract: "End it. Its orders are gone.")

    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let sandbox = invocation.sandbox(try invocation.profiles().directories)
        let wasRunning = try sandbox.stop(deadline: invocation.deadline)
        try invocation.emit(SandboxReport.stopped(wasRunning: wasRunning))
    }
}

struct SandboxResetCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset",
        abstract: "End it and start it anew, with a fresh account."
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
        commandName: "status",
        abstract: "Say whether it runs, and where. Exits 1 when it does not."
    )

    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let sandbox = invocation.sandbox(try invocation.profiles().directories)
        guard let access = try sandbox.running() else {
            throw Failure("sandbox.not_running", .no, "no sandbox runs", hint: "lighter sandbox start")
        }
        try invocation.emit(SandboxReport.running(access))
    }
}

struct SandboxLogsCommand: LighterCommand {
    static let configuration = CommandConfiguration(commandName: "logs", abstract: "Show what it complained about.")

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

private enum SandboxReport {
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
            table: details.text,
            quiet: [access.url]
        )
    }

    static func stopped(wasRunning: Bool) -> Report {
        Report(
            schema: "lighter.sandbox/1",
            fields: ["running": false, "was_running": .bool(wasRunning)],
            table: wasRunning ? "the sandbox has ended\n" : "no sandbox ran\n",
            quiet: []
        )
    }
}
