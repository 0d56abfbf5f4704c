import Foundation
import LighterJSON
import LighterProfile
import LighterStatus
import LighterVenue
import Synchronization
import TestSupport
import Testing

@testable import LighterTrading

/// Streams that are followed for longer than a connection or a token is good.
@Suite struct StreamWatchTests {
    /// What was told, in short: `book snapshot`, `gap`, …
    private static func name(_ event: WatchEvent) -> String {
        switch event {
        case .message(let message): "\(message.channel.title) \(message.isSnapshot ? "snapshot" : "update")"
        case .gap: "gap"
        case .disconnected(let failure, _): failure.code
        case .reconnected: "reconnected"
        }
    }

    private static func quick() -> StreamWatch.Pace {
        var pace = StreamWatch.Pace()
        pace.ping = .milliseconds(50)
        pace.silence = .milliseconds(500)
        pace.pause = .milliseconds(10)
        return pace
    }

    /// A connection over which nothing comes any more is given up; one whose venue answers pings is kept.
    @Test func aDeadConnectionIsNoticed() throws {
        let world = try TradingWorld()
        let isDead = Mutex(false)
        let relay = try StreamRelay(to: world.port) { _ in isDead.withLock(\.self) ? .lost : .passed }
        defer { relay.stop() }
        let trader = try world.trader(streamURL: relay.url)
        var told: [String] = []
        let watch = StreamWatch(trader, try WatchChannel.parse(["orders"], for: trader), pace: Self.quick()) { false }
        // Nothing happens on the channel, for longer than silence would last.
        try watch.run(for: .seconds(1)) { event in
            told.append(Self.name(event))
            return true
        }
        #expect(told == ["orders snapshot"] && relay.connections == 1)

        told = []
        let other = StreamWatch(trader, try WatchChannel.parse(["orders"], for: trader), pace: Self.quick()) { false }
        try other.run(for: .seconds(20)) { event in
            told.append(Self.name(event))
            isDead.withLock { $0 = told.count < 2 }
            return told.count < 4
        }
        #expect(told == ["orders snapshot", "stream.silent", "reconnected", "orders snapshot"])
    }

    /// Before a token ends the channel is asked for anew with another one, over the same connection.
    @Test func aTokenIsRenewedBeforeItEnds() throws {
        let world = try TradingWorld()
        let lead = Atomic<Int64>(0)
        let system = Clock.system
        let clock = Clock(now: { system.now() + lead.load(ordering: .relaxed) }, sleep: system.sleep)
        let relay = try StreamRelay(to: world.port)
        defer { relay.stop() }
        let trader = try world.trader(streamURL: relay.url, clock: clock)
        let channels = try WatchChannel.parse(["orders", "book:ETH"], for: trader)
        var told: [String] = []
        let watch = StreamWatch(trader, channels, pace: Self.quick()) { false }
        try watch.run(for: .seconds(20)) { event in
            told.append(Self.name(event))
            if told.count == 2 {
                let hours: Int64 = 6 * 3_600_000 + 1_800_000
                try world.advanceClock(milliseconds: hours)
                lead.store(hours, ordering: .relaxed)
            }
            return told.count { $0 == "orders snapshot" } < 2
        }
        #expect(told.count { $0 == "book snapshot" } == 1 && relay.connections == 1, "\(told)")
    }

    /// Trades are told once, and where more came between two connections than the venue tells of the past, that is said.
    @Test func tradesAreToldOnceAndMissedOnesAreMissed() throws {
        let world = try TradingWorld()
        let trader = try world.trader()
        let channel = try #require(WatchChannel.parse(["trades:ETH"], for: trader).first)
        var feed = WatchFeed(channel)
        let steps: [(kind: String, ids: [Int64], fresh: [Int64], isMissed: Bool)] = [
            ("subscribed", [], [], false), ("update", [1], [1], false), ("update", [3, 2], [2, 3], false),
            ("subscribed", [4, 3, 1], [4], false), ("subscribed", [9, 8], [8, 9], true), ("update", [10], [10], false),
            // A venue that counts anew.
            ("subscribed", [2, 1], [1, 2], false), ("update", [3], [3], false),
        ]
        for (kind, ids, fresh, isMissed) in steps {
            if kind == "subscribed" { feed.begin() }
            let rows = ids.map { id -> JSON in
                [
                    "trade_id": .integer(id), "market_id": 0, "price": "1", "size": "1", "is_maker_ask": true,
                ]
            }
            let message = VenueStream.Message([
                "type": .string("\(kind)/trade"), "channel": "trade:0", "trades": .array(rows),
            ])
            let (told, note): (WatchMessage?, Bool) =
                switch try feed.take(message, at: 0) {
                case .message(let message): (message, false)
                case .missed(_, let message): (message, true)
                case .gap, .nothing: (nil, false)
                }
            guard case .trades(let all, let new)? = told?.content else {
                Issue.record("no trades were told")
                continue
            }
            #expect(all.map(\.id) == ids.sorted() && new.map(\.id) == fresh && note == isMissed)
        }
    }
}
