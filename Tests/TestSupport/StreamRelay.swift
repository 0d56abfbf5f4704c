import Foundation
import Synchronization

/// A network between a client and the streams of a venue on this machine, which loses what a test wants lost: messages of
/// the venue, and whole connections.
public final class StreamRelay: Sendable {
    /// What becomes of a message of the venue.
    public enum Fate: Sendable {
        case passed
        case lost
        /// The connection breaks before it.
        case cut
    }

    private struct State {
        var upstream: UInt16
        var pairs: [Int32: Int32] = [:]
        var connections = 0
        var isOpen = true
    }

    /// As a profile says it.
    public let url: String
    private let listener: Int32
    private let state: Mutex<State>
    private let fate: @Sendable (String) -> Fate

    /// - Parameters:
    ///   - upstream: the port of the venue.
    ///   - fate: what becomes of each message of the venue.
    public init(to upstream: UInt16, fate: @escaping @Sendable (String) -> Fate = { _ in .passed }) throws {
        state = Mutex(State(upstream: upstream))
        self.fate = fate
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        var address = StreamRelay.loopback(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 16) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRINUSE) }
        url = "ws://127.0.0.1:\(UInt16(bigEndian: address.sin_port))/stream"
        Thread.detachNewThread { [self] in acceptAll() }
    }

    /// How many connections were made so far.
    public var connections: Int { state.withLock(\.connections) }

    /// Breaks all connections.
    public func cut() {
        state.withLock { state in
            for (client, venue) in state.pairs {
                shutdown(client, Int32(SHUT_RDWR))
                shutdown(venue, Int32(SHUT_RDWR))
            }
        }
    }

    /// From now on connections break as soon as they are made.
    public func close() {
        state.withLock { $0.isOpen = false }
        cut()
    }

    /// From now on connections are made to another venue.
    public func open(to upstream: UInt16) { state.withLock { ($0.upstream, $0.isOpen) = (upstream, true) } }

    public func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        cut()
    }

    private func acceptAll() {
        while true {
            let client = accept(listener, nil, nil)
            guard client >= 0 else { break }
            Thread.detachNewThread { [self] in serve(client) }
        }
        Glibc.close(listener)
    }

    private func serve(_ client: Int32) {
        let venue = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer {
            Glibc.close(client)
            Glibc.close(venue)
        }
        let upstream: UInt16? = state.withLock { state in
            state.connections += 1
            return state.isOpen ? state.upstream : nil
        }
        guard let upstream else { return }
        var address = StreamRelay.loopback(upstream)
        let isConnected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(venue, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else { return }
        state.withLock { $0.pairs[client] = venue }
        let isOver = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            while let bytes = StreamRelay.receive(client) { StreamRelay.send(bytes[...], to: venue) }
            shutdown(venue, Int32(SHUT_RDWR))
            isOver.signal()
        }
        passOn(from: venue, to: client)
        shutdown(client, Int32(SHUT_RDWR))
        shutdown(venue, Int32(SHUT_RDWR))
        isOver.wait()
        state.withLock { $0.pairs[client] = nil }
    }

    /// The answer to the handshake as it is, then frame by frame.
    private func passOn(from venue: Int32, to client: Int32) {
        var bytes: [UInt8] = []
        var hasHead = false
        while let more = StreamRelay.receive(venue) {
            bytes += more
            if !hasHead {
                guard let end = Data(bytes).range(of: Data("\r\n\r\n".utf8))?.upperBound else { continue }
                hasHead = true
                StreamRelay.send(bytes[..<end], to: client)
                bytes.removeFirst(end)
            }
            while let (frame, payload) = StreamRelay.frame(bytes) {
                switch fate(String(decoding: bytes[payload], as: UTF8.self)) {
                case .passed: StreamRelay.send(bytes[..<frame], to: client)
                case .lost: break
                case .cut: return
                }
                bytes.removeFirst(frame)
            }
        }
    }

    /// Where the first frame ends and where its payload is; nil where it is not complete. Venues do not mask.
    private static func frame(_ bytes: [UInt8]) -> (end: Int, payload: Range<Int>)? {
        guard bytes.count >= 2 else { return nil }
        let short = Int(bytes[1] & 0x7F)
        let extra = short == 126 ? 2 : short == 127 ? 8 : 0
        guard bytes.count >= 2 + extra else { return nil }
        let length = extra == 0 ? short : bytes[2..<(2 + extra)].reduce(0) { $0 << 8 | Int($1) }
        let end = 2 + extra + length
        return bytes.count >= end ? (end, (2 + extra)..<end) : nil
    }

    private static func receive(_ descriptor: Int32) -> [UInt8]? {
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        let count = recv(descriptor, &chunk, chunk.count, 0)
        return count > 0 ? Array(chunk[..<count]) : nil
    }

    private static func send(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    private static func loopback(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = port.bigEndian
        return address
    }
}
