import Glibc
import LighterJSON
import LighterSandbox
import TestSupport
import Testing

/// Clients that are slow, many, half gone, or no clients at all.
@Suite struct ConnectionTests {
    private static let form = "Content-Type: application/x-www-form-urlencoded\r\n"

    @Test func headIsGetWithoutABody() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let get = try client.get("/info")
        let head = try client.exchange("HEAD /info HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        #expect(head.status == 200 && head.body.isEmpty)
        #expect(head.head.contains("content-length: \(get.body.utf8.count)"))
        for (line, allowed) in [
            ("OPTIONS /info", "GET, HEAD, POST"), ("DELETE /info", "GET, HEAD, POST"), ("POST /info", "GET, HEAD"),
            ("GET /api/v1/sendTx", "POST"), ("HEAD /api/v1/sendTx", "POST"),
        ] {
            let reply = try client.exchange("\(line) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            #expect(reply.status == 405 && reply.head.contains("allow: \(allowed)\r\n"), "\(line): \(reply.head)")
            #expect(line.hasPrefix("HEAD") ? reply.body.isEmpty : reply.code == 29404)
        }
    }

    @Test func pipelinedRequestsAreAnsweredInOrder() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let names = (0..<20).map { $0 % 2 == 0 ? "/info" : "/api/v1/nothing" }
        let text = names.map { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined()
        let reply = try client.exchange(text, halfClose: true)
        let statuses = (reply.head + "\r\n\r\n" + reply.body).split(separator: "HTTP/1.1 ").map { $0.prefix(3) }
        #expect(statuses == names.map { $0 == "/info" ? "200" : "404" })
    }

    /// Somebody who asks without end and reads nothing is heard no further, instead of filling the memory with answers.
    @Test func aClientThatTakesNoAnswersIsReadNoFurther() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        // Counts how many were answered.
        _ = try client.post("/sandbox/faults", [("faults", "latency=0ms@orderBookDetails")])
        let socket = try Socket(port: client.server.port, window: 4_096)
        defer { socket.close() }
        let request = Array("GET /api/v1/orderBookDetails HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
        let asked = socket.sendRepeatedly(request, atMost: 3_000 * request.count) / request.count
        var (answered, unchanged): (Int64, Int) = (-1, 0)
        while unchanged < 10 {
            let counts = try client.get("/sandbox/faults").json["counts"]?.array
            let count = try #require(counts?.first?["count"]?.integer)
            (answered, unchanged) = (count, count == answered ? unchanged + 1 : 0)
            usleep(20_000)
        }
        #expect(answered > 0 && answered < asked)
    }

    /// What waited for a client that reads late is answered to the last, once it does.
    @Test func aClientThatReadsLateMissesNothing() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let socket = try Socket(port: client.server.port, window: 4_096)
        defer { socket.close() }
        let request = Array("GET /api/v1/orderBooks?market_id=0 HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
        let count = socket.sendRepeatedly(request, atMost: 4_000 * request.count) / request.count
        usleep(200_000)
        socket.endSending()
        let answers = socket.receiveAll()
        let line = Array("HTTP/1.1 200".utf8)
        let answered = answers.indices.count { answers[$0] == line[0] && answers[$0...].starts(with: line) }
        #expect(answered == count && count > 1_000)
    }

    @Test func targetsMayBeWholeURLs() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        for (target, status) in [
            ("http://127.0.0.1:80/info", 200), ("HTTP://a/info?b=c", 200), ("http://a", 200), ("http://a?b", 200),
            ("http://a/nothing", 404), ("ftp://a/info", 400),
        ] {
            let reply = try client.exchange("GET \(target) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            #expect(reply.status == status, "\(target)")
        }
    }

    @Test func aClientThatHasEndedSendingGetsItsAnswer() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        _ = try client.post("/sandbox/faults", [("faults", "latency=200ms:1x@info")])
        #expect(try client.exchange("GET /info HTTP/1.1\r\nHost: a\r\n\r\n", halfClose: true).status == 200)
        let half = try client.exchange("GET /info HTTP/1.1\r\nHos", halfClose: true)
        #expect(half.status == 400 && half.code == 20001)
        #expect(try client.exchange("", halfClose: true).head.isEmpty)
    }

    @Test func bodiesInPiecesAreRead() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let head = "POST /api/v1/sendTx HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\(Self.form)"
        let chunks = "tx_type=99&tx_info={}".map { "1\r\n\($0)\r\n" }.joined() + "0\r\n\r\n"
        #expect(try client.exchange(head + "Transfer-Encoding: chunked\r\n\r\n" + chunks).code == 21505)
        let endless = String(repeating: "10000\r\n\(String(repeating: "a", count: 65_536))\r\n", count: 40)
        #expect(try client.exchange(head + "Transfer-Encoding: chunked\r\n\r\n" + endless).status == 413)
        let waiting = try client.exchange(head + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n{}")
        #expect(waiting.status == 100 && waiting.body.contains("\"code\":20001"))
        let told = try client.exchange(head + "Expect: 100-continue\r\nContent-Length: 99999999\r\n\r\n")
        #expect(told.status == 413 && told.code == 20001)
    }

