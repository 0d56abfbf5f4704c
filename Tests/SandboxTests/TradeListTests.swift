import LighterJSON
import LighterSandbox
import LighterTransactions
import Testing

/// What lists of trades and exports make of an account's fills, and what they cost.
@Suite struct TradeListTests {
    /// A client whose orders 1 and 2 each took from several makers, and 3 bought on the spot market.
    private static func trader(tier: String? = nil) throws -> SandboxClient {
        let client = try SandboxClient()
        if let tier {
            let fields = [("account_index", String(client.account)), ("new_tier", tier)]
            #expect(try client.post("/api/v1/changeAccountTier", fields, token: client.token()).code == 200)
        }
        _ = try client.send(client.sign(client.order(1, .buy, 300_000, at: 250_000, type: .market)))
        #expect(try client.awaitOrder(1, ["filled"])?["status"] == "filled")
        _ = try client.send(client.sign(client.order(2, .sell, 300_000, at: 220_000, type: .market)))
        #expect(try client.awaitOrder(2, ["filled"])?["status"] == "filled")
        let spot = try client.order(3, .buy, 1_000, at: 250_000, type: .market) { $0.market = try MarketIndex(2048) }
        _ = try client.send(client.sign(spot))
        #expect(try client.awaitOrder(3, ["filled"])?["status"] == "filled")
        return client
    }

    private static func trades(_ client: SandboxClient, _ query: String = "") throws -> [JSON] {
        let path = "/api/v1/trades?account_index=\(client.account)&sort_by=trade_id"
        return try client.authorizedGet(path + (query.contains("limit") ? "" : "&limit=100") + query).json["trades"]?
            .array ?? []
    }

    @Test func fillsOfOneOrderAreOneTradeWhenAskedFor() throws {
        let client = try Self.trader()
        defer { client.server.stop() }
        let fills = try Self.trades(client)
        let merged = try Self.trades(client, "&aggregate=true")
        #expect(fills.count > 5 && merged.count == 3)
        for (place, (clientIndex, side)) in [(Int64(3), "bid"), (2, "ask"), (1, "bid")].enumerated() {
            let order = try client.awaitOrder(clientIndex, ["filled"])
            let trade = merged[place]
            #expect(trade["size"] == order?["filled_base_amount"])
            #expect(trade["usd_amount"] == order?["filled_quote_amount"])
            #expect(trade["\(side)_client_id"]?.integer == clientIndex)
            #expect(trade["taker_position_size_before"] == (clientIndex == 2 ? "30.0000" : "0.0000"))
        }
        // A page ends between orders, never within one.
        let path = "/api/v1/trades?account_index=\(client.account)&sort_by=trade_id&aggregate=true&limit=1"
        var (pages, cursor) = ([JSON](), "")
        for _ in 0..<4 {
            let page = try client.authorizedGet(path + cursor).json
            pages += page["trades"]?.array ?? []
            guard let next = page["next_cursor"]?.string else { break }
            cursor = "&cursor=\(next)"
        }
        #expect(pages == merged)

        func lines(_ query: String) throws -> Int {
            let path = "/api/v1/export?type=trade&account_index=\(client.account)"
            let url = try #require(try client.authorizedGet(path + query).json["data_url"]?.string)
            let place = try #require(url.firstRange(of: "/export/"))
            return try client.get(String(url[place.lowerBound...])).body.split(separator: "\n").count - 1
        }
        #expect(try lines("") == fills.count)
        #expect(try lines("&aggregate=true") == 3)
    }

    @Test func ordersCanBeLeftOut() throws {
        let client = try Self.trader()
        defer { client.server.stop() }
        let fills = try Self.trades(client)
        for side in ["ask", "bid"] {
            let index = try #require(fills[1]["\(side)_id"]?.integer)
            let left = fills.filter { $0["\(side)_id"]?.integer != index }
            #expect(left.count < fills.count)
            #expect(try Self.trades(client, "&skip_\(side)_order_id=\(index)") == left)
        }
        #expect(try Self.trades(client, "&integrator_account_index=7").isEmpty)
        let bad = "/api/v1/trades?sort_by=trade_id&limit=1"
        for query in ["&aggregate=maybe", "&skip_ask_order_id=x", "&skip_bid_order_id=x"] {
            #expect(try client.get(bad + query).code == 20001)
        }
    }

    @Test(arguments: [("standard", 0, 0), ("plus", 50, 50), ("premium", 40, 280)])
    func tradesCostWhatTheTierSays(_ tier: String, _ maker: Int64, _ taker: Int64) throws {
        let client = try Self.trader(tier: tier == "standard" ? nil : tier)
        defer { client.server.stop() }
        let limits = try client.authorizedGet("/api/v1/accountLimits?account_index=\(client.account)").json
        #expect(limits["current_maker_fee_tick"]?.integer == maker)
        #expect(limits["current_taker_fee_tick"]?.integer == taker)
        let listed = try client.get("/api/v1/feeTiers").json["user_tiers"]?.array?.first { $0["name"]?.string == tier }
        #expect(listed?["maker_fee_ticks"]?.integer == maker && listed?["taker_fee_ticks"]?.integer == taker)

        var collateral: Int64 = 10_000_000_000
        for trade in try Self.trades(client) {
            #expect(trade["taker_fee"]?.integer ?? 0 == taker && trade["maker_fee"] == nil)
            guard trade["market_id"] == 0 else { continue }
            let side = trade["ask_account_id"]?.integer == client.account ? "ask" : "bid"
            collateral += try Self.units(trade["\(side)_account_pnl"])
            collateral -= try Self.units(trade["usd_amount"]) * taker / 1_000_000
        }
        let account = try client.get("/api/v1/account?by=index&value=\(client.account)").json["accounts"]?.array?.first
        #expect(try Self.units(account?["collateral"]) == collateral)
        // 0.1 ETH came, less the fee.
        let ether = account?["assets"]?.array?.first { $0["symbol"] == "ETH" }
        #expect(try Self.units(ether?["balance"]) == 110_000_000 - 10_000_000 * taker / 1_000_000)
        // What was deposited and what was made of it are what is there.
        let times = "&resolution=1d&start_timestamp=0&end_timestamp=\(try client.now() / 1_000 + 1)&count_back=1"
        let pnl = try client.authorizedGet("/api/v1/pnl?by=index&value=\(client.account)" + times).json["pnl"]?.array?
            .last
        #expect(pnl?["inflow"] == 10_000 && pnl?["outflow"] == 0)
        #expect(try Self.millionths(pnl?["trade_pnl"]) == collateral - 10_000_000_000)
    }

    /// A JSON number of at most six places as millionths.
    private static func millionths(_ number: JSON?) throws -> Int64 {
        let parts = try #require(number).encoded().split(separator: ".", omittingEmptySubsequences: false)
        let fraction = parts.count > 1 ? String(parts[1]) : ""
        let digits = [String(parts[0]), fraction, String(repeating: "0", count: 6 - fraction.count)].joined()
        return try #require(Int64(digits))
    }

    /// A decimal text as least units.
    private static func units(_ text: JSON?) throws -> Int64 {
        try #require(text?.string.flatMap { Int64($0.replacing(".", with: "")) })
    }
}
