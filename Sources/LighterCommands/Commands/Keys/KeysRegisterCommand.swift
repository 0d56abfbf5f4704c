import ArgumentParser
import LighterStatus
import LighterTrading

struct KeysRegisterCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "register",
        abstract: "Register a key with the venue, signed by the account's owner, and wait until it works.",
        discussion: """
              $ lighter keys register bot --l1-command 'cast wallet sign --account me'
              $ lighter keys register bot --l1-key-file owner.key
              $ text=$(lighter keys register bot --dry-run -q)       # to sign elsewhere
              $ lighter keys register bot --l1-signature 0x5f0c…1b

            The owner signs a text on layer 1, as an Ethereum personal message. The text names the key, its index and the \
            index's next nonce: a signature is good until another transaction takes that. Whose signature it is is looked at \
            before anything is sent. A key that is registered already is found, and nothing is sent.

            The program of --l1-command is run by a shell, as COMMAND "$@" with the text for its last argument, or with the \
            text on standard input. It prints the signature, its standard error is shown, and it gets none of lighter's \
            own variables.
            """
    )

    @OptionGroup var key: SigningKeyOptions

    @OptionGroup(title: "The owner's signature") var layerOne: LayerOneOptions

    @Flag(help: "Take an index of the venue's own apps, 0 to 3.")
    var force = false

    @Flag(help: "Take the place of another key, which is lost then.")
    var replace = false

    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let trader = try invocation.trader(key)
        try trader.requireIdentity()
        let registration = try trader.keyRegistration(isForced: force, replacing: replace ? .any : .none)
        if let done = registration.done {
            try invocation.emit(KeyRegistrationReport.done(done, isDryRun: options.dryRun))
            return
        }
        guard !options.dryRun else {
            try invocation.emit(KeyRegistrationReport.dryRun(registration, trader.text(of: registration)))
            return
        }
        let signer = try layerOne.signer(of: registration, for: trader, invocation)
        try invocation.confirm("\(registration.words)?", isNeeded: trader.needsConfirmation, trader)
        try invocation.announce(trader)
        let outcome = try trader.register(registration, signedBy: signer)
        if let sent = outcome.sent { invocation.remember(sent) }
        try invocation.emit(KeyRegistrationReport.done(outcome, isDryRun: false))
    }
}
