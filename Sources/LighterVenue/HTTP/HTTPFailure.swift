/// Why there is no answer to a request, and whether the request may have arrived.
public struct HTTPFailure: Error, Hashable, Sendable {
    /// How far the request got. When in doubt it may have been sent.
    public enum Reach: Hashable, Sendable {
        /// What the request carries never left: no one can have acted on it.
        case notSent
        /// Some or all of it may have left: someone may have acted on it.
        case maybeSent
    }

    public enum Reason: Hashable, Sendable {
        /// The request cannot be put as HTTP, such as a token with a line break.
        case invalidRequest
        /// libcurl is missing, too old or lacks an option.
        case library
        case nameLookup
        /// Refused, unreachable, or no answer within the time to connect.
        case connect
        case tls
        case proxy
        /// The deadline passed.
        case timeout
        /// Reset or closed before the answer was complete.
        case connectionLost
        /// The answer is no HTTP, or its encoding is broken.
        case malformedReply
        /// The answer is larger than the client takes.
        case tooLarge
        case interrupted
    }

    public let reason: Reason
    public let reach: Reach
    /// What happened, in libcurl's words where it has some.
    public let detail: String
    /// The status of an answer that is no yes to a handshake.
    public let status: Int?
    /// How far the connection came.
    public let timings: ConnectionTimings

    public init(
        _ reason: Reason,
        _ reach: Reach,
        _ detail: String,
        status: Int? = nil,
        timings: ConnectionTimings = ConnectionTimings()
    ) {
        self.timings = timings
        self.reason = reason
        self.reach = reach
        self.detail = detail
        self.status = status
    }
}
