import LighterJSON
import LighterSandbox
import LighterSigning
import LighterTransactions
import Testing

/// The venue's error codes (api.md, section 9), each brought about by a request that any client can make.
@Suite struct ErrorCodeTests {
    private let client: SandboxClient
    private let account: AccountIndex
    private let apiKey: APIKeyIndex

    init() throws {
        client = try SandboxClient()
        account = try AccountIndex(client.account)
        apiKey = try APIKeyIndex(4)
    }

    /// What `sendTx` answers to a transaction with one field written over.
    private func code(_ body: TransactionBody, _ field: String, _ value: JSON) throws -> Int64? {
        let signed = try client.sign(body)
        var info = try JSON.decode(signed.encodedInfo()).object ?? JSONObject()
        info[field] = value
        let fields = [
            ("tx_type", String(body.type.rawValue)), ("tx_info", try JSON.object(info).encoded()),
        ]
        return try client.post("/api/v1/sendTx", fields).code
    }

    private func code(_ body: TransactionBody) throws -> Int64? { try client.send(client.sign(body)).code }

    /// Why the sequencer drops what the door lets in.
    private func lateCode(_ body: TransactionBody) throws -> Int64? {
        let signed = try client.sign(body)
        #expect(try client.send(signed).code == 200)
        return try client.refusal(of: signed)
    }

    private var cancelAll: TransactionBody {
        .cancelAllOrders(CancelAllOrders(account: account, apiKey: apiKey, schedule: .immediately))
    }

    private func cancel(_ index: Int64) throws -> TransactionBody {
        let order = CancelOrder(
            account: account,
            apiKey: apiKey,
            market: try MarketIndex(0),
            order: index < 1 << 48 ? .client(try ClientOrderIndex(index)) : .venue(try OrderIndex(index))
        )
        return .cancelOrder(order)
    }

    private func group() throws -> TransactionBody {
        let parent = try client.terms(0, .buy, 1_000, at: 220_000)
        let child = try client.terms(0, .sell, 0, at: 150_000, type: .stopLoss) {
            ($0.triggerPrice, $0.reduceOnly, $0.expiry) = (try Price(200_000), true, parent.expiry)
        }
        let group = CreateGroupedOrders(
            account: account,
            apiKey: apiKey,
            grouping: .oneTriggersTheOther,
            orders: [parent, child]
        )
        return .createGroupedOrders(group)
    }

    private func leverage(_ fraction: Int64, _ mode: UpdateLeverage.MarginMode = .cross) throws -> TransactionBody {
        .updateLeverage(
            UpdateLeverage(
                account: account,
                apiKey: apiKey,
                market: try MarketIndex(0),
                initialMarginFraction: try MarginFraction(fraction),
                marginMode: mode
            )
        )
    }

    private func margin(_ amount: Int64, market: Int64 = 0) throws -> TransactionBody {
        .updateMargin(
            UpdateMargin(
                account: account,
                apiKey: apiKey,
                market: try MarketIndex(market),
                amount: try AssetAmount(amount),
                direction: .add
            )
        )
    }

    /// Fields that are wrong by themselves.
    @Test func fieldsHaveTheirCodes() throws {
        defer { client.server.stop() }
        let order = try client.order(0, .buy, 1_000, at: 220_000)
        let fields: [(Int64, TransactionBody, String, JSON)] = [
            (21102, order, "AccountIndex", -7), (21110, order, "ApiKeyIndex", 300), (21104, order, "Nonce", -1),
            (21602, order, "MarketIndex", 99_999), (21727, order, "ClientOrderIndex", -1),
            (21701, order, "BaseAmount", -1), (21702, order, "Price", 0), (21703, order, "IsAsk", 2),
            (21704, order, "Type", 9), (21705, order, "TimeInForce", 7), (21740, order, "ReduceOnly", 5),
            (21729, order, "TriggerPrice", -1), (21711, order, "OrderExpiry", -1), (21120, order, "Sig", "AAAA"),
            (21501, order, "Price", "cheap"), (21700, try cancel(7), "Index", -3),
            (21713, cancelAll, "TimeInForce", 5), (21714, cancelAll, "Time", -1),
            (21741, try group(), "GroupingType", 9), (21113, try leverage(500), "InitialMarginFraction", -1),
            (21613, try leverage(500), "MarginMode", 9), (21615, try margin(1), "Direction", 4),
            (21300, try margin(1), "USDCAmount", 0),
        ]
        for (expected, body, field, value) in fields {
            #expect(try code(body, field, value) == expected, "\(field)")
        }
        let key = client.server.identity.privateKey.publicKey
        let change = TransactionBody.changePublicKey(ChangePublicKey(account: account, apiKey: apiKey, publicKey: key))
        #expect(try code(change, "PubKey", "AAAA") == 21108)
        #expect(try client.post("/api/v1/sendTx", [("tx_type", "99"), ("tx_info", "{}")]).code == 21505)
        #expect(try client.post("/api/v1/sendTx", [("tx_type", "14"), ("tx_info", "{")]).code == 21501)
        #expect(try client.nextNonce() == 0)
    }

