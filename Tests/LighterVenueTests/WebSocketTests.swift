import COpenSSL
import LighterJSON
import LighterStatus
import LighterTransactions
import Testing

@testable import LighterVenue

/// Streams, from servers that keep to the protocol and from such as do not.
@Suite struct WebSocketTests {
    /// A frame of a server's: not masked.
    private static func frame(_ opcode: UInt8, _ payload: [UInt8], isLast: Bool = true) -> [UInt8] {
        let head = (isLast ? 0x80 : 0) | opcode
        switch payload.count {
        case ..<126: return [head, UInt8(payload.count)] + payload
        case ..<65_536: return [head, 126, UInt8(payload.count >> 8), UInt8(payload.count & 255)] + payload
        default: return [head, 127] + (0..<8).reversed().map { UInt8((payload.count >> ($0 * 8)) & 255) } + payload
        }
    }

    private static func text(_ text: String, isLast: Bool = true) -> [UInt8] {
        frame(1, Array(text.utf8), isLast: isLast)
    }

    /// The yes to a handshake.
    private static func yes(to request: LoopbackServer.Request) -> String {
        let text = Array(((request.headers["sec-websocket-key"] ?? "") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8)
        var digest = [UInt8](repeating: 0, count: 20)
        SHA1(text, text.count, &digest)
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\n"
            + "Sec-WebSocket-Accept: \(Base64.encode(digest))\r\n\r\n"
    }

    /// Reads from a server that says yes and then these bytes, until it has so many messages.
    private static func read(_ bytes: [UInt8], _ ending: LoopbackServer.End = .keepOpen, count: Int) throws -> [String]
    {
        let server = try LoopbackServer { request, _ in .bytes(Array(yes(to: request).utf8) + bytes, ending) }
        defer { server.stop() }
        let socket = try WebSocket(
            to: BaseURL("\(server.url)/stream"),
            version: "1",
            deadline: .now + .seconds(10)
        )
        let request = try #require(server.requests.first)
        #expect(request.target == "/stream" && request.headers["host"] == "127.0.0.1:\(server.port)")
        #expect(request.headers["sec-websocket-version"] == "13")
        return try (0..<count).map { _ in try socket.next(deadline: .now + .seconds(5)) }
    }

    private static func failure(of body: () throws -> some Any) throws -> HTTPFailure? {
        do {
            _ = try body()
            return nil
        } catch let failure as HTTPFailure { return failure }
    }

    @Test func messagesComeWholeHoweverTheyAreSent() throws {
        let long = String(repeating: "0123456789", count: 10_000)
        let pieces =
            Self.text("one ", isLast: false) + Self.frame(9, [1, 2])
            + Self.frame(0, Array("piece ".utf8), isLast: false)
        let bytes =
            Self.text("first") + pieces + Self.frame(0, Array("by piece €".utf8)) + Self.text(long) + Self.text("")
        #expect(try Self.read(bytes, count: 4) == ["first", "one piece by piece €", long, ""])
    }

    struct Bad: Sendable {
        let bytes: [UInt8]
        var ending = LoopbackServer.End.keepOpen
        let reason: HTTPFailure.Reason
    }

    private static let bad: [Bad] = [
        Bad(bytes: frame(8, [0x03, 0xE9]), reason: .connectionLost),
        Bad(bytes: [], ending: .close, reason: .connectionLost),
        Bad(bytes: [0x81], ending: .reset, reason: .connectionLost),
        // Masked, of an unknown kind, with a reserved bit, no UTF-8, a piece of nothing, too long.
        Bad(bytes: [0x81, 0x81, 0, 0, 0, 0, 65], reason: .malformedReply),
        Bad(bytes: frame(3, [65]), reason: .malformedReply),
        Bad(bytes: [0xC1, 1, 65], reason: .malformedReply),
        Bad(bytes: frame(1, [0xFF, 0xFE]), reason: .malformedReply),
        Bad(bytes: frame(0, [65]), reason: .malformedReply),
        Bad(bytes: [0x81, 127, 0, 0, 0, 1, 0, 0, 0, 0, 65], reason: .malformedReply),
    ]

    @Test(arguments: bad.indices) func whatIsWrongEndsTheStream(_ place: Int) throws {
        let bad = Self.bad[place]
        let failure = try Self.failure { try Self.read(Self.text("good") + bad.bytes, bad.ending, count: 2) }
        #expect(failure?.reason == bad.reason, "\(String(describing: failure))")
    }

    @Test func aServerThatDoesNotShakeHands() throws {
        let answers = [
            "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n",
            "HTTP/1.1 200 OK\r\n\r\n", "\r\n\r\n",
        ]
        for answer in answers {
            let server = try LoopbackServer { _, _ in .raw(answer, .keepOpen) }
            defer { server.stop() }
            let failure = try Self.failure {
                try WebSocket(to: BaseURL(server.url), version: "1", deadline: .now + .seconds(5))
            }
            #expect(failure?.reason == .malformedReply, "\(answer)")
        }
        let silent = try LoopbackServer { _, _ in .silence }
        defer { silent.stop() }
        let late = try Self.failure {
            try WebSocket(to: BaseURL(silent.url), version: "1", deadline: .now + .milliseconds(200))
        }
        #expect(late?.reason == .timeout)
        let refused = try Self.failure {
            try WebSocket(to: BaseURL("http://127.0.0.1:9"), version: "1", deadline: .now + .seconds(5))
        }
        #expect(refused?.reason == .connect && refused?.reach == .notSent)
        let stopped = try Self.failure {
            try WebSocket(to: BaseURL(silent.url), version: "1", deadline: .now + .seconds(5), isInterrupted: { true })
        }
        #expect(stopped?.reason == .interrupted)
    }

    @Test func theVenuesWordsAreUnderstood() throws {
        let frames = ["connected", "ping", "subscribed/order_book"].map { Self.text(#"{"type":"\#($0)"}"#) }
        let error = Self.text(#"{"error":{"code":30005,"message":"Invalid Channel"}}"#)
        let server = try LoopbackServer { request, _ in
            .bytes(Array(Self.yes(to: request).utf8) + Array(frames.joined()) + error, .keepOpen)
        }
        defer { server.stop() }
        let deadline = ContinuousClock.now + .seconds(10)
        let stream = try VenueStream(at: BaseURL("\(server.url)/stream"), version: "1", deadline: deadline)
        try stream.subscribe("order_book/0", deadline: deadline)
        #expect(try stream.next(deadline: deadline).type == "subscribed/order_book")
        let failure = #expect(throws: Failure.self) { try stream.next(deadline: deadline) }
        #expect(failure?.venue?.code == 30_005 && failure?.message.contains("Invalid Channel") == true)
        let late = #expect(throws: Failure.self) { try stream.next(deadline: .now + .milliseconds(50)) }
        #expect(late?.code == "stream.timeout")
    }
}
