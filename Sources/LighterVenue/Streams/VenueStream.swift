import LighterJSON
import LighterStatus

/// The venue's streams over one connection (api.md, section 10). It belongs to one thread.
public final class VenueStream {
    /// One message.
    public struct Message: Sendable {
        /// `subscribed/order_book`, `update/trade`, `pong`, …
        public let type: String
        /// `order_book:0`; empty where it is about no channel.
        public let channel: String
        public let object: JSONObject

        public init(_ object: JSONObject) {
            type = object["type"]?.string ?? ""
            channel = object["channel"]?.string ?? ""
            self.object = object
        }

        /// When the venue sent it, in milliseconds since the Unix epoch, where it says so.
        public var time: Int64? { try? JSONReader(.object(object)).time("timestamp") }
    }

    private let socket: WebSocket
    private let base: BaseURL

    /// Connects, and waits until the venue says that it is there.
    ///
    /// - Parameters:
    ///   - base: where the streams are, their path included; `https` for `wss`.
    ///   - deadline: when to give up, on the monotonic clock.
    /// - Throws: ``Failure``.
    public init(
        at base: BaseURL,
        version: String,
        deadline: ContinuousClock.Instant,
        isInterrupted: @escaping () -> Bool = { false }
    ) throws(Failure) {
        self.base = base
        do {
            socket = try WebSocket(to: base, version: version, deadline: deadline, isInterrupted: isInterrupted)
        } catch { throw Failure(stream: error, at: base) }
        while try next(deadline: deadline).type != "connected" {}
    }

    /// Asks for a channel: `order_book/0`. The first answer is `subscribed/order_book`.
    ///
    /// - Parameter token: of a channel that is not for everybody.
    /// - Throws: ``Failure``.
    public func subscribe(
        _ channel: String,
        token: String? = nil,
        deadline: ContinuousClock.Instant
    ) throws(Failure) {
        var request: JSONObject = ["type": "subscribe", "channel": .string(channel)]
        if let token { request["auth"] = .string(token) }
        try send(.object(request), deadline)
    }

    /// Asks for no more of a channel. A subscription that follows begins anew.
    ///
    /// - Throws: ``Failure``.
    public func unsubscribe(_ channel: String, deadline: ContinuousClock.Instant) throws(Failure) {
        try send(["type": "unsubscribe", "channel": .string(channel)], deadline)
    }

    /// Asks for a sign of life, which is a message of type `pong`.
    ///
    /// - Throws: ``Failure``.
    public func ping(deadline: ContinuousClock.Instant) throws(Failure) { try send(["type": "ping"], deadline) }

    /// The next message, waited for until a deadline. The venue's own pings are answered.
    ///
    /// - Throws: ``Failure``, also for an error that the venue tells.
    public func next(deadline: ContinuousClock.Instant) throws(Failure) -> Message {
        guard let message = try next(until: deadline) else {
            throw Failure(stream: HTTPFailure(.timeout, .maybeSent, "nothing came in time"), at: base)
        }
        return message
    }

    /// The next message; nil where none came until some time. The venue's own pings are answered.
    ///
    /// - Throws: ``Failure``, also for an error that the venue tells.
    public func next(until end: ContinuousClock.Instant) throws(Failure) -> Message? {
        while let object = try read(until: end) {
            let message = Message(object)
            if let error = object["error"]?.object ?? (message.type == "error" ? object : nil) {
                let code = error["code"]?.integer.map { Int(clamping: $0) }
                throw Failure.venue(http: nil, code: code, message: error["message"]?.string, isSend: false)
            }
            guard message.type == "ping" else { return message }
            try send(["type": "pong"], max(end, .now + VenueStream.patience))
        }
        return nil
    }

    /// How long an answer to a ping may take to leave.
    private static let patience = Duration.seconds(5)

    private func read(until end: ContinuousClock.Instant) throws(Failure) -> JSONObject? {
        let text: String
        do { text = try socket.next(deadline: end) } catch {
            guard error.reason != .timeout else { return nil }
            throw Failure(stream: error, at: base)
        }
        guard let object = try? JSON.decode(text, duplicateKeys: .lastHolds).object else {
            throw Failure(
                "stream.unreadable",
                .protocol,
                "the venue sent over its stream what is no JSON object: \(sanitized(text, limit: 80))"
            )
        }
        return object
    }

    private func send(_ object: JSON, _ deadline: ContinuousClock.Instant) throws(Failure) {
        do { try socket.send(try object.encoded(), deadline: deadline) } catch let error as HTTPFailure {
            throw Failure(stream: error, at: base)
        } catch { throw Failure("stream.unencodable", .internal, "a message cannot be written: \(error)") }
    }
}