    /// Orders the venue does not want.
    @Test func ordersHaveTheirCodes() throws {
        defer { client.server.stop() }
        let orders: [(Int64, TransactionBody)] = [
            (21602, try client.order(0, .buy, 1_000, at: 220_000) { $0.market = try MarketIndex(77) }),
            (21605, try client.order(0, .buy, 1_000, at: 178_000) { $0.market = try MarketIndex(28) }),
            (21706, try client.order(0, .buy, 1, at: 220_000)),
            (
                21711,
                try client.order(0, .buy, 1_000, at: 220_000) { $0.expiry = try OrderExpiry(try client.now() + 1_000) }
            ),
            (21733, try client.order(0, .buy, 1_000, at: 400_000)),
            (21734, try client.order(0, .buy, 10_000, at: 20_000)),
            (21739, try client.order(0, .buy, 1_000_000, at: 220_000)),
            (21304, try client.order(0, .buy, 20_000, at: 230_000) { $0.market = try MarketIndex(2048) }),
            (
                21740,
                try client.order(0, .buy, 1_000, at: 220_000) {
                    ($0.market, $0.reduceOnly) = (try MarketIndex(2048), true)
                }
            ),
            (
                21618,
                try client.order(0, .sell, 1_000, at: 200_000, type: .stopLoss) {
                    ($0.market, $0.triggerPrice) = (try MarketIndex(2048), try Price(210_000))
                }
            ),
            (
                21735,
                try client.order(0, .sell, 1_000, at: 90_000, type: .stopLoss) { $0.triggerPrice = try Price(210_000) }
            ),
            (21113, try leverage(100)), (21621, try margin(1, market: 2048)), (21613, try margin(1)),
            (
                21714,
                .cancelAllOrders(
                    CancelAllOrders(
                        account: account,
                        apiKey: apiKey,
                        schedule: .at(try OrderExpiry(try client.now() + 1_000))
                    )
                )
            ),
        ]
        for (expected, body) in orders { #expect(try code(body) == expected) }
        #expect(try client.send(client.sign(cancelAll, nonce: 5)).code == 21104)
        #expect(try client.send(client.sign(cancelAll, key: PrivateKey.generate())).code == 21120)
        var foreign = CancelAllOrders(account: try AccountIndex(7), apiKey: apiKey, schedule: .immediately)
        #expect(try client.send(client.sign(.cancelAllOrders(foreign), nonce: 0)).code == 21100)
        (foreign.account, foreign.apiKey) = (account, try APIKeyIndex(77))
        #expect(try client.send(client.sign(.cancelAllOrders(foreign), nonce: 0)).code == 21109)
    }

    /// What only the sequencer finds out.
    @Test func lateRefusalsHaveTheirCodes() throws {
        defer { client.server.stop() }
        #expect(try lateCode(cancel(12_345)) == 21700)
        let house = try client.get("/api/v1/orderBookOrders?market_id=0&limit=1").json["bids"]?.array?.first
        #expect(try lateCode(cancel(house?["order_index"]?.integer ?? 0)) == 21707)
        let reduceOnly = try client.order(0, .sell, 1_000, at: 240_000) { $0.reduceOnly = true }
        #expect(try lateCode(reduceOnly) == 21738)
        #expect(try lateCode(client.order(5, .buy, 1_000, at: 220_000)) == nil)
        #expect(try lateCode(client.order(5, .buy, 1_000, at: 220_000)) == 21728)
        var modify = ModifyOrder(
            account: account,
            apiKey: apiKey,
            market: try MarketIndex(0),
            order: .client(try ClientOrderIndex(5)),
            size: try Size(2_000),
            price: try Price(221_000)
        )
        modify.triggerPrice = try Price(200_000)
        #expect(try lateCode(.modifyOrder(modify)) == 21729)
        #expect(try lateCode(cancel(5)) == nil)
        #expect(try lateCode(cancel(5)) == 21709)
        #expect(try lateCode(leverage(1_000, .isolated)) == nil)
        #expect(try code(margin(1)) == 21614)
        #expect(try lateCode(client.order(6, .buy, 1_000, at: 240_000, type: .market)) == nil)
        #expect(try lateCode(leverage(1_000, .cross)) == 21132)
        #expect(try code(margin(1 << 40)) == 21301)
        for index in 1...16 as ClosedRange<Int64> {
            let waiting = try client.order(100 + index, .buy, 1_000, at: 200_000, type: .takeProfit) {
                $0.triggerPrice = try Price(200_000)
            }
            #expect(try lateCode(waiting) == nil)
        }
        let last = try client.order(200, .buy, 1_000, at: 200_000, type: .takeProfit) {
            $0.triggerPrice = try Price(200_000)
        }
        #expect(try lateCode(last) == 21720)
    }

    /// Batches, look-ups, and what else is asked.
    @Test func requestsHaveTheirCodes() throws {
        defer { client.server.stop() }
        func batch(_ types: String, _ infos: [String]) throws -> Int64? {
            let texts = try JSON.array(infos.map(JSON.string)).encoded()
            return try client.post("/api/v1/sendTxBatch", [("tx_types", types), ("tx_infos", texts)]).code
        }
        let orders = try [0, 2].map {
            try client.sign(client.order(0, .buy, 1_000, at: 220_000), nonce: $0).encodedInfo()
        }
        #expect(try batch("[14]", orders) == 21513)
        #expect(try batch("[14,14]", orders) == 21105)
        let many = Array(repeating: orders[0], count: 51)
        #expect(try batch("[\(Array(repeating: "14", count: 51).joined(separator: ","))]", many) == 21514)
        var other = CancelAllOrders(account: account, apiKey: try APIKeyIndex(9), schedule: .immediately)
        let second = try client.sign(.cancelAllOrders(other), nonce: 1).encodedInfo()
        #expect(try batch("[14,16]", [orders[0], second]) == 21121)
        other.apiKey = apiKey
        let reads: [(Int64, String)] = [
            (21500, "/api/v1/tx?by=hash&value=ab"), (21100, "/api/v1/account?by=index&value=5"),
            (21103, "/api/v1/accountsByL1Address?l1_address=moon"), (21809, "/api/v1/assetDetails?asset_id=77"),
            (21109, "/api/v1/apikeys?account_index=\(client.account)&api_key_index=9"),
            (22400, "/api/v1/candles?market_id=0&resolution=1m&start_timestamp=5&end_timestamp=4&count_back=1"),
            (22401, "/api/v1/candles?market_id=0&resolution=1m&start_timestamp=-5&end_timestamp=4&count_back=1"),
            (22402, "/api/v1/candles?market_id=0&resolution=7m&start_timestamp=1&end_timestamp=4&count_back=1"),
            (20001, "/api/v1/orderBookOrders?market_id=0"), (29404, "/api/v1/nothing"),
            (20001, "/api/v1/accountLimits?account_index=\(client.account)"),
        ]
        for (expected, path) in reads { #expect(try client.get(path).code == expected, "\(path)") }
        let refused = try client.get("/api/v1/accountLimits?account_index=1", headers: ["Authorization: 1:2:3:4"])
        #expect(refused.code == 20013)
        _ = try client.post("/sandbox/faults", [("faults", "rate_limit=1x")])
        #expect(try client.get("/info").code == 23000)
    }
}
