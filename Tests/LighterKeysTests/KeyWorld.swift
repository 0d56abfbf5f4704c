import Foundation
import LighterProfile
import LighterSecrets
import LighterSigning
import LighterStatus
import LighterTransactions
import TestSupport

@testable import LighterKeys

/// A throw-away home with a keystore, for reading keys.
final class KeyWorld {
    private let directory: TemporaryDirectory
    var variables: [String: String] = [:]
    /// What the person at the terminal types.
    var typed: String?

    init() throws {
        directory = try TemporaryDirectory()
        variables = ["LIGHTER_CONFIG_HOME": directory.path, "HOME": directory.path, "PATH": "/usr/bin:/bin"]
    }

    var home: String { directory.path }

    var environment: ProfileEnvironment {
        ProfileEnvironment(variables: variables, workingDirectory: directory.path)
    }

    func keystore() throws -> Keystore { Keystore(try Directories(environment)) }

    func reader() throws -> KeyReader {
        let typed = typed
        return KeyReader(
            environment,
            keystore: try keystore(),
            prompt: { _ throws(Failure) in
                guard let typed else { throw Failure("test.nobody", .permission, "nobody is there") }
                return SecretBytes(Array(typed.utf8))
            },
            isInterrupted: { false }
        )
    }

    /// The key a source gives.
    func read(_ source: KeySource, _ password: PasswordSource? = nil) throws -> PrivateKey {
        let reader = try reader()
        return try reader.unlocked(reader.stored(KeySettings(source: source, origin: .fallback)), password)
    }

    /// How a source is refused.
    func refusal(_ source: KeySource, _ password: PasswordSource? = nil) -> Failure? {
        do {
            _ = try read(source, password)
            return nil
        } catch { return error as? Failure }
    }

    /// Writes a file and gives its path.
    @discardableResult
    func write(_ name: String, _ text: String, mode: Int = 0o600) throws -> String {
        let path = "\(directory.path)/\(name)"
        let parent = (path as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }
}

extension KeyBinding {
    static func example() throws -> KeyBinding {
        KeyBinding(
            network: .testnet,
            chainID: try ChainID(300),
            account: try AccountIndex(12_345),
            apiKey: try APIKeyIndex(5)
        )
    }
}

extension KeyFile {
    /// The key under a password without derivation, as those of many tests are.
    static func example(_ key: PrivateKey, _ password: String, _ derivation: KeyDerivation = .none) throws -> KeyFile {
        try seal(key, for: .example(), under: SecretBytes(Array(password.utf8)), derivation, at: 1_795_000_000_000).file
    }
}
