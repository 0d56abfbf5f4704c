import ArgumentParser
import LighterKeys
import LighterProfile
import LighterSigning
import LighterStatus

struct KeysGenerateCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "generate",
        abstract: "Make a new key, and keep it under a password.",
        discussion: """
              $ lighter keys generate bot --index 5
              $ lighter keys generate cron --index 6 --kdf none --password-file cron.pw

            The key is bound to the profile's network and to its account and index: with another it does not open. It signs \
            nothing before the venue knows it: lighter keys register.
            """
    )

    @Argument(help: "The key's name in the keystore.", transform: KeyName.init(argument:))
    var name: KeyName

    @OptionGroup var key: NewKeyOptions
    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        try KeyCreation(name: name, options: key, invocation).run { () throws(Failure) in
            do { return try PrivateKey.generate() } catch { throw Failure("key.no_randomness", .internal, "\(error)") }
        }
    }
}
