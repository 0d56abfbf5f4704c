import Foundation
import LighterJSON
import LighterSigning
import TestSupport
import Testing

extension Interop {
    /// Keys that one of the two registers are the other's to trade with.
    @Suite("registering keys")
    struct KeyExchangeTests {
        @Test("is understood by the SDK, a wallet of Python's Ethereum packages signing, and the other way round")
        func exchange() async throws {
            try await SandboxProcess.with(seed: 23) { sandbox in
                let home = try TemporaryFolder.make()
                let ours = try PrivateKey.generate()
                try write(ours.exposedHex(), to: home.appending(path: "key"))
                let owner = try #require(sandbox.announcement["l1_private_key"]?.string)
                let wallet = try await OfficialSDK.installed().commandLine(of: "wallet.py")
                let registered = try await lighter(
                    ["keys", "register", "--l1-command", "\(wallet) \(owner)", "--timeout", "30s"],
                    index: 5,
                    home,
                    sandbox
                )
                #expect(registered["public_key"]?.string == ours.publicKey.hexDigits)

                var announcement = try #require(sandbox.announcement.object)
                announcement["our_key"] = .string(ours.exposedHex())
                announcement["our_index"] = 5
                let saw = try Observations(
                    await OfficialSDK.installed().run("exchange_keys.py", [.object(announcement)])
                )
                #expect(saw["check of our key"] == .null)
                #expect(saw["order with our key"] == "open")
                #expect(saw["key registered"] == "")

                try write(try #require(saw["private key"]?.string), to: home.appending(path: "key"))
                let check = try await lighter(["keys", "check"], index: 6, home, sandbox)
                #expect(check["verdict"] == "works")
                #expect(check["public_key"]?.string.map { "0x" + $0 } == saw["public key"]?.string)
                let order = try await lighter(
                    ["submit", "ETH", "buy", "0.1", "--price", "2000"],
                    index: 6,
                    home,
                    sandbox
                )
                #expect(order["state"] == "ACCEPTED" && order["nonce"] == 1)
            }
        }

        private func write(_ text: String, to file: URL) throws {
            let isWritten = FileManager.default.createFile(
                atPath: file.path(),
                contents: Data(text.utf8),
                attributes: [.posixPermissions: 0o600]
            )
            #expect(isWritten)
        }

        /// What `lighter` answers under a profile of the sandbox's account with the key of the home's folder.
        private func lighter(
            _ arguments: [String],
            index: Int,
            _ home: URL,
            _ sandbox: SandboxProcess
        ) async throws -> JSON {
            let said = sandbox.announcement
            let profile = """
                extends = "sandbox"
                url = "\(said["url"]?.string ?? "")"
                stream_url = "\(said["stream_url"]?.string ?? "")"
                chain_id = \(said["chain_id"]?.integer ?? 0)
                account = \(said["account_index"]?.integer ?? 0)
                api_key_index = \(index)
                [key]
                file = "key"

                """
            let file = home.appending(path: "profile.toml")
            try write(profile, to: file)
            let environment = ["HOME": home.path(), "PATH": "/usr/bin:/bin"]
            let command = Command(Binary.lighter.url, ["-p", file.path()] + arguments, environment: environment)
            return try JSON.decode(await command.succeed())
        }
    }
}
