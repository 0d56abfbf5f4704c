import LighterJSON
import LighterSandbox
import LighterSigning
import LighterTransactions
import Testing

@Suite struct TradingTests {
    @Test func ordersLiveTheirLifeOverHTTP() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let identity = client.server.identity
        let create = try client.sign(client.order(7, .buy, 1_000, at: 220_000))
        let sent = try client.send(create)
        #expect(sent.status == 200 && sent.json["tx_hash"]?.string == create.hash)
        #expect(try client.awaitOrder(7, ["open"])?["remaining_base_amount"] == "0.1000")

        let seven = OrderReference.client(try ClientOrderIndex(7))
        let modify = ModifyOrder(
            account: identity.accountIndex,
            apiKey: identity.apiKeyIndex,
            market: try MarketIndex(0),
            order: seven,
            size: try Size(2_000),
            price: try Price(221_000)
        )
        #expect(try client.send(client.sign(.modifyOrder(modify))).status == 200)
        let cancel = CancelOrder(
            account: identity.accountIndex,
            apiKey: identity.apiKeyIndex,
            market: try MarketIndex(0),
            order: seven
        )
        let last = try client.sign(.cancelOrder(cancel))
        #expect(try client.send(last).status == 200)
        let order = try #require(try client.awaitOrder(7, ["canceled"]))
        #expect(order["price"] == "2210.00" && order["initial_base_amount"] == "0.2000" && order["order_version"] == 1)

        // A second cancel is let in and then refused by the sequencer, in words inside words.
        let late = try client.sign(.cancelOrder(cancel))
        #expect(try client.send(late).status == 200)
        var event: JSON = .null
        for _ in 0..<50 where event["ae"] == nil {
            let record = try client.get("/api/v1/tx?by=hash&value=\(late.hash)").json
            event = try JSON.decode(record["event_info"]?.string.flatMap { $0.isEmpty ? nil : $0 } ?? "null")
        }
        #expect(try JSON.decode(event["ae"]?.string ?? "null")["code"] == 21709)

        // A market order fills and leaves a position and the account's books in order.
        #expect(try client.send(client.sign(client.order(8, .sell, 5_000, at: 200_000, type: .market))).status == 200)
        #expect(try client.awaitOrder(8, ["filled"])?["filled_base_amount"] == "0.5000")
        let account = try client.get("/api/v1/account?by=index&value=\(client.account)").json["accounts"]?.array?.first
        let position = account?["positions"]?.array?.first
        #expect(position?["position"] == "0.5000" && position?["sign"] == -1)
        #expect(account?["collateral"] == "10000.000000" && account?["total_order_count"] == 0)
    }

    @Test func batchesAndMultipartFormsAreRead() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let signed = try [0, 1].map { try client.sign(client.order(20 + $0, .buy, 1_000, at: 220_000), nonce: $0) }
        let infos = JSON.array(try signed.map { .string(try $0.encodedInfo()) })
        let batch = try client.post(
            "/api/v1/sendTxBatch",
            [("tx_types", "[14,14]"), ("tx_infos", try infos.encoded())]
        )
        #expect(batch.status == 200)
        #expect(batch.json["tx_hash"]?.array?.compactMap(\.string) == signed.map(\.hash))
        #expect(try client.awaitOrder(21, ["open"])?["status"] == "open")

        let third = try client.sign(client.order(22, .buy, 1_000, at: 220_000), nonce: 2)
        let parts = [("tx_type", "14"), ("tx_info", try third.encodedInfo())].map { name, value in
            "--edge\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        let reply = try client.post(
            "/api/v1/sendTx",
            body: parts.joined() + "--edge--\r\n",
            contentType: "multipart/form-data; boundary=\"edge\""
        )
        #expect(reply.status == 200 && reply.json["tx_hash"]?.string == third.hash)
    }

    @Test func tokensAreReallyChecked() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let path = "/api/v1/accountActiveOrders?account_index=\(client.account)"
        func verdict(_ token: String) throws -> [Int64?] {
            let reply = try client.get(path, headers: ["Authorization: \(token)"])
            return [Int64(reply.status), reply.code]
        }
        let good = try client.token()
        let stranger = try PrivateKey(hex: String(repeating: "0", count: 78) + "07")
        #expect(try verdict(good) == [200, 200])
        #expect(try client.get("\(path)&auth=\(good)").status == 200)
        let missing = try client.get(path)
        #expect(missing.status == 400 && missing.code == 20001)
        #expect(try verdict(client.token(life: -10)) == [401, 20013])
        #expect(try verdict(client.token(life: 8 * 3_600 + 60)) == [401, 20013])
        #expect(try verdict(client.token(life: 8 * 3_600 - 60)) == [200, 200])
        #expect(try verdict(client.token(key: stranger)) == [401, 20013])
        #expect(try verdict(client.token(account: 91_001)) == [401, 20013])
        #expect(try verdict("nonsense") == [401, 20013])
        let foreign = try client.authorizedGet("/api/v1/accountActiveOrders?account_index=91001")
        #expect(foreign.status == 401 && foreign.code == 20013)
    }
}
