import ArgumentParser
import Glibc
import LighterJSON
import LighterKeys
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
    /// How to look up what was sent, once something was: from then on an answer that is lost is not an answer that nothing
    /// happened.
    private var lookUp: String?

    init(world: World, options: GlobalOptions, command: String) {
        self.world = world
        self.options = options
        self.command = command
        deadline = Deadline(in: .milliseconds(options.timeout.milliseconds), isInterrupted: world.isInterrupted)
        context = FailureContext(profileOption: options.profile, command: command)
    }

    /// How the command writes.
    var format: OutputFormat { options.output ?? (world.output.isTerminal ? .table : .json) }

    /// What standard output shows.
    var screen: Screen { Screen(world.output, options.color ?? .auto, variables: world.environment.variables) }

    /// Tells a person what is waited for; not one who wants to see the most wanted value alone.
    var waiting: Waiting { options.quiet ? .untold : world.progress.waiting }

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
    func trader() throws(Failure) -> Trader { try trader(under: profile()) }

    /// A trader under a profile that was read.
    func trader(under profile: Profile) throws(Failure) -> Trader {
        let directories = try profiles().directories
        return trader(profile, try access(profile, directories), directories)
    }

    /// A trader under the profile who signs with the key that was named: as whom that key signs.
    func trader(_ signing: SigningKeyOptions) throws(Failure) -> Trader {
        let (profile, directories) = (try profile(), try profiles().directories)
        var access = try access(profile, directories)
        if let name = signing.name { access = access.signing(with: name, try Keystore(directories).read(name)) }
        if let password = signing.password.given(world) { access = access.unlocking(with: password) }
        return trader(profile, access, directories)
    }

    private func access(_ profile: Profile, _ directories: Directories) throws(Failure) -> VenueAccess {
        try VenueAccess(profile) { () throws(Failure) in
            waiting.begin("starting the local sandbox")
            defer { waiting.end() }
            return try sandbox(directories).ensureRunning(deadline: deadline) {
                notice("starting the local sandbox (play money); end it with: lighter sandbox stop")
            }
        }
    }

    private func trader(_ profile: Profile, _ access: VenueAccess, _ directories: Directories) -> Trader {
        Trader(
            profile: profile,
            access: access,
            version: Version.number,
            clock: world.clock,
            deadline: deadline,
            directories: directories,
            keys: keyReader(directories),
            waiting: waiting,
            onExchange: options.verbose ? tell : { _ in }
        )
    }

    /// Reads keys, and asks for passwords at the terminal.
    func keyReader(_ directories: Directories) -> KeyReader {
        KeyReader(
            world.environment,
            keystore: Keystore(directories),
            prompt: { [isInterrupted = world.isInterrupted] question throws(Failure) in
                try TerminalPrompt.password(question, isInterrupted: isInterrupted)
            },
            isInterrupted: world.isInterrupted
        )
    }

    func sandbox(_ directories: Directories) -> LocalSandbox {
        LocalSandbox(stateDirectory: directories.state, binaryDirectory: world.executableDirectory)
    }

    /// Keeps that something was sent, and the hint by which to look it up.
    func rememberSending(lookUp: String = "lighter tx <hash>") { self.lookUp = lookUp }

    /// Keeps what was sent, for whoever reads an error after it.
    func remember(_ sent: SentTransaction, clientOrderIndex: ClientOrderIndex? = nil) {
        rememberSending()
        context.clientOrderIndex = clientOrderIndex?.value
        context.nonce = sent.nonce.value
        context.txHash = sent.hash
    }

    /// What an answer that could not be written means, once something was sent.
    var lostOutput: Failure? {
        lookUp.map { hint in
            Failure(
                "output.lost",
                .unknown,
                "what was asked for was sent, and the answer about it could not be written",
                hint: hint,
                effect: .applied
            )
        }
    }

    /// What an answer that could not be written means.
    func failure(writing error: TextStreamError) -> Failure? {
        lostOutput ?? error.failure
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
        guard hasPerson else {
            throw Failure(
                "guard.confirm",
                .refused,
                "this needs a yes: \(question)",
                hint: "add -y to confirm",
                mending: .adding(["-y"])
            )
        }
        let asked = ContinuousClock.now
        defer { trader.deadline.postpone(by: asked.duration(to: .now)) }
        guard ["y", "yes"].contains(try answer(to: "\(question) [y/N] ").lowercased()) else {
            throw Failure("guard.confirm", .refused, "not confirmed; nothing was sent")
        }
    }

    /// Asks for a word to be typed before something that cannot be taken back: a yes is given too easily.
    ///
    /// - Parameter given: the word, where an option gave it.
    /// - Throws: ``Failure`` of class refused without it.
    func confirm(_ deed: String, typing word: String, given: String?) throws(Failure) {
        guard !options.dryRun else { return }
        let refusal = Failure("guard.confirm", .refused, "not confirmed; nothing was done", hint: "--confirm \(word)")
        if let given {
            guard given == word else { throw refusal }
            return
        }
        guard hasPerson else {
            throw Failure(
                "guard.confirm",
                .refused,
                "this needs to be confirmed: \(deed)",
                hint: "add --confirm \(word)",
                mending: .adding(["--confirm", word])
            )
        }
        guard try answer(to: "to \(deed), type \(word): ") == word else { throw refusal }
    }

    /// Whether somebody sits at a terminal who can be asked.
    var hasPerson: Bool { isatty(world.input) == 1 && world.diagnostics.isTerminal }

    /// The line a person enters.
    ///
    /// - Throws: ``Failure`` where they stop instead.
    func answer(to question: String) throws(Failure) -> String { try line(answering: question) ?? "" }

    /// The line a person enters; nil where they end the input instead.
    ///
    /// - Throws: ``Failure`` where they stop instead.
    func line(answering question: String) throws(Failure) -> String? {
        try? world.diagnostics.write(question)
        let reader = LineReader(descriptor: world.input, isInterrupted: world.isInterrupted)
        let answer = (try? reader.next()).flatMap { $0 }
        guard !world.isInterrupted() else { throw .interrupted }
        return answer.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Says something on standard error: a line for people, an object for programs.
    func notice(_ text: String) {
        let line: String
        if format.isForPeople {
            line = screen.glyphs.spelled("lighter: \(text)\n")
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
            on: screen,
            profile: context.profile,
            network: context.network
        )
        if format == .table, !options.quiet, world.isLongerThanScreen(text) {
            let pager = Pager(world.environment.variables)
            if pager?.show(text) == true { return }
        }
        try world.output.write(text)
    }

    /// Writes what the command found or did on a trader's account.
    ///
    /// - Throws: as ``emit(_:)``, and ``Failure``.
    func emit(_ report: Report, of trader: Trader) throws {
        var report = report
        report.fields["account"] = Figures.json(try trader.account())
        try emit(report)
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
    /// Whether libraries are loaded while it is parsed and prepared: where orders are made, signed and written down, there is
    /// enough to do meanwhile.
    static var loadsAhead: Bool { get }
    /// How it can write.
    static var formats: [OutputFormat] { get }
    var options: GlobalOptions { get }
    func run(_ invocation: Invocation) throws
}

extension LighterCommand {
    static var loadsAhead: Bool { false }
    static var formats: [OutputFormat] { OutputFormat.common }
}
