import ArgumentParser
import LighterJSON
import LighterKeys
import LighterProfile
import LighterSecrets
import LighterSigning
import LighterStatus
import LighterTrading
import LighterTransactions

struct KeysRotateCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "rotate",
        abstract: "Replace a key by a new one under the same index, signed by the account's owner.",
        discussion: """
              $ lighter keys rotate bot --l1-command 'cast wallet sign --account me'

            Where the owner signs elsewhere, and nobody is at a terminal to paste, it goes in two steps:

              $ lighter keys rotate bot
              $ text=$(lighter keys register bot.next --replace --dry-run -q)
              $ lighter keys rotate bot --l1-signature 0x5f0c…1b

            The new key is stored as NAME.next before the venue hears of it, registered, tried, and then takes the old one's \
            name, which is gone with its tokens. Interrupted, the registered one of the two is in the keystore; the same \
            command goes on, and lighter keys check says which it is. The new key is under the password of the old one.
            """
    )

    @OptionGroup var key: SigningKeyOptions

    @OptionGroup(title: "The owner's signature") var layerOne: LayerOneOptions

    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let trader = try invocation.trader(key)
        let settings = try trader.keySettings()
        guard case .keystore(let name) = settings.source else {
            throw Failure(
                "key.not_kept",
                .usage,
                "only keys of the keystore are rotated, and the profile's is elsewhere (\(settings.source))",
                hint: "lighter keys import NAME, and rotate that"
            )
        }
        let rotation = try KeyRotation(of: name, in: trader.keys.keystore)
        try trader.access.require(rotation.old.binding)
        guard !options.dryRun else {
            try trader.rehearse(rotation, under: trader.keys.password(of: rotation.old, trader.access.password))
            try invocation.emit(report(rotation, nil))
            return
        }
        let question = "replace the key \(name), the \(rotation.old.binding), by a new one?"
        try invocation.confirm(question, isNeeded: trader.needsConfirmation, trader)
        try invocation.announce(trader)
        let password = try trader.keys.password(of: rotation.old, trader.access.password)
        let outcome = try trader.rotate(rotation, under: password) { registration throws(Failure) in
            try layerOne.signer(of: registration, for: trader, invocation)
        }
        if let sent = outcome.sent { invocation.remember(sent) }
        try invocation.emit(report(rotation, outcome))
    }

    private func report(_ rotation: KeyRotation, _ outcome: RegisteredOutcome?) -> Report {
        let new = outcome?.registration.publicKey ?? rotation.begun?.publicKey
        var fields: JSONObject = ["name": .string(rotation.name.text)]
        for member in rotation.old.binding.json.members { fields[member.key] = member.value }
        fields["public_key"] = JSON(new?.hexDigits)
        fields["replaced_public_key"] = .string(rotation.old.publicKey.hexDigits)
        fields["resumed"] = .bool(rotation.begun != nil)
        fields["nonce"] = JSON(outcome?.sent?.nonce.value)
        fields["tx_hash"] = JSON(outcome?.sent?.hash)
        fields["dry_run"] = .bool(outcome == nil)
        var details = Details()
        details.add("name", rotation.name.text)
        details.add("public key", new?.hexDigits ?? "made by the rotation")
        details.add("in the place of", rotation.old.publicKey.hexDigits)
        details.add("state", outcome == nil ? "dry run: nothing was made or sent" : "registered, and it works")
        return Report(
            schema: "lighter.key_rotation/1",
            fields: fields,
            page: .details(details),
            quiet: [new?.hexDigits ?? rotation.next.text]
        )
    }
}
