import LighterProfile
import LighterSigning
import LighterStatus
import LighterVenue

/// Follows channels of the streams for as long as it is wanted: over one connection after the other, with every channel's
/// gaps told and closed, and without ever telling of a book that may be wrong.
public final class StreamWatch {
    /// How long it waits for what.
    public struct Pace: Sendable {
        /// The venue drops who says nothing for two minutes (api.md, section 10.1).
        public var ping = Duration.seconds(30)
        /// After so long without a word, a connection is dead. It was asked for a sign of life before.
        public var silence = Duration.seconds(75)
        /// For another connection, and for what is said on one to leave.
        public var patience = Duration.seconds(10)
        /// Before the first new connection; each that does not last doubles it.
        public var pause = TimeSpan.milliseconds(500)
        public var longestPause = TimeSpan.seconds(30)
        /// A connection that was there for so long was a good one.
        public var trial = Duration.seconds(30)

        public init() {}

        public static let usual = Pace()
    }

    private let trader: Trader
    private let pace: Pace
    private let isStopped: () -> Bool
    private var feeds: [WatchFeed]
    private var failedAttempts = 0
    /// Whether the venue took what was asked for on a connection: before that, a failure may be lasting.
    private var isEstablished = false

    /// - Parameter isStopped: asked while it waits; true ends the watch as an interrupt does.
    public init(
        _ trader: Trader,
        _ channels: [WatchChannel],
        pace: Pace = .usual,
        isStopped: @escaping () -> Bool
    ) {
        self.trader = trader
        self.pace = pace
        self.isStopped = isStopped
        feeds = channels.map { WatchFeed($0) }
    }

    /// Watches until the time is over, or no more is wanted.
    ///
    /// - Parameters:
    ///   - span: for how long, from the first connection on; nil for as long as it goes.
    ///   - tell: is told what happens; false ends the watch.
    /// - Throws: what `tell` throws, and ``Failure``: where the first connection does not come about within the trader's
    ///   time, where the venue refuses what another connection would not change, and of class interrupted.
    public func run(for span: Duration? = nil, tell: (WatchEvent) throws -> Bool) throws {
        var stream = try connect(deadline: trader.deadline.instant)
        let end = span.map { ContinuousClock.now + $0 }
        while true {
            let begun = ContinuousClock.now
            do { return try follow(stream, until: end, tell) } catch let failure as Failure where failure.mayPass {
                guard isEstablished else { throw failure }
                if begun.duration(to: .now) >= pace.trial { failedAttempts = 0 }
                guard let next = try reconnect(after: failure, until: end, tell) else { return }
                stream = next
            }
        }
    }

    private func connect(deadline: ContinuousClock.Instant) throws(Failure) -> VenueStream {
        try VenueStream(
            at: trader.access.streamURL(),
            version: trader.version,
            deadline: deadline,
            isInterrupted: isStopped
        )
    }

    /// Tries until there is a connection.
    ///
    /// - Returns: nil where no more is wanted, or the time is over.
    private func reconnect(
        after failure: Failure,
        until end: ContinuousClock.Instant?,
        _ tell: (WatchEvent) throws -> Bool
    ) throws -> VenueStream? {
        var failure = failure
        while true {
            let pause = nextPause(after: failure)
            guard try tell(.disconnected(failure, pause: pause)) else { return nil }
            let start = ContinuousClock.now + .milliseconds(pause.milliseconds)
            while ContinuousClock.now < min(start, end ?? start) {
                guard !isStopped() else { throw Failure.interrupted }
                trader.clock.sleep(min(.milliseconds(100), ContinuousClock.now.duration(to: start)))
            }
            if let end, ContinuousClock.now >= end { return nil }
            let stream: VenueStream
            do throws(Failure) { stream = try connect(deadline: .now + pace.patience) } catch {
                guard error.mayPass else { throw error }
                failure = error
                continue
            }
            return try tell(.reconnected) ? stream : nil
        }
    }

    /// Longer each time, and never the same for two who lost the same connection.
    private func nextPause(after failure: Failure) -> TimeSpan {
        let longest = min(pace.pause.milliseconds << min(failedAttempts, 16), pace.longestPause.milliseconds)
        failedAttempts += 1
        let pause = Int64.random(in: (longest / 2)...longest)
        return TimeSpan(milliseconds: max(pause, failure.retryAfterMilliseconds ?? 0)) ?? pace.pause
    }
}

