import LighterEngine
import LighterJSON
import NIOCore

/// A channel that somebody is subscribed to.
final class Topic {
    let channel: StreamChannel
    private(set) var subscribers: [StreamConnection] = []
    private var feed: any StreamFeed
    /// Whether its market was closed from the beginning: nothing is told until it opens.
    private var isSilent: Bool

    init(_ channel: StreamChannel, _ opening: FeedOpening) {
        self.channel = channel
        switch opening {
        case .feed(let feed): (self.feed, isSilent) = (feed, false)
        case .silent(let feed): (self.feed, isSilent) = (feed, true)
        }
    }

    var needsTicks: Bool { feed.needsTicks || isSilent }

    func add(_ connection: StreamConnection) { subscribers.append(connection) }

    func remove(_ connection: StreamConnection) { subscribers.removeAll { $0 === connection } }

    /// The first message for a new subscriber, unless the topic is silent.
    func snapshot(_ engine: Engine) -> ByteBuffer? {
        isSilent ? nil : message("subscribed", feed.snapshot(engine))
    }

    /// The next message for all subscribers, if there is one.
    func update(_ news: StreamNews, _ engine: Engine) -> ByteBuffer? {
        guard isSilent else { return feed.update(news, engine).flatMap { message("update", $0) } }
        guard news.isTick, let market = channel.market, engine.exchange.market(market)?.market.status == .active else {
            return nil
        }
        isSilent = false
        return snapshot(engine)
    }

    private func message(_ kind: String, _ members: [(String, JSON)]) -> ByteBuffer? {
        let head: [(String, JSON)] = [
            ("type", .string("\(kind)/\(channel.family.rawValue)")), ("channel", .string(channel.name)),
        ]
        return .message(.object(JSONObject(head + members)))
    }
}

extension ByteBuffer {
    /// The text of a message.
    static func message(_ json: JSON) -> ByteBuffer? { (try? json.encoded()).map { ByteBuffer(string: $0) } }
}
