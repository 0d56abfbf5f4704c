import Foundation
import LighterJSON
import TestSupport
import Testing

extension Interop {
    /// Tokens that `lighter keys token create` makes, in the hands of the SDK.
    @Suite("tokens of the command line")
    struct TokenTests {
        @Test("open the account to the SDK, and a read-only one until the SDK revokes it by ours")
        func tokens() async throws {
            try await SandboxProcess.with(seed: 23) { sandbox in
                let own = try await create([], at: sandbox)
                let readOnly = try await create(["--read-only", "dash", "--expires", "30d"], at: sandbox)
                let saw = try await sandbox.run("our_tokens.py", telling: ["own": own, "read_only": readOnly])
                #expect(saw["orders by ours"] == 200 && saw["orders by the read-only one"] == 200)
                #expect(saw["listed", "api_tokens", 0, "api_token"] == readOnly)
                #expect(saw["revoked by the read-only one"] == 401 && saw["revoked by ours"] == 200)
                #expect(saw["orders by the revoked one"] == 401)
            }
        }

        private func create(_ more: [String], at sandbox: SandboxProcess) async throws -> JSON {
            let said = sandbox.announcement
            let command = Command(
                Binary.lighter.url,
                ["keys", "token", "create", "-q"] + more,
                environment: [
                    "HOME": try TemporaryFolder.make().path(), "LIGHTER_PROFILE": "sandbox",
                    "LIGHTER_URL": said["url"]?.string ?? "",
                    "LIGHTER_ACCOUNT": said["account_index"]?.integer.map(String.init) ?? "",
                    "LIGHTER_API_KEY_INDEX": said["api_key_index"]?.integer.map(String.init) ?? "",
                    "LIGHTER_PRIVATE_KEY": said["private_key"]?.string ?? "",
                ]
            )
            return .string(String(try await command.succeed().dropLast()))
        }
    }
}
