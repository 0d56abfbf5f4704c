import ArgumentParser
import LighterJSON
import LighterKeys
import LighterProfile
import LighterSigning
import LighterStatus

struct KeysDeleteCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "delete",
        abstract: "Remove a key from the keystore for good.",
        discussion: """
              $ lighter keys delete bot

            The venue still knows its public half until another key is registered under its index. The key's name is to be \
            typed first, or given by --confirm.
            """
    )

    @Argument(help: "The key's name in the keystore.", completion: .keys, transform: KeyName.init(argument:))
    var name: KeyName

    @Option(help: ArgumentHelp("The key's name once more, where nobody is asked.", valueName: "name"))
    var confirm: String?

    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let keystore = Keystore(try invocation.profiles().directories)
        let publicKey = try publicKey(in: keystore)
        let isRehearsal = invocation.options.dryRun
        try invocation.confirm("delete key \(name) for good", typing: name.text, given: confirm)
        if !isRehearsal { try keystore.remove(name) }
        let fields: JSONObject = [
            "name": .string(name.text),
            "public_key": JSON(publicKey),
            "deleted": .bool(!isRehearsal),
            "dry_run": .bool(isRehearsal),
        ]
        let words = isRehearsal ? "dry run: would delete key \(name)\n" : "deleted key \(name)\n"
        try invocation.emit(
            Report(schema: "lighter.key_deletion/1", fields: fields, page: .text(words), quiet: [name.text])
        )
    }

    /// What the file says of itself; nil for a damaged one, which can go, too.
    private func publicKey(in keystore: Keystore) throws(Failure) -> String? {
        do throws(Failure) {
            return try keystore.read(name).publicKey.hexDigits
        } catch {
            guard error.exit != .notFound else { throw error }
            return nil
        }
    }
}
