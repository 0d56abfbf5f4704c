import ArgumentParser
import Glibc
import LighterKeys
import LighterProfile
import LighterSecrets
import LighterSigning
import LighterStatus

struct KeysImportCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "import",
        abstract: "Keep a key that was made elsewhere under a password.",
        discussion: """
              $ lighter keys import bot --index 5                   # asks for the digits
              $ pass show lighter | lighter keys import bot --index 5
              $ lighter keys import bot --index 5 --file api.key && shred -u api.key

            The digits are never taken from an argument: others could see them.
            """
    )

    @Argument(help: "The key's name in the keystore.", transform: KeyName.init(argument:))
    var name: KeyName

    @Option(
        help: ArgumentHelp("A file with the key's 80 hexadecimal digits, for you alone (0600).", valueName: "file"),
        completion: .file()
    )
    var file: String?

    @OptionGroup var key: NewKeyOptions
    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let world = invocation.world
        try KeyCreation(name: name, options: key, invocation).run { () throws(Failure) in
            if let file {
                let path = world.absolutePath(file)
                guard case .plain(let key) = try KeyReader.stored(inFile: path) else {
                    throw Failure(
                        "key.sealed",
                        .data,
                        "\(path) is under a password already",
                        hint: "use it as it is: [key] file = \"…\", or copy it to the keystore"
                    )
                }
                return key
            }
            guard isatty(world.input) == 1 else {
                return try StoredKey.plainKey(Password.firstLine(of: world.input), from: "standard input")
            }
            let typed = try TerminalPrompt.secret("private key (not shown): ", isInterrupted: world.isInterrupted)
            return try StoredKey.plainKey(typed, from: "what was typed")
        }
    }
}
