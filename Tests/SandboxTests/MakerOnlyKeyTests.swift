import LighterJSON
import LighterSandbox
import LighterTransactions
import Testing

/// Keys that only make markets (api.md, sections 3.5 and 7.32).
@Suite struct MakerOnlyKeyTests {
    private static func set(_ indices: String, _ client: SandboxClient) throws -> SandboxClient.Reply {
        let fields = [("account_index", String(client.account)), ("api_key_indexes", indices)]
        return try client.post("/api/v1/setMakerOnlyApiKeys", fields, token: client.token())
    }

    private static func premium() throws -> SandboxClient {
        let client = try SandboxClient()
        let fields = [("account_index", String(client.account)), ("new_tier", "premium")]
        #expect(try client.post("/api/v1/changeAccountTier", fields, token: client.token()).code == 200)
        return client
    }

    @Test func aMakerOnlyKeyTakesNothing() throws {
        let client = try Self.premium()
        defer { client.server.stop() }
        let path = "/api/v1/getMakerOnlyApiKeys?account_index=\(client.account)"
        #expect(try client.authorizedGet(path).json["api_key_indexes"] == .array([]))
        _ = try client.send(client.sign(client.order(1, .buy, 1_000, at: 220_000)))
        #expect(try client.awaitOrder(1, ["open"])?["status"] == "open")
        #expect(try Self.set("[4]", client).code == 200)
        #expect(try client.authorizedGet(path).json["api_key_indexes"] == .array([4]))

        let nonce = try client.nextNonce()
        let postOnly = try client.order(2, .buy, 1_000, at: 221_000) { $0.timeInForce = .postOnly }
        func modify(_ index: Int64) throws -> TransactionBody {
            let identity = client.server.identity
            let order = ModifyOrder(
                account: identity.accountIndex,
                apiKey: identity.apiKeyIndex,
                market: try MarketIndex(0),
                order: .client(try ClientOrderIndex(index)),
                size: try Size(2_000),
                price: try Price(221_500)
            )
            return .modifyOrder(order)
        }
        let refused = [
            try client.order(3, .buy, 1_000, at: 220_000), try client.order(4, .buy, 1_000, at: 250_000, type: .market),
            try modify(1),
        ]
        for body in refused {
            let reply = try client.send(client.sign(body))
            #expect(reply.status == 400 && reply.code == 62007)
        }
        #expect(try client.nextNonce() == nonce)
        for body in [postOnly, try modify(2), client.cancelAll] {
            #expect(try client.send(client.sign(body)).code == 200)
            if body == postOnly { #expect(try client.awaitOrder(2, ["open"])?["status"] == "open") }
        }
        #expect(try client.awaitOrder(2, ["canceled"])?["initial_base_amount"] == "0.2000")

        #expect(try Self.set("[]", client).code == 23000)
        try client.advance(milliseconds: 3_600_000)
        #expect(try Self.set("[]", client).code == 200)
        #expect(try client.send(client.sign(client.order(5, .buy, 1_000, at: 220_000))).code == 200)
    }

    @Test func onlyRegisteredKeysOfPremiumAccountsAreMakerOnly() throws {
        let standard = try SandboxClient()
        defer { standard.server.stop() }
        #expect(try Self.set("[4]", standard).code == 21123)
        let client = try Self.premium()
        defer { client.server.stop() }
        #expect(try Self.set("[5]", client).code == 21109)
        #expect(try Self.set("[3]", client).code == 21110)
        #expect(try Self.set("[255]", client).code == 21110)
        for text in ["4", "[\"4\"]", "[4", "{}"] { #expect(try Self.set(text, client).code == 20001) }
        let fields = [("account_index", String(client.account)), ("api_key_indexes", "[4]")]
        #expect(try client.post("/api/v1/setMakerOnlyApiKeys", fields).code == 20001)
        #expect(try client.send(client.sign(client.order(1, .buy, 1_000, at: 220_000))).code == 200)
    }
}
