import LighterJSON
import LighterLayerOne
import LighterSandbox
import LighterSigning
import LighterTransactions
import Testing

/// Money from layer 1, and the owners who come with it.
@Suite struct DepositTests {
    private let client: SandboxClient
    private let owner: LayerOneKey

    init() throws {
        client = try SandboxClient()
        owner = try #require(LayerOneKey(hex: String(repeating: "22", count: 32)))
    }

    private func deposit(_ amount: String, _ more: (String, String)...) throws -> SandboxClient.Reply {
        try client.post("/sandbox/deposit", [("l1_address", "\(owner.address)"), ("amount", amount)] + more)
    }

    /// What an account has: collateral, and balances by symbol.
    private func holdings(_ account: Int64) throws -> [String: JSON] {
        let row = try client.get("/api/v1/account?by=index&value=\(account)").json["accounts"]?.array?.first
        var held = ["collateral": row?["collateral"] ?? .null]
        for asset in row?["assets"]?.array ?? [] { held[asset["symbol"]?.string ?? ""] = asset["balance"] ?? .null }
        return held
    }

    @Test func theFirstDepositOpensAnAccountAndTheNextOnesAddToIt() throws {
        defer { client.server.stop() }
        #expect(try client.get("/api/v1/accountsByL1Address?l1_address=\(owner.address)").code == 21100)
        let first = try deposit("1500.25")
        let account = try #require(first.json["account_index"]?.integer)
        #expect(first.code == 200 && first.json["amount"] == "1500.250000" && account == client.account + 1)
        #expect(try deposit("0.000001").json["account_index"]?.integer == account)
        #expect(try deposit("2", ("asset_id", "1")).json["account_index"]?.integer == account)
        #expect(try holdings(account) == ["collateral": "1500.250001", "USDC": "0.000000", "ETH": "2.00000000"])

        // The owner registers a key, and reads with it where the money came from.
        let key = try register(account)
        let token = try client.token(account: account, key: key)
        let history = "/api/v1/deposit/history?account_index=\(account)&l1_address=\(owner.address)"
        func deposits(_ filter: String) throws -> [JSON] {
            let reply = try client.get("\(history)&filter=\(filter)", headers: ["Authorization: \(token)"])
            return try #require(reply.json["deposits"]?.array)
        }
        #expect(try deposits("all").map { $0["amount"] } == ["2.00000000", "0.000001", "1500.250000"])
        #expect(try deposits("all").allSatisfy { $0["status"] == "completed" && $0["l1_tx_hash"]?.string?.count == 66 })
        #expect(try deposits("pending").isEmpty)
        let transfers = "/api/v1/transfer/history?account_index=\(account)"
        #expect(try client.get(transfers, headers: ["Authorization: \(token)"]).json["transfers"] == [])
        let range = "start_timestamp=0&end_timestamp=5000000000&count_back=1"
        let profit = try client.get(
            "/api/v1/pnl?by=index&value=\(account)&resolution=1m&\(range)",
            headers: ["Authorization: \(token)"]
        )
        let last = profit.json["pnl"]?.array?.last
        #expect(last?["inflow"] == .number("1500.250001") && last?["trade_pnl"] == 0 && last?["outflow"] == 0)
    }

    /// Registers a key for the owner's account, as a newcomer does.
    private func register(_ account: Int64) throws -> PrivateKey {
        let key = try PrivateKey.generate()
        var change = ChangePublicKey(
            account: try AccountIndex(account),
            apiKey: try APIKeyIndex(4),
            publicKey: key.publicKey
        )
        var transaction = try client.transaction(.changePublicKey(change))
        let message = try #require(transaction.layerOneMessage)
        let signature = try #require(owner.sign(message))
        change.signature = try LayerOneSignature(signature.description)
        transaction.body = .changePublicKey(change)
        let signed = try transaction.signed(with: key)
        #expect(try client.send(signed).code == 200 && client.refusal(of: signed) == nil)
        return key
    }

    /// Worth more than any number of the venue's holds, and the venue goes on.
    @Test func absurdPricesAreCountedToo() throws {
        defer { client.server.stop() }
        let account = try #require(try deposit("10000000", ("asset_id", "1")).json["account_index"]?.integer)
        let token = try client.token(account: account, key: register(account))
        try client.setMark("42949672.95", market: 2048)
        #expect(try deposit("10000000", ("asset_id", "1")).code == 200)
        try client.advance(milliseconds: 60_000)
        let range = "start_timestamp=0&end_timestamp=5000000000&count_back=5"
        for path in ["pnl?by=index&value=\(account)&resolution=1m&\(range)", "account?by=index&value=\(account)"] {
            #expect(try client.get("/api/v1/\(path)", headers: ["Authorization: \(token)"]).code == 200)
        }
    }

    @Test func noNonsenseComesIn() throws {
        defer { client.server.stop() }
        for amount in ["0", "-1", "0.0000001", "cheap", "1e3", "1000000000.000001", "99999999999999999999"] {
            #expect(try deposit(amount).code == 21300, "\(amount)")
        }
        #expect(try deposit("").code == 20001)
        #expect(try deposit("1", ("asset_id", "2")).code == 21809)
        #expect(try client.post("/sandbox/deposit", [("l1_address", "moon"), ("amount", "1")]).code == 21103)
        #expect(try client.get("/api/v1/accountsByL1Address?l1_address=\(owner.address)").code == 21100)
        #expect(try deposit("1000000000").code == 200 && deposit("1").code == 200 && deposit("1").code == 21300)
    }
}
