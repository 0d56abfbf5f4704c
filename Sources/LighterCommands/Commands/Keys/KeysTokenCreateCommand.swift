import ArgumentParser
import LighterJSON
import LighterProfile
import LighterSigning
import LighterStatus
import LighterTrading
import LighterVenue

struct KeysTokenCreateCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "create",
        abstract: "Make a token by which a program reads the account, and show it once.",
        discussion: """
              $ curl -H "Authorization: $(lighter keys token create -q)" …
              $ lighter keys token create --expires 8h --file dashboard.token
              $ lighter keys token create --read-only tv --expires 30d --file tv.token

            A token is made here with the profile's key, or one that is named, without asking anybody, and lasts for 8h at most. With --read-only \
            the venue makes it, for a day to ten years, and it can be revoked. Either is a secret.
            """
    )

    @Option(
        help: ArgumentHelp("How long it is good: 10m unless said; with --read-only 1d to 3650d.", valueName: "span"),
        transform: TimeSpan.init(parsing:)
    )
    var expires: TimeSpan?

    @Option(help: ArgumentHelp("A token of the venue's, under this name.", valueName: "name"))
    var readOnly: String?

    @Flag(help: "With --read-only: it reads the other accounts of the same owner too.")
    var subAccounts = false

    @Option(
        help: ArgumentHelp("Write the token to this new file, for you alone, instead.", valueName: "path"),
        completion: .file()
    )
    var file: String?

    @OptionGroup var key: SigningKeyOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard readOnly == nil || expires != nil else {
            throw ValidationError("a read-only token needs --expires, 1d to 3650d")
        }
        guard readOnly != nil || !subAccounts else { throw ValidationError("--sub-accounts goes with --read-only") }
    }

    func run(_ invocation: Invocation) throws {
        if let readOnly, let expires {
            let terms = ReadOnlyTokenTerms(
                name: try ReadOnlyTokenName(readOnly),
                lifetime: try ReadOnlyTokenLifetime(expires),
                coversSubAccounts: subAccounts
            )
            try createReadOnly(terms, invocation)
        } else {
            try create(expires.map { span throws(Failure) in try AuthTokenLifetime(span) } ?? .usual, invocation)
        }
    }

    private func create(_ lifetime: AuthTokenLifetime, _ invocation: Invocation) throws {
        let trader = try invocation.trader(key)
        let place = try place(invocation)
        let token = try trader.authToken(goodFor: lifetime)
        let report = try TokenReport.created(token, account: trader.account(), apiKey: trader.apiKey())
        try give(token.text, place, report, expiresAt: token.deadline * 1000, invocation)
    }

    private func createReadOnly(_ terms: ReadOnlyTokenTerms, _ invocation: Invocation) throws {
        let trader = try invocation.trader(key)
        try trader.requireIdentity()
        try trader.requireWritable()
        let place = try place(invocation)
        let end = terms.lifetime.end(from: trader.clock.now())
        guard !options.dryRun else {
            let report = try TokenReport.wouldBeCreated(terms, account: trader.account(), end: end)
            try invocation.emit(report)
            return
        }
        let question =
            "let whoever has the token \"\(terms.name.text)\" read account \(try trader.account())"
            + (terms.coversSubAccounts ? " and all of its owner's" : "") + " until \(Figures.time(end * 1000))?"
        try invocation.confirm(question, isNeeded: trader.needsConfirmation, trader)
        try invocation.announce(trader)
        let token = try trader.createReadOnlyToken(terms, until: end)
        invocation.rememberSending(lookUp: "lighter keys token revoke \(token.id)")
        try give(token.text ?? "", place, TokenReport.created(token), expiresAt: token.expiresAt, invocation)
    }

    /// The file for the token, where it goes to one. It has its place before there is a token.
    private func place(_ invocation: Invocation) throws -> TokenFile? {
        guard let file else { return nil }
        return try TokenFile(invocation.world.absolutePath(file))
    }

    /// Hands the token out, once: in its file, or on standard output.
    private func give(
        _ token: String,
        _ place: consuming TokenFile?,
        _ report: Report,
        expiresAt: Int64,
        _ invocation: Invocation
    ) throws {
        var report = report
        report.fields["dry_run"] = .bool(options.dryRun)
        guard !options.dryRun else {
            try invocation.emit(report)
            return
        }
        if let place {
            let path = place.path
            do throws(Failure) { try place.write(token) } catch { throw invocation.lostOutput ?? error }
            report.fields["file"] = .string(path)
            (report.page, report.quiet) = ({ .text("\(path)\n") }, [path])
        } else {
            report.fields["token"] = .string(token)
            (report.page, report.quiet) = ({ .text(token + "\n") }, [token])
        }
        try invocation.emit(report)
        if invocation.format == .table, !options.quiet {
            invocation.notice("it expires at \(Figures.time(expiresAt))")
        }
    }
}
