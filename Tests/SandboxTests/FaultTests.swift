import Glibc
import LighterJSON
import LighterSandbox
import LighterTransactions
import Testing

/// What goes wrong when it is told to, over a real socket: what the client sees, and whether the venue did it.
@Suite struct FaultTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let faults: String
        /// The HTTP status the client sees; 0 for none.
        let status: Int
        let isDone: Bool
        var testDescription: String { faults }

        init(_ faults: String, _ status: Int, isDone: Bool) {
            (self.faults, self.status, self.isDone) = (faults, status, isDone)
        }
    }

    static let cases = [
        Case("drop=1x@sendTx", 0, isDone: true), Case("drop_request=1x@sendTx", 0, isDone: false),
        Case("reset_after_write=1x@sendTx", 0, isDone: true), Case("reset=1x@sendTx", 0, isDone: false),
        Case("status=502:1x@sendTx", 502, isDone: false), Case("status_after=504:1x@sendTx", 504, isDone: true),
        Case("rate_limit=1x@sendTx", 429, isDone: false), Case("garbage=1x@sendTx", 200, isDone: true),
        Case("truncate=1x@sendTx", 200, isDone: true), Case("latency=30ms..40ms:1x@sendTx", 200, isDone: true),
        Case("stall=50ms:1x", 200, isDone: true),
    ]

    @Test(arguments: cases)
    func aFaultDoesWhatItSays(_ fault: Case) throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let order = try client.sign(client.order(1, .buy, 1_000, at: 220_000))
        #expect(try client.post("/sandbox/faults", [("faults", fault.faults)]).code == 200)
        let reply = try client.send(order)
        #expect(reply.status == fault.status)
        #expect(try client.nextNonce() == (fault.isDone ? 1 : 0))
        if fault.isDone { #expect(try client.awaitOrder(1, ["open"])?["status"] == "open") }
        // It was the next request alone.
        #expect(try client.get("/sandbox/faults").json["faults"] == "")
        let again = try client.sign(client.order(2, .buy, 1_000, at: 220_000))
        #expect(try client.send(again).code == 200)
    }

    @Test func brokenAnswersBreakOff() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        _ = try client.post("/sandbox/faults", [("faults", "truncate=1x@orderBooks")])
        let reply = try client.get("/api/v1/orderBooks")
        let length = reply.head.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
        let told = try #require(length?.split(separator: " ").last.flatMap { Int($0) })
        #expect(reply.body.utf8.count < told && !reply.body.isEmpty)
        #expect((try? JSON.decode(reply.body)) == nil)
    }

    @Test func noncesGrowStaleAndTransactionsHide() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let first = try client.sign(client.order(1, .buy, 1_000, at: 220_000))
        #expect(try client.send(first).code == 200)
        _ = try client.post("/sandbox/faults", [("faults", "stale_nonce=100%;unindexed=10m")])
        #expect(try client.nextNonce() == 0)
        #expect(try client.send(client.sign(client.order(2, .buy, 1_000, at: 220_000))).code == 21104)
        #expect(try client.get("/api/v1/tx?by=hash&value=\(first.hash)").code == 21500)
        #expect(try client.post("/sandbox/faults", [("faults", "none")]).json["faults"] == "")
        #expect(try client.nextNonce() == 1)
        #expect(try client.get("/api/v1/tx?by=hash&value=\(first.hash)").code == 200)
    }

    /// What is stalled is accepted and pending until its time.
    @Test func stalledTransactionsWait() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        _ = try client.post("/sandbox/faults", [("faults", "stall=10m:1x")])
        let order = try client.sign(client.order(1, .buy, 1_000, at: 220_000))
        #expect(try client.send(order).code == 200)
        usleep(50_000)
        #expect(try client.get("/api/v1/tx?by=hash&value=\(order.hash)").json["status"] == 1)
        try client.advance(milliseconds: 599_500)
        #expect(try client.get("/api/v1/tx?by=hash&value=\(order.hash)").json["status"] == 1)
        try client.advance(milliseconds: 1_000)
        // The order's own deadline of 599 s has passed by then, and its nonce is free again.
        #expect(try client.get("/api/v1/tx?by=hash&value=\(order.hash)").json["status"] == 0)
        #expect(try client.nextNonce() == 0)
    }

    /// The same seed and the same requests meet the same faults.
    @Test func chanceFollowsFromTheSeed() throws {
        func statuses(seed: UInt64) throws -> [Int] {
            let server = try SandboxServer.start(
                SandboxSettings(
                    seed: seed,
                    chainID: try ChainID(300),
                    isQuiet: true,
                    faults: try FaultSettings("status=503:20%;rate_limit=20%")
                )
            )
            defer { server.stop() }
            let client = SandboxClient(server: server)
            return try (0..<60).map { _ in try client.get("/info").status }
        }
        let one = try statuses(seed: 5)
        #expect(try statuses(seed: 5) == one && statuses(seed: 6) != one)
        #expect(Set(one) == [200, 429, 503])
    }

    @Test(arguments: [
        "drop", "drop=", "drop=2", "drop=101%", "drop=0x", "drop=1.234%", "latency=5", "latency=9ms..5ms:1%",
        "status=200:1%",
        "status=abc", "stall=2h", "fly=2%", "drop=2%@", "drop=-1%", "=", "drop=2%;;fly",
    ])
    func nonsenseIsRefused(_ faults: String) throws {
        #expect(throws: FaultError.self) { try FaultSettings(faults) }
        let client = try SandboxClient()
        defer { client.server.stop() }
        _ = try client.post("/sandbox/faults", [("faults", "drop=0.5%@orders")])
        let reply = try client.post("/sandbox/faults", [("faults", faults)])
        #expect(reply.status == 400 && reply.code == 20001)
        #expect(try client.get("/sandbox/faults").json["faults"] == "drop=0.50%@orders")
    }
}
