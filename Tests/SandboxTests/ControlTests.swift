import LighterJSON
import LighterSandbox
import LighterSigning
import LighterTransactions
import Testing

/// What whoever plays the venue can do that no client can.
@Suite struct ControlTests {
    @Test func timeMovesOnForOrdersAndTheDateHeader() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        _ = try client.send(client.sign(client.order(1, .buy, 1_000, at: 220_000)))
        #expect(try client.awaitOrder(1, ["open"])?["status"] == "open")
        let before = try client.now()
        try client.advance(milliseconds: 3_601_000)
        #expect(try client.now() - before >= 3_601_000)
        #expect(try client.awaitOrder(1, ["canceled-expired"])?["status"] == "canceled-expired")
        let seconds = try #require(try client.get("/").json["timestamp"]?.integer)
        #expect(abs(seconds - (before + 3_601_000) / 1_000) < 60)
        let dates = try [client.get("/"), client.get("/sandbox/clock")].map { reply in
            reply.head.split(separator: "\r\n").first { $0.hasPrefix("date:") }
        }
        #expect(dates.allSatisfy { $0 != nil })
    }

    /// Clients sign deadlines by their own clocks, which stay where they are.
    @Test func clientsTradeOnAfterTimeMoved() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let now = try client.now()
        try client.advance(milliseconds: 20 * 3_600_000)
        func code(tokenFor seconds: Int64) throws -> Int64? {
            let token = try AuthToken.create(
                deadline: now / 1_000 + seconds,
                accountIndex: client.account,
                apiKeyIndex: 4,
                key: client.server.identity.privateKey
            )
            let path = "/api/v1/accountLimits?account_index=\(client.account)"
            return try client.get(path, headers: ["Authorization: \(token.text)"]).code
        }
        #expect(try code(tokenFor: 600) == 200 && code(tokenFor: -1) == 20013)
        func send(_ index: Int64, deadline: Int64) throws -> SandboxClient.Reply {
            var transaction = try client.transaction(client.order(index, .buy, 1_000, at: 220_000))
            transaction.expiredAt = try Timestamp(now + deadline)
            return try client.send(transaction.signed(with: client.server.identity.privateKey))
        }
        #expect(try send(1, deadline: 60_000).code == 200)
        #expect(try client.awaitOrder(1, ["open"])?["status"] == "open")
        #expect(try send(2, deadline: -1).code == 21711)
    }

    @Test func aMarkPriceTriggers() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        _ = try client.send(client.sign(client.order(1, .buy, 1_000, at: 240_000, type: .market)))
        #expect(try client.awaitOrder(1, ["filled"])?["status"] == "filled")
        let stop = try client.order(2, .sell, 0, at: 200_000, type: .stopLoss) {
            ($0.triggerPrice, $0.reduceOnly) = (try Price(230_000), true)
        }
        _ = try client.send(client.sign(stop))
        let waiting = try client.awaitOrder(2, ["pending"])
        #expect(waiting?["trigger_status"] == "mark-price" && waiting?["trigger_price"] == "2300.00")
        try client.setMark("2299.99")
        let done = try client.awaitOrder(2, ["filled"])
        #expect(done?["status"] == "filled" && done?["filled_base_amount"] == "0.1000")
        #expect(done?["trigger_status"] == "ready" && done?["type"] == "stop-loss")
    }

    @Test func aClosedMarketTakesNoOrders() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let closed = try client.post("/sandbox/market", [("market_id", "0"), ("status", "inactive")])
        #expect(closed.json["status"] == "inactive")
        let order = try client.order(1, .buy, 1_000, at: 220_000)
        #expect(try client.send(client.sign(order)).code == 21605)
        _ = try client.post("/sandbox/market", [("market_id", "0"), ("status", "active")])
        #expect(try client.send(client.sign(order)).code == 200)
    }

    @Test(arguments: [
        ("clock", "advance_ms=-1"), ("clock", "advance_ms=99999999999999"), ("clock", ""),
        ("market", "market_id=0&mark_price=12.345"), ("market", "market_id=0&mark_price=0"),
        ("market", "market_id=0&status=open"), ("market", "market_id=77&status=active"), ("nothing", ""),
    ])
    func nonsenseChangesNothing(_ path: String, _ form: String) throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let before = try client.get("/api/v1/orderBookDetails?market_id=0").json["order_book_details"]
        let reply = try client.post("/sandbox/\(path)", body: form, contentType: "application/x-www-form-urlencoded")
        #expect(reply.status >= 400 && reply.code != nil)
        #expect(try client.get("/api/v1/orderBookDetails?market_id=0").json["order_book_details"] == before)
        #expect(try client.get("/sandbox/clock").json["ahead_ms"] == 0)
    }
}
