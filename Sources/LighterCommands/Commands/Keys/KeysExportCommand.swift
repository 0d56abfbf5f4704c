import ArgumentParser
import LighterJSON
import LighterKeys
import LighterProfile
import LighterSigning

struct KeysExportCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "export",
        abstract: "Write a key's digits to a file of their own, without a password.",
        discussion: """
              $ lighter keys export bot --file bot.digits

            Whoever reads the file can trade. It is new, and for you alone (0600); the digits are never printed. The key's name \
            is to be typed first, or given by --confirm.
            """
    )

    @Argument(help: "The key's name in the keystore.", completion: .keys, transform: KeyName.init(argument:))
    var name: KeyName

    @Option(help: ArgumentHelp("The new file.", valueName: "file"), completion: .file())
    var file: String

    @Option(help: ArgumentHelp("The key's name once more, where nobody is asked.", valueName: "name"))
    var confirm: String?

    @OptionGroup var password: PasswordOptions
    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let keys = try invocation.keyReader(invocation.profiles().directories)
        let stored = try keys.keystore.read(name)
        let path = invocation.world.absolutePath(file)
        let isRehearsal = invocation.options.dryRun
        try invocation.confirm("write the digits of key \(name) to \(path)", typing: name.text, given: confirm)
        if !isRehearsal {
            try Keystore.export(keys.unlocked(stored, password.source(in: invocation)), to: path)
        }
        let fields: JSONObject = [
            "name": .string(name.text),
            "public_key": .string(stored.publicKey.hexDigits),
            "exported_to": .string(path),
            "dry_run": .bool(isRehearsal),
        ]
        let words = isRehearsal ? "dry run: would write" : "wrote"
        try invocation.emit(
            Report(
                schema: "lighter.key_export/1",
                fields: fields,
                page: .text("\(words) the digits of key \(name) to \(path)\n"),
                quiet: [path]
            )
        )
    }
}
