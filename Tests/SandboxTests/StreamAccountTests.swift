import Glibc
import LighterJSON
import LighterSandbox
import LighterSigning
import LighterTransactions
import TestSupport
import Testing

@Suite struct StreamAccountTests {
    /// Whoever merges `account_all_orders` knows the living orders, and hears of every change.
    @Test(arguments: [21, 22] as [UInt64])
    func mergedOrdersAreTheActiveOnes(seed: UInt64) throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let stream = try StreamClient(port: client.server.port)
        try stream.subscribe("account_all_orders/\(client.account)", token: client.token())
        try stream.subscribe("account_tx/\(client.account)", token: client.token())
        _ = try stream.message("subscribed/account_tx")
        var flow = RandomOrders(seed: seed)
        var nonce = try client.nextNonce()
        var living: [Int64: JSON] = [:]
        var executed = 0
        for _ in 0..<15 {
            let first = nonce
            for _ in 0..<8 {
                let signed = try client.sign(try flow.next(client), nonce: nonce)
                if try client.send(signed).code == 200 { nonce += 1 }
            }
            // The orders' messages come before the transaction's.
            while executed < Int(nonce) {
                let message = try stream.message {
                    $0["type"] == "update/account_tx" || $0["type"] == "update/account_all_orders"
                }
                executed += message["txs"]?.array?.count ?? 0
                try Self.merge(message, into: &living)
            }
            #expect(nonce > first)
            let path = "/api/v1/accountActiveOrders?account_index=\(client.account)"
            let active = try #require(try client.authorizedGet(path).json["orders"]?.array)
            let agree = Set(active.map(Self.fingerprint)) == Set(living.values.map(Self.fingerprint))
            #expect(agree, "\(active.count) orders are active, \(living.count) were told")
        }
    }

    private static func merge(_ message: JSON, into living: inout [Int64: JSON]) throws {
        for (market, rows) in message["orders"]?.object?.members.map({ ($0.key, $0.value) }) ?? [] {
            for order in try #require(rows.array) {
                let index = try #require(order["order_index"]?.integer)
                #expect(order["market_index"]?.integer.map { String($0) } == market)
                let isLive = order["status"] == "open" || order["status"] == "pending"
                if isLive { living[index] = order } else { living.removeValue(forKey: index) }
            }
        }
    }

    /// What of an order has to agree; the height of the block does not belong to it.
    private static func fingerprint(_ order: JSON) -> [JSON?] {
        [
            "order_index", "client_order_index", "price", "remaining_base_amount", "filled_base_amount", "status",
            "order_version", "updated_at", "nonce",
        ].map { order[$0] }
    }

    /// An order is heard of when it rests, when it is changed, when it is traded, and when it ends.
    @Test func everyChangeOfAnOrderIsTold() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let identity = client.server.identity
        let stream = try StreamClient(port: client.server.port)
        try stream.subscribe("account_orders/0/\(client.account)", token: client.token())
        #expect(try stream.message("subscribed/account_orders")["account"]?.integer == client.account)
        func state() throws -> [JSON?] {
            let message = try stream.message("update/account_orders")
            #expect(message["channel"]?.string == "account_orders:0:\(client.account)")
            #expect(message["nonce"]?.integer != nil)
            let order = try #require(message["orders"]?["0"]?.array?.first)
            return ["status", "remaining_base_amount", "order_version"].map { order[$0] }
        }
        _ = try client.send(client.sign(client.order(7, .buy, 1_000, at: 220_000)))
        #expect(try state() == ["open", "0.1000", 0])
        let modify = ModifyOrder(
            account: identity.accountIndex,
            apiKey: identity.apiKeyIndex,
            market: try MarketIndex(0),
            order: .client(try ClientOrderIndex(7)),
            size: try Size(2_000),
            price: try Price(221_000)
        )
        _ = try client.send(client.sign(.modifyOrder(modify)))
        #expect(try state() == ["open", "0.2000", 1])
        let cancel = CancelOrder(
            account: identity.accountIndex,
            apiKey: identity.apiKeyIndex,
            market: try MarketIndex(0),
            order: .client(try ClientOrderIndex(7))
        )
        _ = try client.send(client.sign(.cancelOrder(cancel)))
        #expect(try state() == ["canceled", "0.2000", 1])
        // Another market's orders are not told here; one that never rests is told once.
        let other = try client.order(8, .buy, 10_000, at: 800_000) { $0.market = try MarketIndex(1) }
        _ = try client.send(client.sign(other))
        _ = try client.send(client.sign(client.order(9, .buy, 1_000, at: 240_000, type: .market)))
        #expect(try state() == ["filled", "0.0000", 0])
    }

    /// A fill is told as trade, position, balance and statistics, and account by account.
    @Test func aFillIsToldEverywhere() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let stream = try StreamClient(port: client.server.port)
        let account = client.account
        let token = try client.token()
        let families = [
            "account_all", "user_stats", "account_all_trades", "account_all_positions", "account_all_assets",
            "account_tx", "account_all_orders",
        ]
        for family in families {
            try stream.subscribe("\(family)/\(account)", token: token)
            _ = try stream.message("subscribed/\(family)")
        }
        try stream.subscribe("account_market/0/\(account)", token: token)
        #expect(try stream.message("subscribed/account_market")["channel"]?.string == "account_market/0/\(account)")
        try stream.subscribe("trade/0")
        let tape = try #require(try stream.message("subscribed/trade")["trades"]?.array)
        #expect(!tape.isEmpty && tape.count <= 50)

        let sent = try client.send(client.sign(client.order(1, .buy, 1_000, at: 240_000, type: .market)))
        var told: [String: JSON] = [:]
        let awaited = Set(families.map { "update/\($0)" } + ["update/account_market", "update/trade"])
        while !awaited.isSubset(of: told.keys) {
            let message = try stream.message { awaited.contains($0["type"]?.string ?? "") }
            told[message["type"]?.string ?? ""] = message
        }
        let trade = try #require(told["update/account_all_trades"]?["trades"]?["0"]?.array?.first)
        #expect(trade["bid_account_id"]?.integer == account && trade["bid_client_id"] == 1)
        #expect(trade["tx_hash"] == sent.json["tx_hash"])
        #expect(told["update/trade"]?["trades"]?.array?.contains(trade) == true)
        #expect(told["update/trade"]?["liquidation_trades"] == [])
        let position = try #require(told["update/account_all_positions"]?["positions"]?["0"])
        #expect(position["position"] == "0.1000" && position["sign"] == 1)
        #expect(told["update/account_market"]?["position"] == position)
        let all = try #require(told["update/account_all"])
        #expect(all["positions"]?["0"] == position && all["trades"]?["0"]?.array?.contains(trade) == true)
        #expect(all["total_trades_count"]?.integer ?? 0 > 0 && all["daily_volume"] == all["total_volume"])
        let statistics = try #require(told["update/user_stats"]?["stats"])
        #expect(statistics["leverage"] != "0.00" && statistics["cross_stats"]?["leverage"] == statistics["leverage"])
        #expect(told["update/account_all_assets"]?["assets"]?["3"]?["symbol"] == "USDC")
        let record = try #require(told["update/account_tx"]?["txs"]?.array?.first)
        #expect(record["hash"] == sent.json["tx_hash"] && record["status"] == 2)

        // A position that is closed is shown once more, flat; a price that moves changes what an open one is worth.
        try client.setMark("2300.00")
        let moved = try stream.message("update/account_all_positions")["positions"]?["0"]
        #expect(moved?["unrealized_pnl"]?.string?.hasPrefix("-") == true)
        _ = try client.send(
            client.sign(client.order(2, .sell, 1_000, at: 220_000, type: .market) { $0.reduceOnly = true })
        )
        let flat = try stream.message { $0["positions"]?["0"]?["position"] == "0.0000" }
        #expect(flat["channel"]?.string?.hasSuffix(String(account)) == true)
    }

    /// Why a transaction came to nothing is told at once.
    @Test func aRefusalOfTheSequencerIsTold() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let identity = client.server.identity
        let stream = try StreamClient(port: client.server.port)
        try stream.subscribe("account_tx/\(client.account)", token: client.token())
        #expect(try stream.message("subscribed/account_tx")["txs"] == [])
        let cancel = CancelOrder(
            account: identity.accountIndex,
            apiKey: identity.apiKeyIndex,
            market: try MarketIndex(0),
            order: .client(try ClientOrderIndex(7))
        )
        _ = try client.send(client.sign(.cancelOrder(cancel)))
        let record = try #require(try stream.message("update/account_tx")["txs"]?.array?.first)
        let event = try JSON.decode(record["event_info"]?.string ?? "")
        #expect(try JSON.decode(event["ae"]?.string ?? "")["code"] == 21700)
    }

    @Test func whatIsBoughtOnSpotHasItsPrice() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let stream = try StreamClient(port: client.server.port)
        let channel = "account_spot_avg_entry_prices"
        try stream.subscribe("\(channel)/\(client.account)", token: client.token())
        #expect(try stream.message("subscribed/\(channel)")["avg_entry_prices"] == .object(JSONObject()))
        let order = try client.order(1, .buy, 1_000, at: 240_000, type: .market) { $0.market = try MarketIndex(2048) }
        _ = try client.send(client.sign(order))
        let entry = try #require(try stream.message("update/\(channel)")["avg_entry_prices"]?["1"])
        #expect(entry["asset_id"] == 1 && entry["asset_size"] == "0.1000")
        #expect(entry["avg_entry_price"]?.string?.hasPrefix("236") == true)
    }

    /// Where a token is needed none, a false one, an old one and another account's are refused; a read-only one is taken.
    @Test func tokensAreChecked() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let stream = try StreamClient(port: client.server.port)
        let needy = [
            "account_market/0/", "account_tx/", "account_all_orders/", "account_orders/0/", "account_all_assets/",
            "account_spot_avg_entry_prices/", "notification/",
        ]
        for channel in needy {
            try stream.subscribe(channel + String(client.account))
            #expect(try stream.errorCode() == 20001)
            try stream.subscribe(channel + String(client.account), token: "nonsense")
            #expect(try stream.errorCode() == 20013)
            try stream.subscribe(channel + String(client.account), token: client.token(life: -10))
            #expect(try stream.errorCode() == 20013)
            // The house's account, with our token.
            try stream.subscribe(channel + "91001", token: client.token())
            #expect(try stream.errorCode() == 20013)
        }
        try stream.subscribe("account_all/\(client.account)", token: client.token(account: 91_001))
        #expect(try stream.errorCode() == 20013)
        for family in ["account_all", "user_stats", "account_all_trades", "account_all_positions"] {
            try stream.subscribe("\(family)/\(client.account)")
            _ = try stream.message("subscribed/\(family)")
        }
        let created = try client.post(
            "/api/v1/tokens/create",
            [
                ("name", "dashboard"), ("account_index", String(client.account)), ("sub_account_access", "false"),
                ("expiry", String(client.now() / 1_000 + 30 * 86_400)),
            ],
            token: client.token()
        )
        try stream.subscribe("account_all_orders/\(client.account)", token: created.json["api_token"]?.string)
        _ = try stream.message("subscribed/account_all_orders")
        try stream.subscribe("pool_info/\(client.account)", token: client.token())
        #expect(try stream.errorCode() == 30008)
    }

    /// What is lost with a connection is found again on the next one.
    @Test func aClientThatComesBackFindsEverything() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let channel = "account_all_orders/\(client.account)"
        for round in 1...3 as ClosedRange<Int64> {
            let stream = try StreamClient(port: client.server.port)
            try stream.subscribe(channel, token: client.token())
            let orders = try stream.message("subscribed/account_all_orders")["orders"]?["0"]?.array ?? []
            #expect(orders.map { $0["client_order_index"]?.integer } == (1..<round).map { $0 })
            stream.socket.reset()
            _ = try client.send(client.sign(client.order(round, .buy, 1_000, at: 220_000)))
            #expect(try client.awaitOrder(round, ["open"])?["status"] == "open")
        }
    }
}
