import ArgumentParser
import LighterKeys
import LighterProfile
import LighterStatus
import LighterTrading

/// How the account's owner signs on layer 1.
struct LayerOneOptions: ParsableArguments {
    @Option(
        name: .customLong("l1-key-file"),
        help: ArgumentHelp("Sign with the owner's key, 64 hex digits in a file of mode 600.", valueName: "path"),
        completion: .file()
    )
    var keyFile: String?

    @Option(
        name: .customLong("l1-key-env"),
        help: ArgumentHelp("Sign with the owner's key in a variable of the environment.", valueName: "name")
    )
    var keyVariable: String?

    @Option(
        name: .customLong("l1-command"),
        help: ArgumentHelp("Have a program sign, which prints the signature: a wallet's.", valueName: "command")
    )
    var command: String?

    @Option(name: .customLong("l1-message"), help: "How that program gets the text: as its last argument, or on stdin.")
    var delivery = LayerOneCommand.Delivery.argument

    @Option(
        name: .customLong("l1-timeout"),
        help: ArgumentHelp("How long that program may take; --timeout is for all the rest.", valueName: "span"),
        transform: TimeSpan.init(parsing:)
    )
    var time = TimeSpan.seconds(120)

    @Option(
        name: .customLong("l1-signature"),
        help: ArgumentHelp("A signature made elsewhere, of the text that register --dry-run prints.", valueName: "0x…")
    )
    var signature: String?

    private func ways(_ world: World) -> [LayerOneSigner] {
        [
            keyFile.map { .key(.file(world.absolutePath($0))) },
            keyVariable.map { .key(.environment($0)) },
            command.map { .command(LayerOneCommand($0, delivery: delivery, time: .milliseconds(time.milliseconds))) },
            signature.map(LayerOneSigner.signature),
        ].compactMap { $0 }
    }

    func validate() throws {
        let given = [keyFile, keyVariable, command, signature]
        guard given.count(where: { $0 != nil }) <= 1 else {
            throw ValidationError("give one of --l1-key-file, --l1-key-env, --l1-command and --l1-signature")
        }
    }

    /// The way that was asked for; else the sandbox's own key; else whoever sits at the terminal.
    ///
    /// - Throws: ``Failure`` of class usage where there is no way.
    func signer(
        of registration: KeyRegistration,
        for trader: Trader,
        _ invocation: Invocation
    ) throws(Failure) -> LayerOneSigner {
        if let way = ways(invocation.world).first { return way }
        if let file = trader.access.ownerKeyFile { return .key(.file(file)) }
        guard invocation.hasPerson else {
            throw Failure(
                "usage.no_owner",
                .usage,
                "the account's owner has to sign: give one of --l1-key-file, --l1-key-env, --l1-command and --l1-signature",
                hint: registration.rehearsal
            )
        }
        var isAskedAgain = false
        return .person { text throws(Failure) in
            let reason = isAskedAgain ? "Another transaction took the nonce, so that the text is another one now. " : ""
            isAskedAgain = true
            let wish = "Sign this text as a personal message, all its lines with no line end behind the last:"
            return try invocation.answer(to: "\(reason)\(wish)\n\n\(text)\n\nThe signature (0x…): ")
        }
    }
}

extension LayerOneCommand.Delivery: ExpressibleByArgument {
    public static let allValueStrings = allCases.map(\.rawValue)
}
