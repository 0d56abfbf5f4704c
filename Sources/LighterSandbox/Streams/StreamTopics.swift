import LighterEngine
import NIOCore

/// A message and who gets it.
struct StreamDelivery {
    let message: ByteBuffer
    let recipients: [StreamConnection]
}

/// All channels that somebody is subscribed to.
final class StreamTopics {
    /// In the order of their first subscription.
    private var topics: [Topic] = []
    private var topicOfChannel: [StreamChannel: Topic] = [:]
    /// The mark prices last told, by the place of the market.
    private var marks: [Ticks] = []

    var isEmpty: Bool { topics.isEmpty }
    private(set) var needsTicks = false

    /// Adds a subscriber. The others are told first what has changed, so that all of them know the same from here on.
    ///
    /// - Throws: ``Refusal`` when the venue has no such channel.
    func join(
        _ channel: StreamChannel,
        _ connection: StreamConnection,
        _ engine: inout Engine
    ) throws(Refusal) -> [StreamDelivery] {
        let topic: Topic
        if let present = topicOfChannel[channel] {
            topic = present
        } else {
            topic = Topic(channel, try channel.open(engine))
        }
        if topics.isEmpty { listen(&engine) }
        var deliveries = changes(&engine)
        if topicOfChannel[channel] == nil {
            topics.append(topic)
            topicOfChannel[channel] = topic
            needsTicks = needsTicks || topic.needsTicks
        } else {
            var news = StreamNews()
            (news.isTick, news.isSlowTick) = (true, true)
            if let message = topic.update(news, engine) {
                deliveries.append(StreamDelivery(message: message, recipients: topic.subscribers))
            }
        }
        topic.add(connection)
        if let message = topic.snapshot(engine) {
            deliveries.append(StreamDelivery(message: message, recipients: [connection]))
        }
        return deliveries
    }

    /// Takes a subscriber away.
    func leave(_ channel: StreamChannel, _ connection: StreamConnection) {
        guard let topic = topicOfChannel[channel] else { return }
        topic.remove(connection)
        guard topic.subscribers.isEmpty else { return }
        topicOfChannel[channel] = nil
        topics.removeAll { $0 === topic }
        needsTicks = topics.contains(where: \.needsTicks)
    }

    /// What is to be told of what happened since this was asked last.
    func changes(_ engine: inout Engine, isTick: Bool = false, isSlowTick: Bool = false) -> [StreamDelivery] {
        var news = StreamNews(engine.takeJournal(), engine, marks: &marks)
        (news.isTick, news.isSlowTick) = (isTick, isSlowTick)
        guard !news.isEmpty else { return [] }
        return topics.compactMap { topic in
            topic.update(news, engine).map { StreamDelivery(message: $0, recipients: topic.subscribers) }
        }
    }

    private func listen(_ engine: inout Engine) {
        engine.isJournalKept = true
        marks = engine.exchange.markets.map(\.markPrice)
    }
}
