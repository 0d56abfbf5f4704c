import CWslay

/// A WebSocket of text messages (RFC 6455): the connection is libcurl's, the frames are wslay's. Pings are answered, pieces
/// are put together, what is not UTF-8 ends it. It belongs to one thread.
public final class WebSocket {
    /// The longest message taken: 16 MiB.
    public static let messageLimit: UInt64 = 16 << 20

    private let socket: StreamSocket
    private var context: wslay_event_context_ptr?
    /// What came together with the answer to the handshake.
    private var early: [UInt8] = []
    private var messages: [String] = []
    /// How long those are, in bytes.
    private var waitingSize = 0
    /// With so much waiting for whoever reads, in messages or bytes, no more is taken from the connection: a server that is
    /// faster than its reader is held back, and no memory grows.
    private static let waitingLimit = (count: 256, size: 1 << 20)
    /// Why nothing more comes.
    private var end: HTTPFailure?

    /// Connects, and makes the connection a WebSocket's.
    ///
    /// - Parameters:
    ///   - base: where it is, its path included; `https` for `wss`.
    ///   - deadline: when to give up, on the monotonic clock.
    ///   - isInterrupted: asked while something is waited for; true ends the wait.
    /// - Throws: ``HTTPFailure``.
    public init(
        to base: BaseURL,
        version: String,
        deadline: ContinuousClock.Instant,
        isInterrupted: @escaping () -> Bool = { false }
    ) throws(HTTPFailure) {
        if let problem = cwslay_load() { throw HTTPFailure(.library, .notSent, String(cString: problem)) }
        socket = try StreamSocket(to: base, deadline: deadline, isInterrupted: isInterrupted)
        try shakeHands(WebSocketHandshake(base, userAgent: "lighter/" + version), deadline)
        var callbacks = wslay_event_callbacks()
        callbacks.recv_callback = { context, buffer, count, _, owner in
            WebSocket.from(owner)?.receive(UnsafeMutableRawBufferPointer(start: buffer, count: count), context) ?? -1
        }
        callbacks.send_callback = { context, bytes, count, _, owner in
            WebSocket.from(owner)?.send(UnsafeRawBufferPointer(start: bytes, count: count), context) ?? -1
        }
        callbacks.genmask_callback = { _, buffer, count, _ in
            var generator = SystemRandomNumberGenerator()
            for place in 0..<count { buffer?[place] = UInt8.random(in: .min ... .max, using: &generator) }
            return 0
        }
        callbacks.on_msg_recv_callback = { _, message, owner in
            if let message { WebSocket.from(owner)?.take(message.pointee) }
        }
        guard cwslay_client_init(&context, &callbacks, Unmanaged.passUnretained(self).toOpaque()) == 0, let context
        else { throw HTTPFailure(.library, .notSent, "wslay has no memory") }
        cwslay_limit_messages(context, WebSocket.messageLimit)
    }

    deinit {
        guard let context else { return }
        // As much of a farewell as goes at once.
        _ = cwslay_queue_close(context, UInt16(WSLAY_CODE_NORMAL_CLOSURE.rawValue))
        _ = cwslay_send(context)
        cwslay_free(context)
    }