/// What is done on one connection.
extension StreamWatch {
    /// Tells what comes until the time is over or no more is wanted.
    private func follow(
        _ stream: VenueStream,
        until end: ContinuousClock.Instant?,
        _ tell: (WatchEvent) throws -> Bool
    ) throws {
        for place in feeds.indices { try subscribe(place, on: stream) }
        // Some channels say nothing for long: the answer to this shows that the venue heard of them.
        try stream.ping(deadline: .now + pace.patience)
        var (heard, said) = (ContinuousClock.now, ContinuousClock.now)
        while true {
            guard !isStopped() else { throw Failure.interrupted }
            let now = ContinuousClock.now
            if let end, now >= end { return }
            if now >= said + pace.ping {
                try stream.ping(deadline: now + pace.patience)
                said = now
            }
            try renewTokens(on: stream)
            let wake = [said + pace.ping, heard + pace.silence, nextRenewal(after: now), end].compactMap { $0 }.min()
            guard let message = try next(on: stream, until: wake ?? now) else {
                guard ContinuousClock.now < heard + pace.silence else { throw Failure.silentStream }
                continue
            }
            heard = .now
            isEstablished = true
            guard try take(message, on: stream, tell) else { return }
        }
    }

    /// The venue does not say which of the channels an error is about: it is one that has not begun.
    private func next(
        on stream: VenueStream,
        until wake: ContinuousClock.Instant
    ) throws(Failure) -> VenueStream.Message? {
        do { return try stream.next(until: wake) } catch {
            let silent = feeds.filter(\.isSilent).map(\.channel.stream.name)
            throw error.venue == nil || silent.isEmpty ? error : error.within(silent.joined(separator: ", "))
        }
    }

    /// - Returns: whether more is wanted.
    private func take(
        _ message: VenueStream.Message,
        on stream: VenueStream,
        _ tell: (WatchEvent) throws -> Bool
    ) throws -> Bool {
        guard message.type.hasPrefix("subscribed/") || message.type.hasPrefix("update/"),
            let place = feeds.firstIndex(where: { $0.channel.stream.carries(message) })
        else { return true }
        switch try feeds[place].take(message, at: trader.clock.now()) {
        case .nothing: return true
        case .message(let message): return try tell(.message(message))
        case .missed(let reason, let message):
            return try tell(.gap(feeds[place].channel, reason)) && tell(.message(message))
        case .gap(let reason):
            guard try tell(.gap(feeds[place].channel, reason)) else { return false }
            guard !feeds[place].isHopeless else { throw Failure.gapsWithoutEnd(feeds[place].channel) }
            try stream.unsubscribe(feeds[place].channel.stream.name, deadline: .now + pace.patience)
            try subscribe(place, on: stream)
            return true
        }
    }

    private func subscribe(_ place: Int, on stream: VenueStream) throws(Failure) {
        let channel = feeds[place].channel.stream
        let token = try token(for: channel)
        feeds[place].begin()
        feeds[place].tokenEnd = token.map { $0.deadline * 1000 }
        try stream.subscribe(channel.name, token: token?.text, deadline: .now + pace.patience)
    }

    /// Asks anew for the channels whose tokens are about to end: what the venue does when one has ended is not known.
    private func renewTokens(on stream: VenueStream) throws(Failure) {
        let now = trader.clock.now()
        for place in feeds.indices {
            guard let end = feeds[place].tokenEnd, end - StreamWatch.renewal <= now else { continue }
            try stream.unsubscribe(feeds[place].channel.stream.name, deadline: .now + pace.patience)
            try subscribe(place, on: stream)
        }
    }

    private func nextRenewal(after now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        guard let end = feeds.compactMap(\.tokenEnd).min() else { return nil }
        return now + .milliseconds(max(0, end - StreamWatch.renewal - trader.clock.now()))
    }

    /// So many milliseconds before its end a token is replaced.
    private static let renewal: Int64 = 1_800_000

    /// A token where the channel is about one's own account. The key is read for no other.
    private func token(for channel: StreamChannel) throws(Failure) -> AuthToken? {
        guard let account = channel.account, try account == trader.account() else { return nil }
        guard channel.family?.needsToken == true || trader.access.key != nil else { return nil }
        return try trader.authToken(goodFor: .stream)
    }
}

extension Failure {
    /// Whether another connection may do better.
    fileprivate var mayPass: Bool {
        switch exit {
        case .unavailable, .temporary: true
        case .protocol: code != "stream.unreadable"
        default: false
        }
    }

    fileprivate static let silentStream = Failure(
        "stream.silent",
        .unavailable,
        "the venue has not said a word for too long, not even to a ping"
    )

    fileprivate static func gapsWithoutEnd(_ channel: WatchChannel) -> Failure {
        Failure("stream.gaps", .protocol, "\(channel.stream.name) has a gap however often it is asked for anew")
    }
}
