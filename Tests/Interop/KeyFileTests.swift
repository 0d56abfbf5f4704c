import Foundation
import LighterJSON
import LighterSigning
import TestSupport
import Testing

extension Interop {
    /// Key files, as somebody else reads and writes them.
    @Suite("key files")
    struct KeyFileTests {
        private static let password = "correct horse battery staple 0123"

        @Test("are opened by others who know the format, and theirs by us; the SDK signs with what we made")
        func bothWays() async throws {
            let folder = try TemporaryFolder.make()
            let lighter = try LighterProgram(keptIn: folder)
            let options = ["--account", "12345", "--index", "7", "--password-command", "echo \(Self.password)"]
            let made = try await lighter.run(["keys", "generate", "ours", "--kdf", "none"] + options)
            let file = folder.appending(path: "config/keys/ours.key")
            let text = try String(contentsOf: file, encoding: .utf8)

            let opened = try await OfficialSDK.installed().run(
                "key_files.py",
                [.object(["open": .string(text), "password": .string(Self.password)])]
            )
            let digits = try #require(opened.first?["private_key"]?.string)
            let key = try PrivateKey(hex: digits)
            #expect(made["public_key"]?.string == key.publicKey.hexDigits)
            let token = try await OfficialSDK.installed().authTokens([
                ["private_key": .string(digits), "deadline": 1_893_456_000, "account": 12_345, "api_key": 7]
            ])
            #expect(try AuthToken(parsing: #require(token.first)).isValid(under: key.publicKey))

            let theirs = try await OfficialSDK.installed().run("signer.py", [["generate_key": true]])
            let theirDigits = try #require(theirs.first?["private_key"]?.string?.dropFirst(2))
            let header: JSONObject = [
                "schema": "lighter.key_file/1", "network": "testnet", "chain_id": 300, "account": "12345",
                "api_key_index": 7, "public_key": .string(try PrivateKey(hex: theirDigits).publicKey.hexDigits),
                "created_at": 1_795_000_000_000,
            ]
            let sealed = try await OfficialSDK.installed().run(
                "key_files.py",
                [
                    .object([
                        "seal": .string(String(theirDigits)), "password": .string(Self.password),
                        "header": .object(header),
                    ])
                ]
            )
            let kept = folder.appending(path: "config/keys/theirs.key")
            try Data(try #require(sealed.first?["text"]?.string).utf8).write(to: kept)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: kept.path())
            let out = folder.appending(path: "digits")
            _ = try await lighter.run(
                ["keys", "export", "theirs", "--file", out.path(), "--confirm", "theirs"] + options.suffix(2)
            )
            #expect(try String(contentsOf: out, encoding: .utf8) == theirDigits + "\n")
        }
    }

    /// `lighter` with files of its own, on the testnet's profile.
    private struct LighterProgram {
        private let environment: [String: String]

        init(keptIn folder: URL) throws {
            environment = [
                "PATH": "/usr/bin:/bin", "HOME": folder.path(), "LIGHTER_PROFILE": "testnet",
                "LIGHTER_CONFIG_HOME": folder.appending(path: "config").path(),
                "LIGHTER_STATE_HOME": folder.appending(path: "state").path(),
                "LIGHTER_CACHE_HOME": folder.appending(path: "cache").path(),
            ]
        }

        func run(_ arguments: [String]) async throws -> JSON {
            let program = Binary.lighter.url
            return try JSON.decode(try await Command(program, arguments, environment: environment).succeed())
        }
    }
}
