import LighterJSON
import LighterSandbox
import Testing

/// Requests that are wrong in many ways get an answer that says so, and the venue goes on.
@Suite struct BadRequestTests {
    struct Bad: Sendable {
        let path: String
        var fields: [(String, String)]?
        let status: Int
        let code: Int64
    }

    private static let cases = [
        Bad(path: "/api/v1/nothing", status: 404, code: 29404),
        Bad(path: "/api/v1/status", status: 404, code: 29404),
        Bad(path: "/api/v1/sendTx", status: 405, code: 29404),
        Bad(path: "/api/v1/orderBooks", fields: [], status: 405, code: 29404),
        Bad(path: "/api/v1/orderBooks?market_id=x", status: 400, code: 20001),
        Bad(path: "/api/v1/orderBooks?market_id=99999999999999999999", status: 400, code: 20001),
        Bad(path: "/api/v1/orderBooks?market_id=77", status: 400, code: 21602),
        Bad(path: "/api/v1/orderBooks?filter=fish", status: 400, code: 20001),
        Bad(path: "/api/v1/orderBooks?market_id=%zz", status: 400, code: 20001),
        Bad(path: "/api/v1/orderBooks?filter=%ff", status: 400, code: 20001),
        Bad(path: "/api/v1/orderBookOrders?market_id=0", status: 400, code: 20001),
        Bad(path: "/api/v1/orderBookOrders?market_id=0&limit=251", status: 400, code: 20001),
        Bad(path: "/api/v1/orderBookOrders?market_id=0&limit=-1", status: 400, code: 20001),
        Bad(path: "/api/v1/recentTrades?limit=10", status: 400, code: 20001),
        Bad(
            path: "/api/v1/candles?market_id=0&count_back=5&resolution=2m&start_timestamp=0&end_timestamp=1",
            status: 400,
            code: 22402
        ),
        Bad(
            path: "/api/v1/candles?market_id=0&count_back=5&resolution=1m&start_timestamp=5&end_timestamp=5",
            status: 400,
            code: 22400
        ),
        Bad(
            path: "/api/v1/candles?market_id=0&count_back=5&resolution=1m&start_timestamp=-5&end_timestamp=5",
            status: 400,
            code: 22401
        ),
        Bad(path: "/api/v1/candles?market_id=0&count_back=5&resolution=1m&start_timestamp=5", status: 400, code: 20001),
        Bad(path: "/api/v1/account?by=name&value=1", status: 400, code: 20001),
        Bad(path: "/api/v1/account?by=index&value=424242", status: 400, code: 21100),
        Bad(path: "/api/v1/accountsByL1Address?l1_address=0x0", status: 400, code: 21103),
        Bad(path: "/api/v1/apikeys?account_index=100001&api_key_index=5", status: 400, code: 21109),
        Bad(path: "/api/v1/nextNonce?account_index=7&api_key_index=5", status: 400, code: 21100),
        Bad(path: "/api/v1/nextNonce?account_index=100001&api_key_index=255", status: 400, code: 20001),
        Bad(path: "/api/v1/tx?by=hash&value=00", status: 400, code: 21500),
        Bad(path: "/api/v1/tx?by=colour&value=00", status: 400, code: 20001),
        Bad(path: "/api/v1/sendTx", fields: [], status: 400, code: 20001),
        Bad(path: "/api/v1/sendTx", fields: [("tx_type", "fourteen"), ("tx_info", "{}")], status: 400, code: 20001),
        Bad(path: "/api/v1/sendTx", fields: [("tx_type", "14"), ("tx_info", "")], status: 400, code: 20001),
        Bad(path: "/api/v1/sendTx", fields: [("tx_type", "14"), ("tx_info", "{")], status: 400, code: 21501),
        Bad(path: "/api/v1/sendTx", fields: [("tx_type", "14"), ("tx_info", "[]")], status: 400, code: 21501),
        Bad(path: "/api/v1/sendTx", fields: [("tx_type", "14"), ("tx_info", "{}")], status: 400, code: 21501),
        Bad(path: "/api/v1/sendTx", fields: [("tx_type", "99"), ("tx_info", "{}")], status: 400, code: 21505),
        Bad(
            path: "/api/v1/sendTx",
            fields: [("tx_type", "14"), ("tx_info", "{}"), ("price_protection", "maybe")],
            status: 400,
            code: 20001
        ),
        Bad(path: "/api/v1/sendTxBatch", fields: [("tx_types", "[14]"), ("tx_infos", "[]")], status: 400, code: 20001),
        Bad(
            path: "/api/v1/sendTxBatch",
            fields: [("tx_types", "[14]"), ("tx_infos", #"["{}","{}"]"#)],
            status: 400,
            code: 21513
        ),
        Bad(path: "/api/v1/sendTxBatch", fields: [("tx_types", "14"), ("tx_infos", "{}")], status: 400, code: 20001),
    ]

    @Test func wrongParametersAreNamed() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        for bad in Self.cases {
            let reply = try bad.fields.map { try client.post(bad.path, $0) } ?? client.get(bad.path)
            #expect(reply.status == bad.status && reply.code == bad.code, "\(bad.path): \(reply.status) \(reply.body)")
            #expect(reply.json["message"]?.string?.isEmpty == false)
        }
    }

    /// A zero byte is in no parameter, and no answer can quote one.
    @Test func zeroBytesAreRefused() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        for path in ["orderBooks?market_id=%00", "tx?by=hash&value=a%00b", "account?by=%00&value=0"] {
            let reply = try client.get("/api/v1/\(path)")
            #expect(reply.status == 400 && reply.code == 20001, "\(path): \(reply.body)")
        }
        let part = "--b\r\nContent-Disposition: form-data; name=\"tx_type\"\r\n\r\n1\u{0}4\r\n--b--\r\n"
        for (body, type) in [
            ("tx_type=%00&tx_info={}", "application/x-www-form-urlencoded"), (part, "multipart/form-data; boundary=b"),
        ] {
            let reply = try client.post("/api/v1/sendTx", body: body, contentType: type)
            #expect(reply.status == 400 && reply.code == 20001, "\(type): \(reply.body)")
        }
    }

