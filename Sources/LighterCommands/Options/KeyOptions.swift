import ArgumentParser
import LighterKeys
import LighterProfile
import LighterStatus
import LighterTransactions

/// Where the password of a key is; without any of them a person is asked.
struct PasswordOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("A file whose first line is the key's password.", valueName: "file"),
        completion: .file()
    )
    var passwordFile: String?

    @Option(
        help: ArgumentHelp(
            "A command, run by the shell, that prints the key's password.",
            valueName: "command"
        )
    )
    var passwordCommand: String?

    @Option(help: ArgumentHelp("An open file descriptor to read the key's password from.", valueName: "n"))
    var passwordFd: Int32?

    func validate() throws {
        let given = [passwordFile != nil, passwordCommand != nil, passwordFd != nil]
        guard given.count(where: { $0 }) <= 1 else { throw ValidationError("give one place for the password") }
        guard (passwordFd ?? 0) >= 0 else { throw ValidationError("--password-fd takes a number from 0 up") }
    }

    /// The source that was given.
    func given(_ world: World) -> PasswordSource? {
        if let passwordFile { return .file(world.absolutePath(passwordFile)) }
        if let passwordCommand { return .command(["/bin/sh", "-c", passwordCommand]) }
        return passwordFd.map(PasswordSource.descriptor)
    }

    /// The source that was given, or the profile's.
    func source(in invocation: Invocation) throws(Failure) -> PasswordSource? {
        if let given = given(invocation.world) { return given }
        return try invocation.profile().password
    }
}

/// The key a command is about, and its password.
struct SigningKeyOptions: ParsableArguments {
    @Argument(
        help: "The key's name in the keystore; the profile's key without one.",
        completion: .keys,
        transform: KeyName.init(argument:)
    )
    var name: KeyName?

    @OptionGroup var password: PasswordOptions
}

/// What a new key is for, and how it is kept.
struct NewKeyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The account it signs for; the profile's without one.", valueName: "index"),
        transform: { try AccountIndex(word: $0) }
    )
    var account: AccountIndex?

    @Option(
        name: .customLong("index"),
        help: ArgumentHelp("The API key index, 4 to 254; the profile's without one.", valueName: "index"),
        transform: { try APIKeyIndex(word: $0) }
    )
    var apiKey: APIKeyIndex?

    @Option(
        name: .customLong("kdf"),
        help: ArgumentHelp(
            "What guessing a password costs, and unlocking: moderate is 128 MiB and some 0.4 s, interactive 32 MiB and 0.1 s, none is for random passwords.",
            valueName: "cost"
        )
    )
    var derivation = DerivationWord.moderate

    @Flag(help: "Take an index of the venue's own apps, 0 to 3.")
    var force = false

    @OptionGroup var password: PasswordOptions
}

/// The derivations by the words the contract gives them.
enum DerivationWord: String, CaseIterable, ExpressibleByArgument {
    case interactive
    case moderate
    case none

    static let allValueStrings = allCases.map(\.rawValue)

    var derivation: KeyDerivation {
        switch self {
        case .interactive: .interactive
        case .moderate: .moderate
        case .none: .none
        }
    }
}

extension Bounded {
    /// Reads a number as an option has it.
    fileprivate init(word: String) throws {
        guard let number = Int64(word) else { throw ValidationError("\(Kind.name) is a whole number, not '\(word)'") }
        do { try self.init(number) } catch { throw ValidationError("\(error)") }
    }
}

extension KeyName {
    /// Reads a name as an argument has it.
    init(argument: String) throws {
        do { try self.init(argument) } catch { throw ValidationError(error.description) }
    }
}
