import LighterJSON
import LighterSandbox
import LighterTransactions
import Testing

/// Transactions over a stream are what they are over HTTP.
@Suite struct StreamTransactionTests {
    private static func message(_ signed: SignedTransaction, id: JSON? = "req-1") throws -> JSON {
        var data: [(String, JSON)] = [
            ("tx_type", .integer(signed.transaction.type.rawValue)),
            ("tx_info", try JSON.decode(try signed.encodedInfo())),
        ]
        if let id { data.append(("id", id)) }
        return .object(["type": "jsonapi/sendtx", "data": .object(JSONObject(data))])
    }

    private static func batch(_ signed: [SignedTransaction]) throws -> JSON {
        let types = try JSON.array(signed.map { .integer($0.transaction.type.rawValue) }).encoded()
        let infos = try JSON.array(signed.map { .string(try $0.encodedInfo()) }).encoded()
        return .object([
            "type": "jsonapi/sendtxbatch",
            "data": .object(["id": "req-2", "tx_types": .string(types), "tx_infos": .string(infos)]),
        ])
    }

    @Test func oneIsTakenAndExecuted() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let stream = try StreamClient(port: client.server.port)
        try stream.subscribe("account_all_orders/\(client.account)", token: client.token())
        let signed = try client.sign(client.order(1, .buy, 1_000, at: 220_000))
        try stream.say(try Self.message(signed))
        let reply = try stream.message("jsonapi/sendtx")
        #expect(reply["id"] == "req-1" && reply["code"] == 200 && reply["tx_hash"]?.string == signed.hash)
        #expect(reply["predicted_execution_time_ms"]?.integer ?? 0 > 1_700_000_000_000)
        let order = try stream.message("update/account_all_orders")["orders"]?["0"]?.array?.first
        #expect(order?["status"] == "open" && order?["client_order_index"] == 1)

        // The same once more, without a name for the answer: its nonce is used.
        try stream.say(try Self.message(signed, id: nil))
        let refusal = try stream.message { $0["error"] != nil }
        #expect(refusal["error"]?["code"] == 21104 && refusal["type"] == nil && refusal["id"] == nil)
        try stream.say(try Self.message(signed, id: 7))
        #expect(try stream.message { $0["error"] != nil }["id"] == 7)
    }

    @Test func batchesOfFifteenAreTakenAndNoMore() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let stream = try StreamClient(port: client.server.port)
        let signed = try (0..<16).map {
            try client.sign(client.order($0 + 1, .buy, 1_000, at: 220_000), nonce: $0)
        }
        try stream.say(try Self.batch(signed))
        #expect(try stream.errorCode() == 21514)
        try stream.say(try Self.batch(Array(signed.prefix(15))))
        let reply = try stream.message("jsonapi/sendtxbatch")
        #expect(reply["id"] == "req-2" && reply["tx_hash"]?.array == signed.prefix(15).map { .string($0.hash) })
        #expect(try client.awaitOrder(15, ["open"])?["status"] == "open")
        try stream.say(try Self.batch([signed[14], signed[15]]))
        #expect(try stream.errorCode() == 21104)
    }

    @Test func whoConnectedForReadingSendsNothing() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let stream = try StreamClient(port: client.server.port, query: "?readonly=true")
        let signed = try client.sign(client.order(1, .buy, 1_000, at: 220_000))
        try stream.say(try Self.message(signed))
        let refusal = try stream.message { $0["error"] != nil }
        #expect(refusal["error"]?["code"] == 30006 && refusal["id"] == "req-1")
        #expect(try client.nextNonce() == signed.transaction.nonce.value)
    }

    /// What goes wrong over HTTP on purpose goes wrong here too.
    @Test func faultsBefallStreamsToo() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let stream = try StreamClient(port: client.server.port)
        _ = try client.post("/sandbox/faults", [("faults", "rate_limit=1x@sendTx;latency=20ms:1x@sendTx")])
        let signed = try client.sign(client.order(1, .buy, 1_000, at: 220_000))
        try stream.say(try Self.message(signed))
        #expect(try stream.errorCode() == 23000)
        _ = try client.post("/sandbox/faults", [("faults", "drop=1x@sendTx")])
        try stream.say(try Self.message(signed))
        #expect(try stream.next() == nil)
        #expect(try client.awaitOrder(1, ["open"])?["status"] == "open")
    }
}
