import LighterJSON
import LighterSandbox
import Testing

/// Read-only tokens as api.md, sections 3.4 and 7.26, have them.
@Suite struct ReadOnlyTokenTests {
    private static let day: Int64 = 86_400

    private static func create(
        _ client: SandboxClient,
        name: String = "dash board-1.0_a",
        days: Int64 = 30,
        scopes: String? = nil,
        token: String? = nil
    ) throws -> SandboxClient.Reply {
        var fields: [(String, String)] = [
            ("name", name), ("account_index", String(client.account)), ("sub_account_access", "false"),
            ("expiry", String(try client.now() / 1_000 + days * day + 60)),
        ]
        if let scopes { fields.append(("scopes", scopes)) }
        return try client.post("/api/v1/tokens/create", fields, token: token ?? client.token())
    }

    private static func revoke(_ client: SandboxClient, _ id: Int64) throws -> SandboxClient.Reply {
        let fields = [("token_id", String(id)), ("account_index", String(client.account))]
        return try client.post("/api/v1/tokens/revoke", fields, token: client.token())
    }

    @Test func aTokenReadsUntilItIsRevokedAndChangesNothing() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let orders = "/api/v1/accountActiveOrders?account_index=\(client.account)"
        let created = try Self.create(client)
        let text = try #require(created.json["api_token"]?.string)
        #expect(text.hasPrefix("ro:\(client.account):single:"))
        #expect(try client.get(orders, headers: ["Authorization: \(text)"]).status == 200)
        #expect(try client.get(orders + "&auth=\(text)").status == 200)
        #expect(try client.get(orders, headers: ["Authorization: \(text)0"]).code == 20013)
        #expect(try client.get("/api/v1/accountActiveOrders?account_index=1&auth=\(text)").code == 20013)
        #expect(try Self.create(client, token: text).code == 20013)

        let list = "/api/v1/tokens?account_index=\(client.account)"
        #expect(try client.get(list + "&auth=\(text)").code == 20013)
        #expect(try client.authorizedGet(list).json["api_tokens"]?.array?.first?["api_token"] == .string(text))

        let id = try #require(created.json["token_id"]?.integer)
        #expect(try Self.revoke(client, id).json["revoked"] == true)
        #expect(try client.get(orders + "&auth=\(text)").code == 20013)
        #expect(try client.authorizedGet(list).json["api_tokens"]?.array?.first?["revoked"] == true)
        #expect(try Self.revoke(client, id).code == 61006)
        #expect(try Self.revoke(client, id + 1).code == 61005)
    }

    @Test func namesExpiriesScopesAndNumbersAreCheckedWithTheVenuesCodes() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        #expect(try Self.create(client, days: 0).code == 61001)
        #expect(try Self.create(client, days: 3_651).code == 61002)
        #expect(try Self.create(client, scopes: "read.orders").code == 61004)
        #expect(try Self.create(client, name: "").code == 61007)
        #expect(try Self.create(client, name: String(repeating: "n", count: 51)).code == 61008)
        #expect(try Self.create(client, name: "a/b").code == 61009)
        for _ in 0..<10 { #expect(try Self.create(client, scopes: "read.*").code == 200) }
        #expect(try Self.create(client).code == 61003)
        #expect(try Self.revoke(client, 1).code == 200)
        #expect(try Self.create(client).code == 200)
    }
}
