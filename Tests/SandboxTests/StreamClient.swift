import LighterJSON
import Testing

/// A plain client of the streams: RFC 6455 over a blocking socket.
final class StreamClient {
    struct Frame: Hashable {
        var opcode: UInt8
        var isLast = true
        var payload: [UInt8]

        /// The code of a closing frame.
        var closingCode: Int? {
            opcode == 8 && payload.count >= 2 ? Int(payload[0]) << 8 | Int(payload[1]) : nil
        }
    }

    /// What the venue answers other than letting the client in.
    struct NotLetIn: Error {
        let reply: String
    }

    struct SaidNothing: Error {
        /// What was said instead.
        let others: [String]
    }

    let socket: Socket
    private var received: [UInt8] = []
    /// Where in `received` the next frame begins.
    private var position = 0
    /// Messages that were read over.
    private(set) var skipped: [JSON] = []

    /// Connects and waits for the venue's first message.
    init(port: Int, query: String = "", before request: String = "") throws {
        socket = try Socket(port: port)
        if !request.isEmpty {
            socket.send(Array(request.utf8))
            _ = try head()
        }
        socket.send(Array((Self.handshake(query: query)).utf8))
        let head = try head()
        guard head.hasPrefix("HTTP/1.1 101") else {
            throw NotLetIn(reply: head + String(decoding: received[position...], as: UTF8.self))
        }
        // The key of RFC 6455, section 1.3, and what it is answered with.
        try #require(head.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="))
        let first = try message("connected")
        try #require(first["session_id"]?.string?.count == 36)
    }

    static func handshake(query: String = "") -> String {
        "GET /stream\(query) HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    }

    // MARK: Saying

    func say(_ text: String) { send(Frame(opcode: 1, payload: Array(text.utf8))) }

    func say(_ json: JSON) throws { say(try json.encoded()) }

    func subscribe(_ channel: String, token: String? = nil) throws {
        let auth: [(String, JSON)] = token.map { [("auth", .string($0))] } ?? []
        try say(.object(JSONObject([("type", "subscribe"), ("channel", .string(channel))] + auth)))
    }

    func send(_ frame: Frame, isMasked: Bool = true) { socket.send(Self.bytes(of: frame, isMasked: isMasked)) }

    /// A frame on the wire; its length may be a lie.
    static func bytes(of frame: Frame, isMasked: Bool = true, length: Int? = nil) -> [UInt8] {
        var bytes = [(frame.isLast ? 0x80 : 0) | frame.opcode]
        let mask: UInt8 = isMasked ? 0x80 : 0
        let length = length ?? frame.payload.count
        switch length {
        case ..<126: bytes.append(mask | UInt8(length))
        case ..<65_536: bytes += [mask | 126, UInt8(length >> 8), UInt8(length & 255)]
        default: bytes += [mask | 127] + (0..<8).map { UInt8(truncatingIfNeeded: length >> (56 - 8 * $0)) }
        }
        guard isMasked else { return bytes + frame.payload }
        let key: [UInt8] = [0x37, 0xFA, 0x21, 0x3D]
        return bytes + key + frame.payload.enumerated().map { $1 ^ key[$0 % 4] }
    }

    // MARK: Hearing

    /// The next frame; nil once the venue closed or was silent for five seconds.
    func frame() -> Frame? {
        guard let head = bytes(2) else { return nil }
        var length = Int(head[1] & 0x7F)
        if length >= 126 {
            guard let long = bytes(length == 126 ? 2 : 8) else { return nil }
            length = long.reduce(0) { $0 << 8 | Int($1) }
        }
        guard let payload = bytes(length) else { return nil }
        return Frame(opcode: head[0] & 0x0F, isLast: head[0] & 0x80 != 0, payload: payload)
    }

    /// The next message; nil as for ``frame()`` and for other frames than text.
    func next() throws -> JSON? {
        guard let frame = frame(), frame.opcode == 1 else { return nil }
        return try JSON.decode(frame.payload)
    }

    /// The next message that passes; others are in ``skipped``.
    func message(where passes: (JSON) -> Bool) throws -> JSON {
        for _ in 0..<10_000 {
            guard let message = try next() else { break }
            if passes(message) { return message }
            skipped.append(message)
        }
        throw SaidNothing(others: skipped.suffix(3).map { (try? $0.encoded()) ?? "" })
    }

    /// The next message of a type.
    func message(_ type: String) throws -> JSON { try message { $0["type"]?.string == type } }

    /// The code of the next error.
    func errorCode() throws -> Int64? { try message { $0["error"] != nil }["error"]?["code"]?.integer }

    /// The code of the closing frame that ends the connection.
    func closingCode() -> Int? {
        for _ in 0..<10_000 {
            guard let frame = frame() else { return nil }
            if frame.opcode == 8 { return frame.closingCode }
        }
        return nil
    }

    private func head() throws -> String {
        var head: [UInt8] = []
        while !head.suffix(4).elementsEqual(Array("\r\n\r\n".utf8)) {
            guard let byte = bytes(1) else { break }
            head += byte
        }
        let text = String(decoding: head, as: UTF8.self)
        for line in text.split(separator: "\r\n") where line.lowercased().hasPrefix("content-length:") {
            let body = bytes(Int(line.split(separator: ":")[1].filter { $0 != " " }) ?? 0) ?? []
            return text + String(decoding: body, as: UTF8.self)
        }
        return text
    }

    private func bytes(_ count: Int) -> [UInt8]? {
        while received.count - position < count {
            if position > 1 << 16 {
                received.removeFirst(position)
                position = 0
            }
            let more = socket.receive()
            guard !more.isEmpty else { return nil }
            received += more
        }
        defer { position += count }
        return Array(received[position..<position + count])
    }
}
