import ArgumentParser
import LighterJSON
import LighterLedger
import LighterProfile
import LighterStatus
import LighterTrading
import LighterVenue

/// The `lighter` command line.
struct Lighter: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lighter",
        abstract: "Trade on Lighter from a shell, a pipeline, or cron.",
        discussion: """
            Without a profile everything happens in a local sandbox with play money:

              $ lighter submit ETH buy 0.1 --price 2300
              $ lighter book ETH

            Every command takes these options, before its name or behind it: -p, --profile NAME; -o, --output FORMAT; \
            -q, --quiet; -v, --verbose; -n, --dry-run; -y, --yes; --timeout SPAN; --color WHEN. lighter version --help \
            says what they do. On a terminal a command writes a table, elsewhere JSON.
            """,
        version: Version.number,
        groupedSubcommands: [
            CommandGroup(
                name: "Market data",
                subcommands: [
                    MarketsCommand.self, BookCommand.self, CandlesCommand.self, TradesCommand.self, FundingCommand.self,
                ]
            ),
            CommandGroup(
                name: "Trading",
                subcommands: [
                    SubmitCommand.self, ModifyCommand.self, CancelCommand.self, CloseCommand.self,
                    LeverageCommand.self,
                ]
            ),
            CommandGroup(
                name: "Account",
                subcommands: [
                    AccountCommand.self, PositionsCommand.self, OrdersCommand.self, OrderCommand.self,
                    FillsCommand.self, TransactionCommand.self,
                ]
            ),
            CommandGroup(name: "Keys", subcommands: [KeysCommand.self]),
            CommandGroup(name: "Offline", subcommands: [SignCommand.self, VerifyCommand.self]),
            CommandGroup(
                name: "Operations",
                subcommands: [
                    CanaryCommand.self, DoctorCommand.self, WatchCommand.self, SandboxCommand.self, ProfileCommand.self,
                ]
            ),
            CommandGroup(
                name: "This program",
                subcommands: [
                    ExplainCommand.self, ManualCommand.self, SchemaCommand.self, CompletionsCommand.self,
                    PluginsCommand.self, VersionCommand.self,
                ]
            ),
        ]
    )
}

/// Runs the command line in a world, and says how the process should exit.
public enum LighterCommandLine {
    /// - Returns: the exit code (cli.md, "Exit codes").
    public static func run(_ arguments: [String], in world: World) -> Int32 {
        if let request = CompletionRequest(arguments) {
            try? world.output.write(request.answer(in: world))
            return ExitClass.ok.rawValue
        }
        if arguments == [CommandIndex.word] {
            try? world.output.write((try? CommandIndex.source()) ?? "")
            return ExitClass.ok.rawValue
        }
        let format = format(arguments, world)
        let words = arguments
        let arguments = HelpRequest.flagged(GlobalOptionPlacement.hoisted(words))
        let called = command(calledBy: arguments.first)
        if called?.loadsAhead == true, !arguments.contains(where: ["-h", "--help", "-n", "--dry-run"].contains) {
            // What talks to the venue is loaded while an order is made and signed. Where less is to do, two threads that both
            // map memory hinder each other by more than that saves.
            HTTPClient.loadAhead(behind: { Ledger.loadLibrary() })
        }
        if called == nil, let call = PluginCall(words, in: world) { return become(call, words, format, world) }
        // Each level of the tree of commands costs a parse of its own. One that is called by its name is parsed alone, and the
        // whole tree to answer what is no call of it: a question for help, a mistake.
        if let called, let command = parse(called, arguments.dropFirst()) { return run(command, arguments, in: world) }
        do {
            var command = try Lighter.parseAsRoot(arguments)
            guard let ours = command as? any LighterCommand else {
                try command.run()
                return ExitClass.ok.rawValue
            }
            return run(ours, arguments, in: world)
        } catch { return finish(error, arguments, format, world) }
    }

