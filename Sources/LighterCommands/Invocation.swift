import ArgumentParser
import Glibc
import LighterJSON
import LighterProfile
import LighterStatus
import LighterTrading
import LighterTransactions
import LighterVenue

/// One command that runs: the world it runs in, the options it was given, and the few things every command does.
final class Invocation {
    let world: World
    let options: GlobalOptions
    /// The command's name, for errors.
    let command: String
    let deadline: Deadline
    /// Filled in as it becomes known, for errors.
    private(set) var context: FailureContext
    /// Whether something was sent: from then on an answer that is lost is not an answer that nothing happened.
    private var hasSent = false

    init(world: World, options: GlobalOptions, command: String) {
        self.world = world
        self.options = options
        self.command = command
        deadline = Deadline(in: .milliseconds(options.timeout.milliseconds), isInterrupted: world.isInterrupted)
        context = FailureContext(profileOption: options.profile, command: command)
    }

    /// How the command writes.
    var format: OutputFormat { options.output ?? (world.output.isTerminal ? .table : .json) }

    var palette: Palette {
        Palette(options.color, isTerminal: world.output.isTerminal, variables: world.environment.variables)
    }

    /// All profiles.
    func profiles() throws(Failure) -> Profiles {
        do { return try Profiles(world.environment) } catch { throw Failure(error) }
    }

    /// The profile the command acts under.
    func profile() throws(Failure) -> Profile {
        do {
            let profile = try profiles().resolve(options.profile)
            context.profile = profile.name
            context.network = profile.network.rawValue
            return profile
        } catch { throw Failure.from(error) }
    }

    /// A trader under the profile. The sandbox is started where the profile means it and none runs.
    func trader() throws(Failure) -> Trader {
        let profile = try profile()
        let profiles = try profiles()
        let access = try VenueAccess(profile) { () throws(Failure) in
            try sandbox(profiles.directories).ensureRunning(deadline: deadline) {
                notice("starting the local sandbox (play money); end it with: lighter sandbox stop")
            }
        }
        return Trader(
            profile: profile,
            access: access,
            version: Version.number,
            clock: world.clock,
            deadline: deadline,
            directories: profiles.directories,
            environment: world.environment,
            onExchange: options.verbose ? tell : { _ in }
        )
    }

    func sandbox(_ directories: Directories) -> LocalSandbox {
        LocalSandbox(stateDirectory: directories.state, binaryDirectory: world.executableDirectory)
    }

    /// Keeps that something was sent, of many things.
    func rememberSending() { hasSent = true }

    /// Keeps what was sent, for whoever reads an error after it.
    func remember(_ sent: SentTransaction, clientOrderIndex: ClientOrderIndex? = nil) {
        rememberSending()
        context.clientOrderIndex = clientOrderIndex?.value
        context.nonce = sent.nonce.value
        context.txHash = sent.hash
    }

    /// What an answer that could not be written means.
    func failure(writing error: TextStreamError) -> Failure? {
        if hasSent {
            return Failure(
                "output.lost",
                .unknown,
                "the transaction was sent, and the answer about it could not be written",
                hint: "lighter tx <hash>",
                effect: .applied
            )
        }
        guard case .failed(let reason) = error else { return nil }
        return Failure("output.unwritable", .cannotCreate, "standard output cannot be written: \(reason)")
    }

    /// Says on standard error who acts where, before a mutation.
    func announce(_ trader: Trader) throws(Failure) {
        let profile = trader.profile
        notice("profile \(profile.name), network \(profile.network.rawValue), account \(try trader.account())")
    }

    /// Asks for a yes where the profile, or the command itself, wants one.
    ///
    /// - Throws: ``Failure`` of class refused without one.
    func confirm(_ question: String, isNeeded: Bool, _ trader: Trader) throws(Failure) {
        guard isNeeded, !options.yes, !options.dryRun else { return }
        guard isatty(world.input) == 1, world.diagnostics.isTerminal else {
            throw Failure("guard.confirm", .refused, "this needs a yes: \(question)", hint: "add -y to confirm")
        }
        let asked = ContinuousClock.now
        try? world.diagnostics.write("\(question) [y/N] ")
        let reader = LineReader(descriptor: world.input, isInterrupted: world.isInterrupted)
        let answer = (try? reader.next()).flatMap { $0 } ?? []
        trader.deadline.postpone(by: asked.duration(to: .now))
        guard !world.isInterrupted() else {
            throw Failure.interrupted
        }
        guard ["y", "yes"].contains(String(decoding: answer, as: UTF8.self).lowercased()) else {
            throw Failure("guard.confirm", .refused, "not confirmed; nothing was sent")
        }
    }

    /// Says something on standard error: a line for people, an object for programs.
    func notice(_ text: String) {
        let line: String
        if format.isForPeople {
            line = "lighter: \(text)\n"
        } else {
            let object: JSONObject = ["schema": "lighter.notice/1", "message": .string(sanitized(text))]
            line = ((try? JSON.object(object).encoded()) ?? text) + "\n"
        }
        try? world.diagnostics.write(line)
    }

    /// Writes what the command found.
    ///
    /// - Throws: ``TextStreamError``, or ``Failure`` for what cannot be written as JSON.
    func emit(_ report: Report) throws {
        let text = try report.rendered(
            as: format,
            quietly: options.quiet,
            profile: context.profile,
            network: context.network
        )
        try world.output.write(text)
    }

    private func tell(_ exchange: Venue.Exchange) {
        let outcome =
            switch exchange.outcome {
            case .success(let status): "HTTP \(status)"
            case .failure(let failure): "\(failure)"
            }
        let time = exchange.timings.map { " in \($0.total / 1000) ms" } ?? ""
        notice("\(exchange.endpoint.name): \(outcome)\(time)")
    }
}

/// A command of ours: parsed by the argument parser, run in a world.
protocol LighterCommand: ParsableCommand {
    /// Whether it asks the venue whenever it runs.
    static var asksVenue: Bool { get }
    /// How it can write.
    static var formats: [OutputFormat] { get }
    var options: GlobalOptions { get }
    func run(_ invocation: Invocation) throws
}

extension LighterCommand {
    static var asksVenue: Bool { true }
    static var formats: [OutputFormat] { OutputFormat.common }
}
