import ArgumentParser
import LighterJSON
import LighterKeys
import LighterProfile
import LighterSigning
import LighterTrading

struct KeysShowCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "show",
        abstract: "Show the public parts of a key; no password is needed.",
        discussion: """
              $ lighter keys show bot
              $ lighter keys show -q                 # the profile's public key, bare

            Only unlocking proves what a key file says of itself: lighter keys check.
            """
    )

    @Argument(
        help: "The key's name in the keystore; the profile's key without one.",
        completion: .keys,
        transform: KeyName.init(argument:)
    )
    var name: KeyName?

    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let keys = try invocation.keyReader(invocation.profiles().directories)
        let source = if let name { KeySource.keystore(name) } else { try invocation.trader().keySettings().source }
        let key = try keys.stored(KeySettings(source: source, origin: .fallback))
        let path = source.path(in: keys.keystore)
        var fields = KeyView.json(name, key, path: path)
        // A key that does not say for which network it signs is used on the profile's.
        if key.binding == nil { fields["network"] = nil }
        let details = KeyView.details(name, key, path: path)
        try invocation.emit(
            Report(schema: "lighter.key/1", fields: fields, page: .details(details), quiet: [key.publicKey.hexDigits])
        )
    }
}

extension KeySource {
    /// The file the key is in, if it is in one.
    fileprivate func path(in keystore: Keystore) -> String? {
        switch self {
        case .file(let path): path
        case .keystore(let name): keystore.path(of: name)
        case .environment, .command, .credential: nil
        }
    }
}
