import Glibc

/// A connection to the sandbox that stays open for many requests.
struct Connection {
    struct Broken: Error {}

    private let descriptor: Int32

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Broken() }
        var atOnce: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &atOnce, 4)
    }

    /// Sends a request and waits for the whole answer; true when it is a 200.
    func exchange(_ request: [UInt8]) throws -> Bool {
        var sent = 0
        while sent < request.count {
            let count = request[sent...].withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Broken() }
            sent += count
        }
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { throw Broken() }
            received += buffer.prefix(count)
            if let whole = Self.length(of: received), received.count >= whole {
                return received.starts(with: Array("HTTP/1.1 200".utf8))
            }
        }
    }

    /// How long an answer is, as soon as its head is there.
    private static func length(of received: [UInt8]) -> Int? {
        let text = String(decoding: received.prefix(1_024), as: UTF8.self)
        guard let end = text.firstRange(of: "\r\n\r\n"), let name = text.firstRange(of: "content-length: ") else {
            return nil
        }
        let digits = text[name.upperBound...].prefix { $0.isNumber }
        return Int(digits).map { text.utf8.distance(from: text.startIndex, to: end.upperBound) + $0 }
    }

    func end() { close(descriptor) }
}
