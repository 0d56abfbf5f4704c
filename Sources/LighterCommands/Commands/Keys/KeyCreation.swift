import LighterJSON
import LighterKeys
import LighterProfile
import LighterSecrets
import LighterSigning
import LighterStatus
import LighterTrading

/// What making and importing a key have in common: for whom it is, the password, the file.
struct KeyCreation {
    let name: KeyName
    let options: NewKeyOptions
    let invocation: Invocation

    init(name: KeyName, options: NewKeyOptions, _ invocation: Invocation) {
        self.name = name
        self.options = options
        self.invocation = invocation
    }

    /// Keeps the key that `make` gives.
    func run(_ make: () throws(Failure) -> PrivateKey) throws {
        let trader = try invocation.trader()
        let binding = try trader.binding(account: options.account, apiKey: options.apiKey, isForced: options.force)
        let keystore = trader.keys.keystore
        try keystore.requireFree(name)
        guard !invocation.options.dryRun else {
            var fields = binding.json
            fields["name"] = .string(name.text)
            fields["file"] = .string(keystore.path(of: name))
            fields["dry_run"] = true
            let words = "dry run: key \(name), the \(binding), in \(keystore.path(of: name))\n"
            try invocation.emit(Report(schema: "lighter.key/1", fields: fields, page: .text(words), quiet: [name.text]))
            return
        }
        let key = try make()
        let password = try password(trader)
        let derivation = options.derivation.derivation
        let now = invocation.world.clock.now()
        let (file, unlocking) = try KeyFile.seal(key, for: binding, under: password, derivation, at: now)
        try keystore.add(file, as: name)
        let milliseconds = max(1, Int64(unlocking / .milliseconds(1)))
        invocation.notice(
            "unlocking it takes \(milliseconds) ms and \(KeyView.memory(derivation)) each time a command signs"
        )
        var fields = KeyView.json(name, .sealed(file), path: keystore.path(of: name))
        fields["unlock_ms"] = .integer(milliseconds)
        var details = KeyView.details(name, .sealed(file), path: keystore.path(of: name))
        details.add("next", invocation.context.pasted("lighter keys register \(name)"))
        try invocation.emit(
            Report(schema: "lighter.key/1", fields: fields, page: .details(details), quiet: [key.publicKey.hexDigits])
        )
    }

    /// The new key's password; one that is typed is typed twice.
    private func password(_ trader: Trader) throws(Failure) -> SecretBytes {
        if let source = try options.password.source(in: invocation) { return try trader.keys.password(source) }
        let isInterrupted = invocation.world.isInterrupted
        let password = try TerminalPrompt.password("password for the new key: ", isInterrupted: isInterrupted)
        let again = try TerminalPrompt.password("the same again: ", isInterrupted: isInterrupted)
        guard password.isEqual(to: again) else {
            throw Failure("key.passwords_differ", .data, "the two passwords differ; no key was made")
        }
        return password
    }
}
