import LighterJSON
import Testing

extension Interop {
    /// The unchanged SDK's stream client, which keeps a book by itself and takes every account message for the whole.
    @Suite("the sandbox's streams")
    struct StreamTests {
        @Test("keep the SDK's WsClient in step with the book and the account while orders come and go")
        func following() async throws {
            try await SandboxProcess.with(seed: 19) { sandbox in
                let saw = try await sandbox.run("streams.py")
                let account = sandbox.announcement["account_index"]
                #expect(saw["faults"] == [])
                #expect(saw["unhandled"] == [])
                #expect(saw["at last"] == saw["book at first"])
                #expect(saw["blocking client"] == saw["at last"])
                // Each of thirty orders at a price of its own, but for those that met the maker's.
                let before = try #require(saw["book at first", 0]?.integer)
                #expect(try #require(saw["with thirty orders", 0]?.integer) > before + 10)
                #expect(try #require(saw["updates"]?.integer) > 4)

                #expect(saw["account at first", "type"] == "subscribed/account_all")
                #expect(saw["account at first", "account"] == account)
                #expect(saw["account at first", "assets", "3", "margin_balance"] == "10000.000000")
                #expect(saw["account with a position", "positions", "0", "position"] == "1.0000")
                let trades = saw["account with a position", "trades", "0"]?.array ?? []
                #expect(trades.allSatisfy { $0["bid_account_id"] == account } && !trades.isEmpty)
            }
        }
    }
}