    private func shakeHands(
        _ handshake: WebSocketHandshake,
        _ deadline: ContinuousClock.Instant
    ) throws(HTTPFailure) {
        var left = handshake.request[...]
        while !left.isEmpty {
            let sent = try Result { try left.withUnsafeBytes { try socket.send($0) } }.mapError(HTTPFailure.from).get()
            if let sent {
                left = left.dropFirst(sent)
            } else {
                try socket.wait(untilWritable: true, deadline: deadline)
            }
        }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = try Result { try buffer.withUnsafeMutableBytes { try socket.receive(into: $0) } }
                .mapError(HTTPFailure.from).get()
            guard let count else {
                try socket.wait(deadline: deadline)
                continue
            }
            answer += buffer[..<count]
            if let end = try handshake.check(answer) {
                early = Array(answer[end...])
                return
            }
        }
    }

    /// Sends a message.
    ///
    /// - Throws: ``HTTPFailure``.
    public func send(_ text: String, deadline: ContinuousClock.Instant) throws(HTTPFailure) {
        guard let context else { return }
        let bytes = Array(text.utf8)
        let code = bytes.withUnsafeBufferPointer { buffer in
            var message = wslay_event_msg(
                opcode: UInt8(WSLAY_TEXT_FRAME.rawValue),
                msg: buffer.baseAddress,
                msg_length: buffer.count
            )
            return cwslay_queue(context, &message)
        }
        guard code == 0 else { throw end ?? HTTPFailure(.connectionLost, .notSent, "the stream is over") }
        try flush(context, deadline)
    }

    /// The next message, waited for until a deadline.
    ///
    /// - Throws: ``HTTPFailure``; one of reason ``HTTPFailure/Reason/timeout`` leaves the stream as it is.
    public func next(deadline: ContinuousClock.Instant) throws(HTTPFailure) -> String {
        guard let context else { throw HTTPFailure(.library, .notSent, "wslay has no memory") }
        while messages.isEmpty {
            if let end { throw end }
            let code = cwslay_receive(context)
            // A ping is answered, a close is returned.
            try flush(context, deadline)
            guard messages.isEmpty else { break }
            if let end { throw end }
            guard code == 0, cwslay_wants_to_receive(context) else {
                throw HTTPFailure(.malformedReply, .maybeSent, "the server does not keep to the WebSocket protocol")
            }
            if early.isEmpty { try socket.wait(deadline: deadline) }
        }
        let message = messages.removeFirst()
        waitingSize -= message.utf8.count
        return message
    }

    private func flush(_ context: wslay_event_context_ptr, _ deadline: ContinuousClock.Instant) throws(HTTPFailure) {
        while cwslay_wants_to_send(context) {
            guard cwslay_send(context) == 0 else { throw end ?? HTTPFailure(.connectionLost, .maybeSent, "it broke") }
            if cwslay_wants_to_send(context) { try socket.wait(untilWritable: true, deadline: deadline) }
        }
    }
}

/// What wslay calls.
extension WebSocket {
    private static func from(_ owner: UnsafeMutableRawPointer?) -> WebSocket? {
        owner.map { Unmanaged<WebSocket>.fromOpaque($0).takeUnretainedValue() }
    }

    private func receive(_ buffer: UnsafeMutableRawBufferPointer, _ context: wslay_event_context_ptr?) -> Int {
        guard messages.count < WebSocket.waitingLimit.count, waitingSize < WebSocket.waitingLimit.size else {
            if let context { cwslay_set_error(context, WSLAY_ERR_WOULDBLOCK.rawValue) }
            return -1
        }
        if !early.isEmpty {
            let count = min(buffer.count, early.count)
            buffer.copyBytes(from: early[..<count])
            early.removeFirst(count)
            return count
        }
        return carry(context) { () throws(HTTPFailure) in try socket.receive(into: buffer) }
    }

    private func send(_ bytes: UnsafeRawBufferPointer, _ context: wslay_event_context_ptr?) -> Int {
        carry(context) { () throws(HTTPFailure) in try socket.send(bytes) }
    }

    private func carry(_ context: wslay_event_context_ptr?, _ work: () throws(HTTPFailure) -> Int?) -> Int {
        do throws(HTTPFailure) {
            if let count = try work() { return count }
            if let context { cwslay_set_error(context, WSLAY_ERR_WOULDBLOCK.rawValue) }
        } catch {
            end = end ?? error
            if let context { cwslay_set_error(context, WSLAY_ERR_CALLBACK_FAILURE.rawValue) }
        }
        return -1
    }

    private func take(_ message: wslay_event_on_msg_recv_arg) {
        switch UInt32(message.opcode) {
        case WSLAY_TEXT_FRAME.rawValue:
            let text = String(
                decoding: UnsafeBufferPointer(start: message.msg, count: message.msg_length),
                as: UTF8.self
            )
            messages.append(text)
            waitingSize += text.utf8.count
        case WSLAY_CONNECTION_CLOSE.rawValue:
            end = HTTPFailure(.connectionLost, .maybeSent, "the server closed the stream (code \(message.status_code))")
        default: break
        }
    }
}

extension HTTPFailure {
    /// What is thrown through a closure that does not say what it throws.
    fileprivate static func from(_ error: any Error) -> HTTPFailure {
        (error as? HTTPFailure) ?? HTTPFailure(.library, .maybeSent, "\(error)")
    }
}
