import LighterJSON
import LighterSandbox
import LighterTransactions
import Testing

/// Every status an order can have (api.md, section 4.2), brought about and read by what any client can send.
@Suite struct StatusTests {
    private let client: SandboxClient

    init() throws { client = try SandboxClient() }

    private func send(_ body: TransactionBody) throws { #expect(try client.send(client.sign(body)).code == 200) }

    private func status(_ clientIndex: Int64, _ expected: String) throws {
        let order = try client.awaitOrder(clientIndex, [expected])
        #expect(order?["status"]?.string == expected)
    }

    private func group(_ grouping: CreateGroupedOrders.Grouping, _ orders: [OrderTerms]) throws -> TransactionBody {
        .createGroupedOrders(
            CreateGroupedOrders(
                account: try AccountIndex(client.account),
                apiKey: try APIKeyIndex(4),
                grouping: grouping,
                orders: orders
            )
        )
    }

    /// A child that would sell when the price falls to 2 000.
    private func stop(_ clientIndex: Int64, _ size: Int64 = 0) throws -> OrderTerms {
        try client.terms(clientIndex, .sell, size, at: 150_000, type: .stopLoss) {
            ($0.triggerPrice, $0.reduceOnly) = (try Price(200_000), true)
        }
    }

    @Test func ordersRestFillAndEnd() throws {
        defer { client.server.stop() }
        try send(client.order(1, .buy, 1_000, at: 220_000))
        try status(1, "open")
        let cancel = CancelAllOrders(
            account: try AccountIndex(client.account),
            apiKey: try APIKeyIndex(4),
            schedule: .immediately
        )
        try send(.cancelAllOrders(cancel))
        try status(1, "canceled")
        try send(client.order(2, .buy, 1_000, at: 240_000, type: .market))
        try status(2, "filled")
        try send(
            client.order(3, .sell, 0, at: 150_000, type: .stopLoss) {
                ($0.triggerPrice, $0.reduceOnly) = (try Price(200_000), true)
            }
        )
        try status(3, "pending")
        try send(client.order(4, .buy, 1_000, at: 240_000) { $0.timeInForce = .postOnly })
        try status(4, "canceled-post-only")
        try send(client.order(5, .sell, 2_000, at: 240_000) { $0.reduceOnly = true })
        try status(5, "open")
        // With the position gone, what could only have reduced it goes too.
        try send(client.order(6, .sell, 1_000, at: 220_000, type: .market))
        try status(5, "canceled-reduce-only")
        try status(3, "canceled-reduce-only")
        try send(client.order(7, .buy, 1_000, at: 220_000))
        try client.advance(milliseconds: 3_601_000)
        try status(7, "canceled-expired")
    }

    @Test func matchingStopsWhereItMust() throws {
        defer { client.server.stop() }
        try send(client.order(1, .buy, 1_000, at: 220_000) { ($0.timeInForce, $0.expiry) = (.immediateOrCancel, nil) })
        try status(1, "canceled-too-much-slippage")
        try send(client.order(2, .buy, 1_500_000, at: 250_000, type: .market))
        try status(2, "canceled-margin-not-allowed")
        try send(client.order(3, .buy, 10_000, at: 42_000, type: .market) { $0.market = try MarketIndex(27) })
        try status(3, "canceled-position-not-allowed")
        _ = try client.post("/sandbox/market", [("market_id", "2"), ("withdraw_house", "true")])
        try send(client.order(4, .buy, 1_000, at: 100_000, type: .market) { $0.market = try MarketIndex(2) })
        try status(4, "canceled-not-enough-liquidity")
        try send(client.order(5, .sell, 1_000, at: 100_000) { $0.market = try MarketIndex(2) })
        try status(5, "open")
        try send(client.order(6, .buy, 1_000, at: 101_000) { $0.market = try MarketIndex(2) })
        try status(5, "canceled-self-trade")
    }

    /// Two orders of a batch are each covered when they arrive, and not both when they are executed.
    @Test func whatIsLockedTwiceIsNotThere() throws {
        defer { client.server.stop() }
        let orders = try [1, 2].map { index in
            try client.sign(
                client.order(index, .buy, 9_000, at: 230_000) { $0.market = try MarketIndex(2048) },
                nonce: index - 1
            )
        }
        let infos = JSON.array(try orders.map { .string(try $0.encodedInfo()) })
        let fields = [("tx_types", "[14,14]"), ("tx_infos", try infos.encoded())]
        #expect(try client.post("/api/v1/sendTxBatch", fields).code == 200)
        try status(1, "open")
        try status(2, "canceled-invalid-balance")
    }

    @Test func groupsEndTogether() throws {
        defer { client.server.stop() }
        try send(client.order(1, .buy, 1_000, at: 240_000, type: .market))
        try status(1, "filled")
        var target = try client.terms(3, .sell, 1_000, at: 230_000, type: .takeProfit)
        let stop = try stop(2, 1_000)
        (target.triggerPrice, target.reduceOnly, target.expiry) = (try Price(250_000), true, stop.expiry)
        try send(group(.oneCancelsTheOther, [stop, target]))
        try status(2, "pending")
        try client.setMark("2500.00")
        try status(3, "filled")
        try status(2, "canceled-oco")
        try client.setMark("2361.31")
        let parent = try client.terms(4, .buy, 1_000, at: 220_000)
        var child = try self.stop(5)
        child.expiry = parent.expiry
        try send(group(.oneTriggersTheOther, [parent, child]))
        #expect(try client.awaitOrder(5, ["pending"])?["trigger_status"] == "parent-order")
        let cancel = CancelOrder(
            account: try AccountIndex(client.account),
            apiKey: try APIKeyIndex(4),
            market: try MarketIndex(0),
            order: .client(try ClientOrderIndex(4))
        )
        try send(.cancelOrder(cancel))
        try status(5, "canceled-child")
    }

    @Test func liquidationTakesTheOrdersFirst() throws {
        defer { client.server.stop() }
        let withdraw = Withdraw(
            account: try AccountIndex(client.account),
            apiKey: try APIKeyIndex(4),
            asset: try AssetIndex(3),
            route: .perps,
            amount: try AssetAmount(9_800_000_000)
        )
        try send(.withdraw(withdraw))
        try send(client.order(1, .buy, 10_000, at: 240_000, type: .market))
        try status(1, "filled")
        try send(client.order(2, .sell, 10_000, at: 300_000) { $0.reduceOnly = true })
        try status(2, "open")
        try client.setMark("2180.00")
        try status(2, "canceled-liquidation")
        let account = try client.get("/api/v1/account?by=index&value=\(client.account)").json["accounts"]?.array?.first
        #expect(account?["positions"]?.array?.allSatisfy { $0["position"] == "0.0000" } == true)
        let types = try client.get("/api/v1/recentTrades?market_id=0&limit=20").json["trades"]?.array?
            .compactMap { $0["type"]?.string }
        #expect(types?.contains("liquidation") == true)
    }

    /// The event of an order that meets several makers shows its first trade, with the order still in progress.
    @Test func anOrderIsInProgressWhileItMeetsMakers() throws {
        defer { client.server.stop() }
        let order = try client.sign(client.order(1, .buy, 200_000, at: 250_000, type: .market))
        #expect(try client.send(order).code == 200)
        try status(1, "filled")
        let text = try client.get("/api/v1/tx?by=hash&value=\(order.hash)").json["event_info"]?.string
        let event = try JSON.decode(try #require(text))
        #expect(event["to"]?["st"] == 0 && event["ae"] == "")
        let left = event["to"]?["rs"]?.integer ?? 0
        #expect(left > 0 && left + (event["t"]?["s"]?.integer ?? 0) == 200_000)
        #expect(try client.awaitOrder(1, ["filled"])?["remaining_base_amount"] == "0.0000")
    }
}
