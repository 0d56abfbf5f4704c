import CCurl
import Glibc

/// A connection that carries bytes both ways: TCP, and TLS where the address says so, made as requests make theirs.
final class StreamSocket {
    private let handle: CurlHandle
    private let descriptor: Int32
    private let isInterrupted: () -> Bool

    /// How often whether a person wants to stop is looked at while nothing comes.
    private static let pause: Duration = .milliseconds(200)

    /// - Parameters:
    ///   - deadline: when to give up connecting, on the monotonic clock.
    ///   - isInterrupted: asked while it waits; true ends the wait.
    init(
        to base: BaseURL,
        deadline: ContinuousClock.Instant,
        isInterrupted: @escaping () -> Bool
    ) throws(HTTPFailure) {
        let remaining = ContinuousClock.now.duration(to: deadline).milliseconds
        guard remaining > 0 else { throw HTTPFailure(.timeout, .notSent, "no time left to connect") }
        let handle = try CurlHandle()
        self.handle = handle
        self.isInterrupted = isInterrupted
        let transfer = HTTPTransfer(body: [], responseLimit: 0, isInterrupted: isInterrupted)
        try handle.prepareConnection(to: base, "/")
        try handle.set(CURLOPT_CONNECT_ONLY, 1)
        // A stream begins as HTTP/1.1.
        try handle.set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
        try handle.set(CURLOPT_TIMEOUT_MS, Int(min(remaining, Int64(Int32.max))))
        try handle.set(CURLOPT_XFERINFODATA, Unmanaged.passUnretained(transfer).toOpaque())
        try handle.set(CURLOPT_NOPROGRESS, 0)
        try handle.check(ccurl_setopt_progress_function(handle.pointer, HTTPTransfer.progress))
        let code = withExtendedLifetime(transfer) { handle.perform() }
        guard code == CURLE_OK else { throw StreamSocket.broken(code, .notSent, handle) }
        // The transfer is gone when the socket is used.
        try handle.set(CURLOPT_NOPROGRESS, 1)
        guard let socket = handle.socket else { throw HTTPFailure(.library, .notSent, "libcurl shows no socket") }
        descriptor = socket
    }

    /// Reads what is there.
    ///
    /// - Returns: how many bytes; nil where none are there now.
    func receive(into buffer: UnsafeMutableRawBufferPointer) throws(HTTPFailure) -> Int? {
        guard let start = buffer.baseAddress, !buffer.isEmpty else { return nil }
        var count = 0
        let code = ccurl_easy_recv(handle.pointer, start, buffer.count, &count)
        if code == CURLE_AGAIN { return nil }
        guard code == CURLE_OK else { throw StreamSocket.broken(code, .maybeSent, handle) }
        guard count > 0 else { throw HTTPFailure(.connectionLost, .maybeSent, "the server closed the connection") }
        return count
    }

    /// Writes as much as goes now.
    ///
    /// - Returns: how many bytes; nil where none go now.
    func send(_ bytes: UnsafeRawBufferPointer) throws(HTTPFailure) -> Int? {
        guard let start = bytes.baseAddress, !bytes.isEmpty else { return 0 }
        var count = 0
        let code = ccurl_easy_send(handle.pointer, start, bytes.count, &count)
        if code == CURLE_AGAIN { return nil }
        guard code == CURLE_OK else { throw StreamSocket.broken(code, .maybeSent, handle) }
        return count
    }

    /// Waits until bytes can be read, or written where that is wanted.
    func wait(untilWritable: Bool = false, deadline: ContinuousClock.Instant) throws(HTTPFailure) {
        while true {
            guard !isInterrupted() else { throw HTTPFailure(.interrupted, .maybeSent, "interrupted") }
            let remaining = ContinuousClock.now.duration(to: deadline)
            guard remaining > .zero else { throw HTTPFailure(.timeout, .maybeSent, "nothing came in time") }
            let events = Int16(POLLIN) | (untilWritable ? Int16(POLLOUT) : 0)
            var entry = pollfd(fd: descriptor, events: events, revents: 0)
            let ready = poll(&entry, 1, Int32(min(remaining, StreamSocket.pause).milliseconds))
            if ready > 0 { return }
            guard ready == 0 || errno == EINTR else {
                throw HTTPFailure(.connectionLost, .maybeSent, String(cString: strerror(errno)))
            }
        }
    }

    private static func broken(_ code: CURLcode, _ reach: HTTPFailure.Reach, _ handle: CurlHandle) -> HTTPFailure {
        HTTPFailure(HTTPFailure.Reason(code), reach, handle.detail(of: code))
    }
}
