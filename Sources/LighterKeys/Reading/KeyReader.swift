import LighterProfile
import LighterSecrets
import LighterSigning
import LighterStatus

/// Reads private keys from where profiles say they are, and the passwords they are under.
public struct KeyReader: Sendable {
    public let keystore: Keystore
    public let environment: ProfileEnvironment
    private let prompt: PasswordPrompt
    private let isInterrupted: @Sendable () -> Bool

    /// How long a program may take that gives a key or a password: it may ask a person.
    private static let programTime: Duration = .seconds(120)

    /// - Parameter prompt: asks a person for a password.
    public init(
        _ environment: ProfileEnvironment,
        keystore: Keystore,
        prompt: @escaping PasswordPrompt,
        isInterrupted: @escaping @Sendable () -> Bool
    ) {
        self.environment = environment
        self.keystore = keystore
        self.prompt = prompt
        self.isInterrupted = isInterrupted
    }

    /// The key as it is found, under its password if it is under one.
    ///
    /// - Throws: ``LighterStatus/Failure``; it never holds any of what was read.
    public func stored(_ settings: KeySettings) throws(Failure) -> StoredKey {
        switch settings.source {
        case .file(let path): return try KeyReader.stored(inFile: path)
        case .keystore(let name): return try keystore.read(name)
        case .environment(let variable):
            guard let text = environment.variables[variable] else {
                let name = withoutKeys(variable)
                throw Failure(
                    "key.not_set",
                    .configuration,
                    "\(settings.origin): the variable \(name) is not set",
                    hint: "set \(name) to the key, or name another source in [key]"
                )
            }
            let place = "the variable \(variable)"
            return .plain(try StoredKey.plainKey(SecretBytes(Array(text.utf8)), from: place))
        case .command(let words):
            return try StoredKey(output(of: words, "key"), from: "what \(words.first ?? "") printed")
        case .credential(let name):
            let path = try credentialPath(name)
            return try StoredKey(SecretFile.read(path, as: .credential, limit: KeyFile.maximumSize), from: path)
        }
    }

    /// The key in a file, under its password if it is under one.
    ///
    /// - Throws: ``LighterStatus/Failure``.
    public static func stored(inFile path: String) throws(Failure) -> StoredKey {
        try StoredKey(SecretFile.read(path, as: .key, limit: KeyFile.maximumSize), from: path)
    }

    /// The key itself.
    ///
    /// - Parameters:
    ///   - source: where the password is, if it is under one; nil asks a person.
    ///   - waiting: told that it is unlocked, which takes a while.
    /// - Throws: ``LighterStatus/Failure``.
    public func unlocked(
        _ stored: StoredKey,
        _ source: PasswordSource?,
        _ waiting: Waiting = .untold
    ) throws(Failure) -> PrivateKey {
        switch stored {
        case .plain(let key): return key
        case .sealed(let file):
            let password = try password(of: file, source)
            waiting.begin("unlocking the key")
            defer { waiting.end() }
            return try file.open(password)
        }
    }

    /// The password of a key file.
    ///
    /// - Parameter source: where it is; nil asks a person.
    /// - Throws: ``LighterStatus/Failure``.
    public func password(of file: KeyFile, _ source: PasswordSource?) throws(Failure) -> SecretBytes {
        guard let source else { return try prompt("password of the \(file.binding): ") }
        return try password(source)
    }

    /// A password: the first line of what the source gives.
    ///
    /// - Throws: ``LighterStatus/Failure``.
    public func password(_ source: PasswordSource) throws(Failure) -> SecretBytes {
        switch source {
        case .file(let path):
            return try Password.read(SecretFile.read(path, as: .password, limit: Password.maximumSize))
        case .command(let words): return try Password.read(output(of: words, "password"))
        case .credential(let name):
            let path = try credentialPath(name)
            return try Password.read(SecretFile.read(path, as: .credential, limit: Password.maximumSize))
        case .descriptor(let descriptor): return try Password.read(Password.firstLine(of: descriptor))
        }
    }

    private func output(of words: [String], _ what: String) throws(Failure) -> SecretBytes {
        let program = Program(words, environment: Program.environment(from: environment.variables))
        do throws(Program.Trouble) {
            var output = try program.run(within: KeyReader.programTime, isInterrupted: isInterrupted)
            return SecretBytes(taking: &output)
        } catch {
            guard error != .interrupted else { throw .interrupted }
            throw Failure(
                "key.command_failed",
                .permission,
                "\(words.first ?? "") gave no \(what): \(error)",
                hint:
                    "run it by itself; it gets PATH, HOME and a few others of the environment, and nothing on standard input"
            )
        }
    }

    private func credentialPath(_ name: String) throws(Failure) -> String {
        guard !name.contains("/"), name != "..", name != "." else {
            throw Failure(
                "key.credential",
                .configuration,
                "a credential's name has no slash: \(sanitized(withoutKeys(name)))"
            )
        }
        guard let directory = environment.variables["CREDENTIALS_DIRECTORY"], directory.hasPrefix("/") else {
            throw Failure(
                "key.credential",
                .configuration,
                "there is no credential \(sanitized(withoutKeys(name))): CREDENTIALS_DIRECTORY is not set",
                hint: "systemd sets it for services with LoadCredential= or LoadCredentialEncrypted="
            )
        }
        return "\(directory)/\(name)"
    }
}

/// Asks a person for a password, which is not shown.
public typealias PasswordPrompt = @Sendable (_ question: String) throws(Failure) -> SecretBytes
