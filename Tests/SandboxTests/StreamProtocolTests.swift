import LighterJSON
import LighterSandbox
import LighterTransactions
import Testing

/// Whatever arrives, the venue answers as RFC 6455 and its own words have it, and goes on.
@Suite struct StreamProtocolTests {
    private typealias Frame = StreamClient.Frame

    @Test(arguments: [
        ("", 30000), ("{", 30000), ("[]", 30000), ("7", 30000), ("null", 30000), (#"{"type":"subscribe"}"#, 30005),
        ("{}", 30001), (#"{"type":7}"#, 30001), (#"{"type":"nonsense"}"#, 30001), (#"{"type":"unsubscribe"}"#, 30005),
        (#"{"type":"subscribe","channel":7}"#, 30005), (#"{"type":"subscribe","channel":""}"#, 30005),
        (#"{"type":"subscribe","channel":"order_book"}"#, 30005),
        (#"{"type":"subscribe","channel":"order_book:0"}"#, 30005),
        (#"{"type":"subscribe","channel":"order_book/0/0"}"#, 30005),
        (#"{"type":"subscribe","channel":"order_book/all"}"#, 30005),
        (#"{"type":"subscribe","channel":"order_book/77"}"#, 30005),
        (#"{"type":"subscribe","channel":"order_book/00"}"#, 30005),
        (#"{"type":"subscribe","channel":"order_book/-1"}"#, 30005),
        (#"{"type":"subscribe","channel":"order_book/99999999999999999999"}"#, 30005),
        (#"{"type":"subscribe","channel":"candle/0/1w"}"#, 30005),
        (#"{"type":"subscribe","channel":"market_stats/2048"}"#, 30005),
        (#"{"type":"subscribe","channel":"spot_market_stats/0"}"#, 30005),
        (#"{"type":"subscribe","channel":"nonsense/0"}"#, 30005),
        (#"{"type":"subscribe","channel":"account_all/4242"}"#, 30004),
        (#"{"type":"unsubscribe","channel":"order_book/0"}"#, 30002),
        (#"{"type":"jsonapi/sendtx"}"#, 30007), (#"{"type":"jsonapi/sendtxbatch","data":[]}"#, 30007),
    ])
    func nonsenseGetsItsCodeAndTheSocketStaysOpen(_ text: String, _ code: Int64) throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let stream = try StreamClient(port: client.server.port)
        stream.say(text)
        #expect(try stream.errorCode() == code)
        try stream.say(["type": "ping"])
        #expect(try stream.next() == ["type": "pong"])
    }

    @Test func subscribingTwiceIsRefusedAndLeavingAllowsItAgain() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let stream = try StreamClient(port: client.server.port)
        for _ in 0..<2 {
            try stream.subscribe("market_stats/all")
            _ = try stream.message("subscribed/market_stats")
            try stream.subscribe("market_stats/all")
            let error = try stream.message { $0["error"] != nil }["error"]
            #expect(error == ["code": 30003, "message": "Already Subscribed to : market_stats:all"])
            try stream.say(["type": "unsubscribe", "channel": "market_stats/all"])
            #expect(try stream.message("unsubscribed")["channel"] == "market_stats:all")
        }
        #expect(!stream.skipped.contains { $0["type"] == "subscribed/market_stats" })
    }

    /// A message may come in parts, with pings between them; each ping is answered with what it carried.
    @Test func fragmentsAndPingsAreTaken() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let stream = try StreamClient(port: client.server.port)
        let text = Array(#"{"type":"ping"}"#.utf8)
        stream.send(Frame(opcode: 1, isLast: false, payload: Array(text[..<5])))
        stream.send(Frame(opcode: 9, payload: [1, 2, 3]))
        stream.send(Frame(opcode: 0, isLast: false, payload: []))
        stream.send(Frame(opcode: 10, payload: []))
        for byte in text[5...] { stream.send(Frame(opcode: 0, isLast: false, payload: [byte])) }
        stream.send(Frame(opcode: 0, payload: []))
        #expect(stream.frame() == Frame(opcode: 10, payload: [1, 2, 3]))
        #expect(try stream.next() == ["type": "pong"])
    }

    @Test(
        arguments: [
            // Too large: by its length, in parts; no text; no mask; nobody's frames; parts out of turn; broken UTF-8.
            (StreamClient.bytes(of: .init(opcode: 1, payload: []), length: 1 << 40), 1009),
            (
                (0..<5).flatMap {
                    StreamClient.bytes(of: .init(opcode: $0 == 0 ? 1 : 0, isLast: false, payload: large))
                }, 1009
            ),
            (StreamClient.bytes(of: .init(opcode: 2, payload: [1])), 1003),
            (StreamClient.bytes(of: .init(opcode: 1, payload: [123, 125]), isMasked: false), 1002),
            (StreamClient.bytes(of: .init(opcode: 3, payload: [])), 1002),
            (StreamClient.bytes(of: .init(opcode: 0x41, payload: [123, 125])), 1002),
            (StreamClient.bytes(of: .init(opcode: 0, payload: [1])), 1002),
            (
                StreamClient.bytes(of: .init(opcode: 1, isLast: false, payload: [1]))
                    + StreamClient.bytes(of: .init(opcode: 1, payload: [1])), 1002
            ),
            (StreamClient.bytes(of: .init(opcode: 9, isLast: false, payload: [])), 1002),
            (StreamClient.bytes(of: .init(opcode: 9, payload: [UInt8](repeating: 1, count: 126))), 1002),
            (StreamClient.bytes(of: .init(opcode: 1, payload: [0x22, 0xFF, 0x22])), 1007),
            // Closing, properly and not.
            (StreamClient.bytes(of: .init(opcode: 8, payload: [])), 1000),
            (StreamClient.bytes(of: .init(opcode: 8, payload: [0x03, 0xE9, 0x62, 0x79, 0x65])), 1001),
            (StreamClient.bytes(of: .init(opcode: 8, payload: [0x03])), 1002),
            (StreamClient.bytes(of: .init(opcode: 8, payload: [0x03, 0xED])), 1002),
            (StreamClient.bytes(of: .init(opcode: 8, payload: [0x03, 0xE8, 0xFF])), 1007),
        ] as [([UInt8], Int)]
    )
    func aBadFrameEndsTheConnectionWithItsCode(_ bytes: [UInt8], _ code: Int) throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let stream = try StreamClient(port: client.server.port)
        try stream.subscribe("order_book/0")
        _ = try stream.message("subscribed/order_book")
        stream.socket.send(bytes)
        #expect(stream.closingCode() == code)
        #expect(stream.frame() == nil)
        let other = try StreamClient(port: client.server.port)
        try other.subscribe("order_book/0")
        _ = try other.message("subscribed/order_book")
    }

    private static let large = [UInt8](repeating: 32, count: 60_000)

    @Test(arguments: ["Upgrade: websocket\r\n", "Connection: Upgrade\r\n", "Sec-WebSocket-Version: 13\r\n"])
    func whatIsNoHandshakeGetsTheVenuesKindOfError(_ line: String) throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let reply = try client.exchange(StreamClient.handshake().replacing(line, with: ""), halfClose: true)
        #expect(reply.status == 400 && reply.code == 20001)
        #expect(try client.get("/").status == 200)
    }

    /// A connection that asked something by HTTP before may become a stream too.
    @Test func aConnectionThatIsKeptCanBecomeAStream() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let stream = try StreamClient(
            port: client.server.port,
            query: "?readonly=true",
            before: "GET /info HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
        )
        try stream.subscribe("height")
        _ = try stream.message("subscribed/height")
    }

    /// Clients that vanish, half-close or break off in the middle leave nothing behind that harms others.
    @Test func clientsMayVanish() throws {
        let client = try SandboxClient { $0.streamLimits.connectionsPerMinute = 1_000 }
        defer { client.server.stop() }
        for round in 0..<60 {
            let stream = try StreamClient(port: client.server.port)
            for channel in ["order_book/0", "trade/0", "account_all/\(client.account)", "height"] {
                try stream.subscribe(channel)
            }
            switch round % 4 {
            case 0: stream.socket.reset()
            case 1:
                stream.socket.endSending()
                #expect(stream.closingCode() == nil)
            case 2:
                stream.socket.send(Array(StreamClient.bytes(of: Frame(opcode: 1, payload: Self.large)).prefix(1_000)))
            default: stream.send(Frame(opcode: 8, payload: []))
            }
        }
        let stream = try StreamClient(port: client.server.port)
        try stream.subscribe("order_book/0")
        _ = try stream.message("subscribed/order_book")
        _ = try client.send(client.sign(client.order(1, .buy, 1_000, at: 220_000)))
        #expect(try stream.message("update/order_book")["order_book"]?["bids"]?.array?.count == 1)
    }

    /// Ending with the handshake, or in the middle of a frame, must not take the place of somebody else.
    @Test(arguments: [0, 100], ["", "\u{1}"])
    func aClientThatEndsWithItsHandshakeIsGone(_ requestsBefore: Int, _ after: String) throws {
        let client = try SandboxClient { $0.streamLimits.connections = 1 }
        defer { client.server.stop() }
        for _ in 0..<5 {
            let socket = try Socket(port: client.server.port)
            let requests = String(repeating: "GET /info HTTP/1.1\r\nHost: a\r\n\r\n", count: requestsBefore)
            socket.send(Array((requests + StreamClient.handshake() + after).utf8))
            socket.endSending()
            _ = socket.receiveAll()
            socket.close()
        }
        _ = try StreamClient(port: client.server.port)
    }

    @Test func whenTheVenueStopsItSaysSo() throws {
        let client = try SandboxClient()
        let stream = try StreamClient(port: client.server.port)
        client.server.stop()
        #expect(try stream.message("shutdown")["close_in_ms"]?.integer != nil)
        #expect(stream.closingCode() == 1001)
    }
}
