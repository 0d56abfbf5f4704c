import LighterJSON
import LighterSandbox
import LighterTransactions
import Testing

/// Messages have what the venue's have, with the same JSON types.
@Suite struct StreamShapeTests {
    @Test func messagesHaveWhatTheVenuesHave() throws {
        let client = try SandboxClient { $0.isQuiet = false }
        defer { client.server.stop() }
        let stream = try StreamClient(port: client.server.port)
        let account = client.account
        let channels = [
            "order_book/0", "ticker/0", "trade/0", "market_stats/0", "candle/0/1m", "user_stats/\(account)",
            "account_orders/0/\(account)", "account_all_trades/\(account)", "account_all_positions/\(account)",
        ]
        for channel in channels { try stream.subscribe(channel, token: client.token()) }
        _ = try client.send(client.sign(client.order(1, .buy, 1_000, at: 240_000, type: .market)))
        _ = try client.send(client.sign(client.order(2, .buy, 1_000, at: 220_000)))
        let payloads = [
            ("subscribed/order_book", "order_book_subscribed"), ("update/order_book", "order_book_update"),
            ("update/ticker", "ticker_update"), ("update/trade", "trade_update"),
            ("update/market_stats", "market_stats_update_single"), ("update/candle", "candle_update"),
            ("subscribed/user_stats", "user_stats_update"), ("update/account_orders", "account_orders_update"),
            ("update/account_all_trades", "account_all_trades_update"),
            ("update/account_all_positions", "account_all_positions_update"),
        ]
        var open = Dictionary(uniqueKeysWithValues: payloads)
        while !open.isEmpty {
            let message = try stream.message { open[$0["type"]?.string ?? ""] != nil }
            let type = message["type"]?.string ?? ""
            guard let name = open.removeValue(forKey: type) else { continue }
            let recorded = try ShapeTests.fixture("stream_\(name)")
            #expect(recorded["type"]?.string == type)
            ShapeTests.compare(message, recorded, name)
            let parts = { (message: JSON) in message["channel"]?.string?.split(separator: ":").count }
            #expect(parts(message) == parts(recorded), "\(name)")
        }
    }

    /// Of one market an object, of all a map by market, of which later only changed ones come.
    @Test func statisticsComeSingleAndForAll() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let stream = try StreamClient(port: client.server.port)
        for (family, market, others) in [("market_stats", 0, ["1", "2"]), ("spot_market_stats", 2048, [])] {
            try stream.subscribe("\(family)/\(market)")
            let single = try stream.message("subscribed/\(family)")[family]
            #expect(single?["market_id"]?.integer == Int64(market))
            try stream.subscribe("\(family)/all")
            let all = try #require(try stream.message("subscribed/\(family)")[family]?.object)
            #expect(all[String(market)] == single && others.allSatisfy { all[$0] != nil })
        }
        try client.setMark("2300.00")
        let update = try stream.message { $0["channel"] == "market_stats:all" }["market_stats"]
        #expect(update?.object?.keys == ["0"] && update?["0"]?["mark_price"] == "2300.00")
        #expect(try client.get("/api/v1/orderBookDetails?market_id=0").status == 200)
    }

    /// A liquidation is on the tape in its own list, and its account is told, until it says that it knows.
    @Test func liquidationsAreTold() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let stream = try StreamClient(port: client.server.port)
        try stream.subscribe("trade/0")
        try stream.subscribe("notification/\(client.account)", token: client.token())
        #expect(try stream.message("subscribed/notification")["notifs"] == [])
        for index in 1...8 as ClosedRange<Int64> {
            _ = try client.send(client.sign(client.order(index, .buy, 60_000, at: 240_000, type: .market)))
        }
        _ = try client.awaitOrder(8, ["filled", "canceled-margin-not-allowed", "canceled-not-enough-liquidity"])
        let account = try client.get("/api/v1/account?by=index&value=\(client.account)").json["accounts"]?.array?.first
        let liquidation = try #require(account?["positions"]?.array?.first?["liquidation_price"]?.string)
        try #require(liquidation != "0")
        let whole = try #require(Int64(liquidation.prefix { $0 != "." }))
        try client.setMark("\(whole - 2).00")
        let notification = try #require(try stream.message("update/notification")["notifs"]?.array?.first)
        #expect(notification["kind"] == "liquidation" || notification["kind"] == "deleverage")
        #expect(notification["account_index"]?.integer == client.account && notification["ack"] == false)
        let tape = stream.skipped.filter { $0["type"] == "update/trade" }
        let isTold = tape.contains { $0["liquidation_trades"]?.array?.isEmpty == false }
        #expect(isTold || notification["kind"] == "deleverage")

        func acknowledge(_ id: String) throws -> SandboxClient.Reply {
            let fields = [("notif_id", id), ("account_index", String(client.account))]
            return try client.post("/api/v1/notification/ack", fields, token: client.token())
        }
        let id = try #require(notification["id"]?.string)
        #expect(try acknowledge(id).code == 200 && acknowledge("999999").code == 29404)
        #expect(try client.post("/api/v1/notification/ack", [("notif_id", id), ("account_index", "5")]).code == 20001)
        let later = try StreamClient(port: client.server.port)
        try later.subscribe("notification/\(client.account)", token: client.token())
        let notes = try #require(try later.message("subscribed/notification")["notifs"]?.array)
        #expect(notes.filter { $0["ack"] == true }.map { $0["id"] } == [.string(id)])
        #expect(notes.allSatisfy { ($0["acked_at"] == .null) == ($0["ack"] == false) })
    }

    /// Funding is in the statistics and, once paid, with the account.
    @Test func fundingIsTold() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        _ = try client.send(client.sign(client.order(1, .buy, 10_000, at: 240_000, type: .market)))
        #expect(try client.awaitOrder(1, ["filled"])?["status"] == "filled")
        let stream = try StreamClient(port: client.server.port)
        try stream.subscribe("account_all/\(client.account)")
        #expect(try stream.message("subscribed/account_all")["funding_histories"] == .object(JSONObject()))
        try stream.subscribe("market_stats/0")
        _ = try stream.message("subscribed/market_stats")
        try client.advance(milliseconds: 3_600_000)
        let paid = try stream.message { $0["funding_histories"]?["0"] != nil }["funding_histories"]?["0"]?.array?.first
        #expect(paid?["market_id"] == 0 && paid?["position_side"] == "long" && paid?["position_size"] == "1.0000")
        let change = try #require(paid?["change"]?.string)
        #expect(change != "0.000000")
    }
}
