/// What one address may do on the streams (api.md, sections 10.1 and 10.7, the newest copy of the venue's documents). What
/// counts by the minute holds only where requests are limited too.
public struct StreamLimits: Hashable, Sendable {
    public var connections = 200
    /// New connections within a minute.
    public var connectionsPerMinute = 80
    /// Subscriptions of a connection.
    public var subscriptions = 500
    /// Different accounts a connection follows.
    public var accounts = 500
    /// Messages of a connection within a minute, transactions aside.
    public var messagesPerMinute = 200
    /// Messages of a connection that wait for their answer.
    public var inFlight = 50
    /// How long a client may say nothing, in milliseconds.
    public var silence: Int64 = 120_000
    /// How often the venue asks whether the client is there, in milliseconds.
    public var pingInterval: Int64 = 60_000
    /// Bytes that may lie unsent for a client that does not read, before it is dropped.
    public var backlog = 8 << 20

    public init() {}
}

/// How often something happened within the last minute.
struct MinuteCount {
    /// How often it may; nil for as often as anybody wants.
    let limit: Int?
    /// Milliseconds, oldest first.
    private var times: [Int64] = []

    init(limit: Int?) { self.limit = limit }

    /// Counts once more, unless the limit is reached.
    mutating func take(at time: Int64) -> Bool {
        guard let limit else { return true }
        if let first = times.first, first <= time - 60_000 {
            times.removeSubrange(..<(times.firstIndex { $0 > time - 60_000 } ?? times.endIndex))
        }
        guard times.count < limit else { return false }
        times.append(time)
        return true
    }
}
