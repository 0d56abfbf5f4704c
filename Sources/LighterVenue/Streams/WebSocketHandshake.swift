import COpenSSL
import LighterTransactions

/// The request that makes a connection a WebSocket's, and its answer (RFC 6455, section 4).
struct WebSocketHandshake {
    /// The largest answer taken.
    private static let answerLimit = 64 << 10

    private let key: String
    private let base: BaseURL
    private let userAgent: String

    /// - Parameter base: where the streams are, with their path.
    init(_ base: BaseURL, userAgent: String) {
        self.base = base
        self.userAgent = userAgent
        var generator = SystemRandomNumberGenerator()
        key = Base64.encode((0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }

    var request: [UInt8] {
        let lines = [
            "GET \(base.path.isEmpty ? "/" : base.path) HTTP/1.1",
            "Host: \(base.host)\(base.port.map { ":\($0)" } ?? "")",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Key: \(key)",
            "Sec-WebSocket-Version: 13",
            "User-Agent: \(userAgent)",
        ]
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }

    /// Reads the answer.
    ///
    /// - Returns: how long it is, in bytes; nil where it is not complete.
    /// - Throws: ``HTTPFailure`` for an answer that is no yes.
    func check(_ bytes: [UInt8]) throws(HTTPFailure) -> Int? {
        guard let end = WebSocketHandshake.end(of: bytes) else {
            guard bytes.count <= WebSocketHandshake.answerLimit else {
                throw HTTPFailure(.tooLarge, .maybeSent, "the answer to the handshake has no end")
            }
            return nil
        }
        let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
        let words = lines.first?.split(separator: " ", maxSplits: 2) ?? []
        guard words.count > 1, words[0] == "HTTP/1.1", words[1] == "101" else {
            throw HTTPFailure(
                .malformedReply,
                .maybeSent,
                "the server answered \"\(lines.first?.prefix(80) ?? "")\" to the handshake",
                status: words.count > 1 ? Int(words[1]) : nil
            )
        }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { continue }
            headers[parts[0].lowercased()] = parts[1].trimmed
        }
        guard headers["upgrade"]?.lowercased() == "websocket",
            headers["connection"]?.lowercased().split(separator: ",").contains(where: { $0.trimmed == "upgrade" })
                == true,
            headers["sec-websocket-accept"] == accept
        else { throw refused("the server's answer to the handshake does not fit it") }
        guard headers["sec-websocket-extensions"] == nil, headers["sec-websocket-protocol"] == nil else {
            throw refused("the server chose an extension that nobody offered")
        }
        return end
    }

    /// What shows that the server read the key.
    private var accept: String {
        let text = Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8)
        var digest = [UInt8](repeating: 0, count: Int(SHA_DIGEST_LENGTH))
        SHA1(text, text.count, &digest)
        return Base64.encode(digest)
    }

    /// Behind the empty line.
    private static func end(of bytes: [UInt8]) -> Int? {
        let mark = Array("\r\n\r\n".utf8)
        guard bytes.count >= mark.count else { return nil }
        for start in 0...(bytes.count - mark.count) where bytes[start..<start + mark.count].elementsEqual(mark) {
            return start + mark.count
        }
        return nil
    }

    private func refused(_ reason: String) -> HTTPFailure { HTTPFailure(.malformedReply, .maybeSent, reason) }
}

extension Substring {
    /// Without blanks at its ends.
    fileprivate var trimmed: String {
        let start = drop { $0 == " " || $0 == "\t" }
        let end = start.lastIndex { $0 != " " && $0 != "\t" }
        return end.map { String(start[...$0]) } ?? ""
    }
}