    @Test func brokenConnectionsDoNoHarm() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let path = "/api/v1/sendTx"
        let form = "application/x-www-form-urlencoded"
        #expect(try client.exchange("\u{1}\u{2}garbage\r\n\r\n").status == 400)
        #expect(try client.exchange("GET / HTTP/9.9\r\n\r\n").status == 400)
        #expect(try client.exchange("GET nowhere HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").status == 400)
        #expect(try client.exchange("BREW / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").status >= 400)
        #expect(
            try client.exchange("GET / HTTP/1.1\r\nA: \(String(repeating: "a", count: 100_000))\r\n\r\n").status != 200
        )
        let large = try client.post(path, body: String(repeating: "a", count: (1 << 20) + 1), contentType: form)
        #expect(large.status == 413)
        #expect(try client.post(path, body: "tx_type=%", contentType: form).code == 20001)
        #expect(
            try client.post(path, body: "--a\r\nnothing", contentType: "multipart/form-data; boundary=a").code == 20001
        )
        #expect(try client.post(path, body: "x", contentType: "multipart/form-data").code == 20001)
        // Half a request and then nothing, a reset in the middle, an answer to a client that stopped sending.
        #expect(
            try client.exchange("POST \(path) HTTP/1.1\r\nContent-Length: 100\r\n\r\nhalf", halfClose: true).status
                != 200
        )
        for _ in 0..<20 {
            let socket = try Socket(port: client.server.port)
            socket.send(Array("POST \(path) HTTP/1.1\r\nContent-Length: 100\r\n\r\nhalf".utf8))
            socket.reset()
        }
        #expect(try client.exchange("GET / HTTP/1.0\r\n\r\n", halfClose: true).status == 200)
        let alive = try client.get("/")
        #expect(alive.status == 200 && alive.head.contains("\r\ndate: "))
    }
}