    @Test func hugeAndBrokenHeadsAreRefusedInTheVenuesForm() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let long = String(repeating: "a", count: 100_000)
        let many = (0..<5_000).map { "A\($0): a\r\n" }.joined()
        for (text, status) in [
            ("GET / HTTP/1.1\r\nA: \(long)\r\n\r\n", 431), ("GET / HTTP/1.1\r\n\(many)\r\n", 431),
            ("GET /\(long) HTTP/1.1\r\nHost: a\r\n\r\n", 431), ("GET / HTTP/9.9\r\n\r\n", 400),
            ("\u{16}\u{3}\u{1}", 400), ("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nfish\r\n", 400),
        ] {
            let reply = try client.exchange(text, halfClose: true)
            #expect(reply.status == status && reply.code == 20001, "\(text.prefix(60)): \(reply.head)")
        }
    }

    @Test func slowRequestsRunOutOfTime() throws {
        let client = try SandboxClient { $0.connectionLimits.requestTime = 150 }
        defer { client.server.stop() }
        for start in ["GET / HT", "POST /api/v1/sendTx HTTP/1.1\r\nContent-Length: 100\r\n\r\nhalf"] {
            let reply = try client.exchange(start)
            #expect(reply.status == 408 && reply.code == 29501)
        }
        // A connection that asks again and again is no slow one.
        let socket = try Socket(port: client.server.port)
        defer { socket.close() }
        for _ in 0..<6 {
            socket.send(Array("GET /info HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
            usleep(50_000)
        }
        socket.endSending()
        let answers = String(decoding: socket.receiveAll(), as: UTF8.self)
        #expect(answers.split(separator: "HTTP/1.1 200").count == 6 && !answers.contains("408"))
    }

    @Test func silentConnectionsAreClosed() throws {
        let client = try SandboxClient { $0.connectionLimits.silence = 100 }
        defer { client.server.stop() }
        #expect(try client.exchange("").head.isEmpty)
    }

    @Test func oneConnectionTooManyIsToldSo() throws {
        let client = try SandboxClient { $0.connectionLimits.connections = 16 }
        defer { client.server.stop() }
        var open: [Socket] = []
        for _ in 0..<100 { open.append(try Socket(port: client.server.port)) }
        // Whoever comes now is refused in words or closed; nobody waits.
        let late = try client.get("/info")
        #expect(late.status == 0 || late.status == 429 && late.code == 23003)
        for socket in open { socket.close() }
        var reply = late
        for _ in 0..<200 where reply.status != 200 {
            usleep(20_000)
            reply = try client.get("/info")
        }
        #expect(reply.status == 200)
    }

    @Test(arguments: 0..<4)
    func noBytesHarm(seed: UInt64) throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        var random = SeededGenerator(seed: seed)
        let seeds = [
            "GET /api/v1/orderBookOrders?market_id=0&limit=10 HTTP/1.1\r\nHost: a\r\nAuthorization: 1:2:3:4\r\n\r\n",
            "POST /api/v1/sendTx HTTP/1.1\r\nHost: a\r\n\(Self.form)Content-Length: 21\r\n\r\ntx_type=14&tx_info={}",
            "POST /api/v1/sendTxBatch HTTP/1.1\r\n\(Self.form)Content-Length: 33\r\n\r\ntx_types=[14]&tx_infos=[%22{}%22]",
            "POST /api/v1/sendTx HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\(Self.form)\r\n5\r\nabcde\r\n0\r\n\r\n",
            "GET /stream HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n\u{1}\u{5}hello",
            "POST /api/v1/sendTx HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 70\r\n\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"tx_type\"\r\n\r\n14\r\n--b--\r\n",
        ]
        for _ in 0..<150 {
            var bytes = Array(seeds.randomElement(using: &random)?.utf8 ?? "".utf8)
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                let place = Int.random(in: 0..<max(1, bytes.count), using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = .random(in: 0...255, using: &random)
                case 1: bytes.insert(.random(in: 0...255, using: &random), at: place)
                case 2: bytes.removeSubrange(place..<min(bytes.count, place + 5))
                default: bytes += bytes[place...]
                }
                if bytes.isEmpty { bytes = [0] }
            }
            let socket = try Socket(port: client.server.port)
            socket.send(bytes)
            if Bool.random(using: &random) {
                socket.endSending()
                let answer = String(decoding: socket.receiveAll(), as: UTF8.self)
                #expect(answer.isEmpty || answer.hasPrefix("HTTP/1."), "\(bytes)")
                socket.close()
            } else {
                socket.reset()
            }
        }
        #expect(try client.get("/info").status == 200)
        #expect(try client.nextNonce() == 0)
    }
}