    private static func run(_ command: some LighterCommand, _ arguments: [String], in world: World) -> Int32 {
        let invocation = Invocation(
            world: world,
            options: command.options,
            command: path(of: type(of: command))
        )
        do {
            try requireFormat(of: command)
            try command.run(invocation)
            return ExitClass.ok.rawValue
        } catch let outcome as BatchOutcome {
            return outcome.exit.rawValue
        } catch let error as TextStreamError {
            guard let failure = invocation.failure(writing: error) else { return ExitClass.brokenPipe.rawValue }
            return report(failure.with(invocation.context), invocation.format, world)
        } catch {
            let failure = Failure.from(error).with(invocation.context)
            return report(UsageFailure.mended(failure, of: arguments), invocation.format, world)
        }
    }

    /// Runs a plugin in the place of this process.
    private static func become(
        _ call: PluginCall,
        _ arguments: [String],
        _ format: OutputFormat,
        _ world: World
    ) -> Int32 {
        do { try call.run(in: world) } catch let failure as Failure { return report(failure, format, world) } catch {
            return finish(error, arguments, format, world)
        }
    }

    /// Refuses a form of output that is another command's.
    private static func requireFormat<Command: LighterCommand>(of command: Command) throws(Failure) {
        guard let format = command.options.output, !Command.formats.contains(format) else { return }
        let forms = Command.formats.map(\.rawValue).joined(separator: ", ")
        throw Failure(
            "usage.invalid",
            .usage,
            "-o \(format.rawValue) is not for \(path(of: Command.self)), which writes \(forms)",
            hint: "lighter \(path(of: Command.self)) --help"
        )
    }

    private static func command(calledBy name: String?) -> (any LighterCommand.Type)? {
        guard let name else { return nil }
        for group in Lighter.configuration.groupedSubcommands {
            for command in group.subcommands where command.configuration.commandName == name {
                return command as? any LighterCommand.Type
            }
        }
        return nil
    }

    private static func parse<Command: LighterCommand>(
        _ command: Command.Type,
        _ arguments: ArraySlice<String>
    ) -> Command? {
        (try? command.parseAsRoot(Array(arguments))) as? Command
    }

    /// The words by which a command is called: `book`, `sandbox status`, `keys token create`.
    private static func path(of command: any LighterCommand.Type) -> String {
        words(to: command, below: Lighter.self) ?? ""
    }

    private static func words(
        to command: any ParsableCommand.Type,
        below group: any ParsableCommand.Type
    ) -> String? {
        for child in group.configuration.subcommands {
            let name = child.configuration.commandName ?? ""
            if child == command { return name }
            if let rest = words(to: command, below: child) { return "\(name) \(rest)" }
        }
        return nil
    }

    /// Writes a failure to standard error, and gives its exit code.
    private static func report(_ failure: Failure, _ format: OutputFormat, _ world: World) -> Int32 {
        let object = format.isForPeople ? nil : (try? JSON.object(failure.json).encoded()).map { $0 + "\n" }
        let text = object ?? Glyphs(world.environment.variables).spelled(failure.text)
        try? world.diagnostics.write(text)
        return failure.exit.rawValue
    }

    /// Help and versions are answers, but of a command that there is not; anything else the parser throws is a wrong use.
    private static func finish(
        _ error: any Error,
        _ arguments: [String],
        _ format: OutputFormat,
        _ world: World
    ) -> Int32 {
        let isAnswer = Lighter.exitCode(for: error) == .success && !CommandWords(calledBy: arguments).endInNone
        guard !isAnswer else {
            let text = Glyphs(world.environment.variables).spelled(withoutKeys(Lighter.fullMessage(for: error)))
            do { try world.output.write(text + "\n") } catch {
                guard let failure = (error as? TextStreamError)?.failure else { return ExitClass.brokenPipe.rawValue }
                return report(failure, format, world)
            }
            return ExitClass.ok.rawValue
        }
        return report(UsageFailure.failure(parsing: arguments, error), format, world)
    }

    private static func format(_ arguments: [String], _ world: World) -> OutputFormat {
        let asked = GlobalOptionPlacement.value(of: ["-o", "--output"], in: arguments)
        return asked.flatMap(OutputFormat.init(rawValue:)) ?? (world.output.isTerminal ? .table : .json)
    }
}

/// Thrown by a command that has written the fate of every item itself, to say how the whole came out.
struct BatchOutcome: Error {
    let exit: ExitClass
}
