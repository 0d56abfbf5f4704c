import LighterJSON
import LighterSandbox
import LighterTransactions
import Testing

/// How much may be asked within a minute, by tier.
@Suite struct RateLimitTests {
    private static let read = "/api/v1/orderBooks?market_id=0"

    /// How often in a row a request is answered before it is too many.
    private func answered(_ most: Int, _ request: () throws -> SandboxClient.Reply) throws -> Int {
        for count in 0..<most {
            let reply = try request()
            guard reply.status != 200 else { continue }
            #expect(reply.status == 429 && reply.code == 23000 && reply.json["message"] == "Too Many Requests!")
            return count
        }
        return most
    }

    @Test func nothingIsLimitedUnlessItIsAskedFor() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        #expect(try answered(100) { try client.get(Self.read) } == 100)
        let reply = try client.send(client.sign(client.order(1, .buy, 1_000, at: 220_000)))
        #expect(reply.json["message"]?.string?.contains("rate limit is off") == true)
        #expect(reply.json["volume_quota_remaining"] == 0)
    }

    @Test(arguments: [("standard", 60), ("premium", 80), ("plus", 400)])
    func aTierHasItsBudgetByAddressAndByOwner(_ tier: String, _ budget: Int) throws {
        let client = try SandboxClient(tier: tier)
        defer { client.server.stop() }
        let token = try client.token()
        #expect(try answered(500) { try client.get(Self.read) } == budget)
        // A token takes a request out of the address's budget, and a bad one does not.
        #expect(try client.get(Self.read, headers: ["Authorization: nonsense"]).status == 429)
        #expect(
            try answered(500) { try client.get(Self.read, headers: ["Authorization: \(token)"]) } == budget
        )
        // Nothing is taken for what was refused, and a minute gives all back.
        try client.advance(milliseconds: 61_000)
        #expect(try answered(500) { try client.get(Self.read) } == budget)
    }

    @Test func heavyRequestsWeighMore() throws {
        let client = try SandboxClient(tier: "premium")
        defer { client.server.stop() }
        #expect(try answered(100) { try client.get("/api/v1/recentTrades?market_id=0&limit=1") } == 40)
        #expect(try client.get("/sandbox/clock").status == 200)
    }

    @Test func transactionsCountForTheirOwnerAlone() throws {
        let client = try SandboxClient(tier: "standard")
        defer { client.server.stop() }
        var nonce: Int64 = 0
        let taken = try answered(70) {
            defer { nonce += 1 }
            return try client.send(client.sign(client.cancelAll, nonce: nonce))
        }
        #expect(taken == 60)
        // The one too many took no nonce, and the address asked for nothing yet.
        #expect(try client.nextNonce() == 60)
        // What cannot be read is nobody's.
        let fields = [("tx_type", "14"), ("tx_info", "{")]
        #expect(try client.post("/api/v1/sendTx", fields).code == 21501)
    }

    @Test func someTransactionsHaveLimitsOfTheirOwn() throws {
        let client = try SandboxClient(tier: "plus")
        defer { client.server.stop() }
        let opening = TransactionBody.createSubAccount(
            CreateSubAccount(account: client.server.identity.accountIndex, apiKey: client.server.identity.apiKeyIndex)
        )
        #expect(try answered(10) { try client.send(client.sign(opening)) } == 2)
        #expect(try client.send(client.sign(client.order(1, .buy, 1_000, at: 220_000))).code == 200)
    }

    @Test func premiumPaysByVolume() throws {
        let client = try SandboxClient(tier: "premium")
        defer { client.server.stop() }
        let quota = { (reply: SandboxClient.Reply) in reply.json["volume_quota_remaining"] }
        let free = try client.send(client.sign(client.order(1, .buy, 1_000, at: 240_000, type: .market)))
        #expect(free.code == 200 && quota(free) == .null)
        #expect(free.json["message"]?.string?.contains("didn't use volume quota") == true)
        // 0.1 ETH at about 2 360 USDC: 78 more at 3 USDC each.
        #expect(try client.awaitOrder(1, ["filled"])?["status"] == "filled")
        let paid = try client.send(client.sign(client.order(2, .buy, 1_000, at: 220_000)))
        let remaining = try #require(quota(paid)?.integer)
        #expect((1_060...1_090).contains(remaining))
        #expect(paid.json["message"]?.string?.contains("\(remaining) volume quota remaining") == true)
        // What is refused costs nothing; a single cancel costs nothing; a while later one is free again.
        #expect(try client.send(client.sign(client.order(2, .buy, 1_000, at: 220_000), nonce: 0)).code == 21104)
        let next = try client.send(client.sign(client.order(3, .buy, 1_000, at: 220_000)))
        #expect(quota(next)?.integer == remaining - 1)
        try client.advance(milliseconds: 16_000)
        #expect(try quota(client.send(client.sign(client.order(4, .buy, 1_000, at: 220_000)))) == .null)
    }

    @Test func aTierIsChangedOnceADayAndWithNothingOpen() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let limits = "/api/v1/accountLimits?account_index=\(client.account)"
        func change(_ tier: String) throws -> Int64? {
            let fields = [("account_index", String(client.account)), ("new_tier", tier)]
            return try client.post("/api/v1/changeAccountTier", fields, token: client.token()).code
        }
        #expect(try client.authorizedGet(limits).json["user_tier_name"] == "standard")
        #expect(try change("standard") == 62003)
        #expect(try change("builder") == 62002)
        #expect(try change("gold") == 62002)
        _ = try client.send(client.sign(client.order(1, .buy, 1_000, at: 220_000)))
        #expect(try client.awaitOrder(1, ["open"])?["status"] == "open")
        #expect(try change("premium") == 62005)
        _ = try client.send(client.sign(client.cancelAll))
        #expect(try client.awaitOrder(1, ["canceled"])?["status"] == "canceled")
        #expect(try change("premium") == 200)
        #expect(try client.authorizedGet(limits).json["user_tier_name"] == "premium")
        #expect(try change("plus") == 62006)
        try client.advance(milliseconds: 24 * 3_600_000)
        _ = try client.send(client.sign(client.order(2, .buy, 1_000, at: 240_000, type: .market)))
        #expect(try client.awaitOrder(2, ["filled"])?["status"] == "filled")
        #expect(try change("plus") == 62004)
    }
}
