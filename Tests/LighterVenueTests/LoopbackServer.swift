import Foundation
import Synchronization

/// An HTTP server on a real socket of this machine that answers as it is told, also wrongly.
final class LoopbackServer: Sendable {
    struct Request: Sendable {
        var method = ""
        var target = ""
        var headers: [String: String] = [:]
        var body = ""
    }

    enum End: Sendable { case keepOpen, close, reset }

    enum Reply: Sendable {
        /// A well-formed answer; `Content-Length` is added.
        case answer(status: Int = 200, headers: [String] = [], body: [UInt8])
        /// These bytes, and then the end.
        case raw(String, End)
        case bytes([UInt8], End)
        /// No answer for as long as the server lives.
        case silence
    }

    private struct State {
        var requests: [Request] = []
        var connections: [Int32] = []
        var accepted = 0
        var isStopped = false
    }

    let port: UInt16
    var url: String { "http://127.0.0.1:\(port)" }
    var requests: [Request] { state.withLock { $0.requests } }
    var acceptedConnections: Int { state.withLock { $0.accepted } }

    private let listener: Int32
    private let state = Mutex(State())
    private let greeting: String
    private let isDeaf: Bool
    private let reply: @Sendable (Request, Int) -> Reply

    /// `reply` gets each request with its number, counted from 0. A greeting is sent before anything is read.
    /// A deaf server resets every connection and reads nothing.
    init(greeting: String = "", isDeaf: Bool = false, reply: @escaping @Sendable (Request, Int) -> Reply) throws {
        self.greeting = greeting
        self.isDeaf = isDeaf
        self.reply = reply
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = self.listener
        let isBound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 16) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRINUSE) }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [self] in acceptAll() }
    }

    convenience init(answering body: String, status: Int = 200, headers: [String] = []) throws {
        try self.init { _, _ in .answer(status: status, headers: headers, body: Array(body.utf8)) }
    }

    func stop() {
        state.withLock { state in
            state.isStopped = true
            for connection in state.connections { shutdown(connection, Int32(SHUT_RDWR)) }
        }
        shutdown(listener, Int32(SHUT_RDWR))
    }

    private func acceptAll() {
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { break }
            let isStopped = state.withLock { state in
                state.accepted += 1
                state.connections.append(connection)
                return state.isStopped
            }
            if isStopped { break }
            Thread.detachNewThread { [self] in serve(connection) }
        }
        close(listener)
    }

    private func serve(_ connection: Int32) {
        var buffer: [UInt8] = []
        defer { end(connection) }
        if isDeaf { return reset(connection) }
        send(Array(greeting.utf8), to: connection)
        while let headEnd = fill(&buffer, from: connection, until: { find("\r\n\r\n", in: $0) }) {
            var request = parse(buffer[..<headEnd])
            let bodyStart = headEnd + 4
            let length = request.headers["content-length"].flatMap(Int.init) ?? 0
            guard fill(&buffer, from: connection, until: { $0.count >= bodyStart + length ? 0 : nil }) != nil else {
                return
            }
            request.body = String(decoding: buffer[bodyStart..<bodyStart + length], as: UTF8.self)
            buffer.removeFirst(bodyStart + length)
            let number = state.withLock { state in
                state.requests.append(request)
                return state.requests.count - 1
            }
            switch reply(request, number) {
            case .answer(let status, let headers, let body):
                let lines = ["HTTP/1.1 \(status) Text", "Content-Length: \(body.count)"] + headers
                send(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body, to: connection)
            case .raw(let text, let ending):
                send(Array(text.utf8), to: connection)
                if ending == .reset { return reset(connection) }
                if ending == .close { return }
            case .bytes(let bytes, let ending):
                send(bytes, to: connection)
                if ending == .reset { return reset(connection) }
                if ending == .close { return }
            case .silence:
                var byte: UInt8 = 0
                while recv(connection, &byte, 1, 0) > 0 {}
                return
            }
        }
    }

    private func fill(_ buffer: inout [UInt8], from connection: Int32, until isDone: ([UInt8]) -> Int?) -> Int? {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            if let position = isDone(buffer) { return position }
            let count = recv(connection, &chunk, chunk.count, 0)
            guard count > 0 else { return nil }
            buffer += chunk[..<count]
        }
    }

    private func find(_ text: String, in bytes: [UInt8]) -> Int? {
        Data(bytes).range(of: Data(text.utf8))?.lowerBound
    }

    private func parse(_ head: ArraySlice<UInt8>) -> Request {
        let lines = String(decoding: head, as: UTF8.self).components(separatedBy: "\r\n")
        let words = lines[0].components(separatedBy: " ")
        var request = Request(method: words[0], target: words.count > 1 ? words[1] : "")
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            request.headers[line[..<colon].lowercased()] = line[colon...].dropFirst().trimmingCharacters(
                in: .whitespaces
            )
        }
        return request
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

    private func end(_ connection: Int32) {
        state.withLock { state in state.connections.removeAll { $0 == connection } }
        close(connection)
    }
}
