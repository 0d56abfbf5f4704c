import Foundation
import Synchronization

/// A venue on a real socket of this machine that answers as a test tells it, or passes on to a sandbox.
final class StandInVenue: Sendable {
    struct Request: Sendable {
        let bytes: [UInt8]
        /// `sendTx`, `nextNonce`, …
        let endpoint: String
        let query: String
        let body: String
    }

    enum Reply: Sendable {
        /// An answer; an empty text stands for no body.
        case answer(Int, String, headers: [String] = [])
        /// What the venue behind this one answers.
        case passOn
        /// The venue behind gets the request twice, as from a network that repeats it; the second answer is passed back.
        case passOnTwice
        /// The venue behind gets the request; its answer is thrown away and the connection reset.
        case passOnAndReset
        /// The venue behind gets the request; its answer is thrown away, and the client waits.
        case passOnAndSilence
        /// The connection is reset.
        case reset
        /// No answer, for as long as the client waits.
        case silence
    }

    private struct State {
        var requests: [Request] = []
        var connections: Set<Int32> = []
    }

    let url: String
    private let listener: Int32
    private let state = Mutex(State())
    private let upstream: UInt16
    private let reply: @Sendable (Request) -> Reply

    /// - Parameters:
    ///   - upstream: the address of the venue behind; nil where nothing is passed on.
    ///   - reply: what to do with a request.
    init(before upstream: String? = nil, reply: @escaping @Sendable (Request) -> Reply) throws {
        self.upstream = upstream.flatMap { URL(string: $0)?.port }.map(UInt16.init) ?? 0
        self.reply = reply
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = loopback(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = self.listener
        let isBound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 64) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRINUSE) }
        url = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
        Thread.detachNewThread { [self] in acceptAll() }
    }

    /// Ends it: no connection is taken any more, and those that are open break.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        state.withLock { state in
            for connection in state.connections { shutdown(connection, Int32(SHUT_RDWR)) }
        }
    }

    /// The requests for an endpoint so far.
    func requests(_ endpoint: String) -> [Request] {
        state.withLock { $0.requests.filter { $0.endpoint == endpoint } }
    }

    /// All requests so far.
    var count: Int { state.withLock { $0.requests.count } }

    private func acceptAll() {
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { break }
            state.withLock { state in _ = state.connections.insert(connection) }
            Thread.detachNewThread { [self] in
                serve(connection)
                state.withLock { state in _ = state.connections.remove(connection) }
                close(connection)
            }
        }
        close(listener)
    }

    /// One request a connection.
    private func serve(_ connection: Int32) {
        guard let request = readRequest(connection) else { return }
        state.withLock { $0.requests.append(request) }
        switch reply(request) {
        case .answer(let status, let body, let headers):
            let lines =
                ["HTTP/1.1 \(status) Text", "Content-Length: \(body.utf8.count)", "Connection: close"] + headers
            send(Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8), to: connection)
        case .passOn: send(passOn(request), to: connection)
        case .passOnTwice:
            _ = passOn(request)
            send(passOn(request), to: connection)
        case .passOnAndReset:
            _ = passOn(request)
            reset(connection)
        case .reset: reset(connection)
        case .passOnAndSilence:
            _ = passOn(request)
            waitForEnd(of: connection)
        case .silence: waitForEnd(of: connection)
        }
    }

    private func waitForEnd(of connection: Int32) {
        var byte: UInt8 = 0
        while recv(connection, &byte, 1, 0) > 0 {}
    }

    /// The whole answer of the venue behind.
    private func passOn(_ request: Request) -> [UInt8] {
        let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(connection) }
        var address = loopback(port: upstream)
        let isOpen = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isOpen, let lineEnd = find("\r\n", in: request.bytes) else { return [] }
        send(
            request.bytes[..<lineEnd] + Array("\r\nConnection: close".utf8) + request.bytes[lineEnd...],
            to: connection
        )
        var answer: [UInt8] = []
        while let part = receive(connection) { answer += part }
        return answer
    }

    private func readRequest(_ connection: Int32) -> Request? {
        var bytes: [UInt8] = []
        while true {
            if let headEnd = find("\r\n\r\n", in: bytes) {
                let head = String(decoding: bytes[..<headEnd], as: UTF8.self)
                let length = head.lowercased().split(separator: "\r\n")
                    .first { $0.hasPrefix("content-length:") }
                    .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) }
                let end = headEnd + 4 + (length ?? 0)
                if bytes.count >= end {
                    return request(head, bytes, String(decoding: bytes[(headEnd + 4)...], as: UTF8.self))
                }
            }
            guard let part = receive(connection) else { return nil }
            bytes += part
        }
    }

    private func request(_ head: String, _ bytes: [UInt8], _ body: String) -> Request {
        let words = head.split(separator: " ", maxSplits: 2)
        let target = (words.count > 1 ? words[1] : "").split(separator: "?", maxSplits: 1)
        let endpoint = target.first?.split(separator: "/").last.map(String.init) ?? ""
        return Request(bytes: bytes, endpoint: endpoint, query: target.count > 1 ? String(target[1]) : "", body: body)
    }

    private func receive(_ connection: Int32) -> [UInt8]? {
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        let count = recv(connection, &chunk, chunk.count, 0)
        return count > 0 ? Array(chunk[..<count]) : nil
    }

    private func send(_ bytes: [UInt8], to connection: Int32) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(connection, $0.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            sent += count
        }
    }

    private func reset(_ connection: Int32) {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
    }

    private func find(_ text: String, in bytes: [UInt8]) -> Int? {
        Data(bytes).range(of: Data(text.utf8))?.lowerBound
    }
}

private func loopback(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    address.sin_port = port.bigEndian
    return address
}
