import LighterJSON
import LighterProfile
import LighterStatus
import LighterVenue

/// What a watch tells, in the order in which it happened.
public enum WatchEvent: Sendable {
    /// The venue said something on a channel.
    case message(WatchMessage)
    /// Something of a channel was missed. What holds now comes next, as a snapshot.
    case gap(WatchChannel, String)
    /// The connection broke; another one is tried after a pause.
    case disconnected(Failure, pause: TimeSpan)
    /// There is a connection again. Every channel begins anew with a snapshot.
    case reconnected
}

/// A message of the venue, with what was made of it.
public struct WatchMessage: Sendable {
    /// What a message carries, where that is known here.
    public enum Content: Sendable {
        /// The whole book as it is after the message.
        case book(LevelBook)
        /// Trades, oldest first, and those among them that were not told before.
        case trades([Trade], fresh: [Trade])
        case orders([Order])
        case positions([Position])
        case balances([AssetBalance])
        /// Figures of markets in the venue's words.
        case statistics([JSONObject])
        case other
    }

    public let channel: WatchChannel
    /// Whether it tells how things are, and not what has changed.
    public let isSnapshot: Bool
    /// When the venue sent it, where it says so, and when it was read here, in milliseconds since the Unix epoch.
    public let time: Int64?
    public let receivedAt: Int64
    public let content: Content
    /// The message as it came.
    public let data: JSONObject
}
