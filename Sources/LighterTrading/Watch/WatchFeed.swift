import LighterJSON
import LighterStatus
import LighterVenue

/// One channel as a watch follows it: what was told of it, and so what is missing.
struct WatchFeed {
    /// What a message of the channel comes to.
    enum Step {
        case message(WatchMessage)
        /// Trades that came between two connections cannot all be seen; the message follows.
        case missed(String, WatchMessage)
        /// A message is missing: the channel has to begin anew.
        case gap(String)
        case nothing
    }

    let channel: WatchChannel
    /// Until when its token is good, in milliseconds since the Unix epoch; nil where it was asked for without.
    var tokenEnd: Int64?
    /// Whether nothing came since it was asked for.
    private(set) var isSilent = true
    private var book = LevelBook()
    private var lastTrade: Int64?
    /// Messages since the last snapshot, and gaps that came soon after one, in a row.
    private var updates = 0
    private var earlyGaps = 0

    init(_ channel: WatchChannel) { self.channel = channel }

    /// Whether the channel has a gap however often it begins anew.
    var isHopeless: Bool { earlyGaps >= 5 }

    /// The channel was asked for anew: all that was held is out of date.
    mutating func begin() {
        isSilent = true
        book = LevelBook()
        updates = 0
    }

    /// - Throws: ``Failure`` of class protocol for a message that cannot be read.
    mutating func take(_ message: VenueStream.Message, at now: Int64) throws(Failure) -> Step {
        isSilent = isSilent && !message.isSnapshot
        var note: String?
        let content: WatchMessage.Content
        switch channel.stream.family {
        case .orderBook?:
            switch try book.take(message) {
            case .snapshot, .update: content = .book(book)
            case .ignored: return .nothing
            case .gap(let expected, let found): return gap("change \(expected) should be followed, and \(found) was")
            }
        case .trade?, .accountAllTrades?:
            let trades = try message.trades()
            // A venue that counts anew is another one.
            if message.isSnapshot, let last = lastTrade, trades.last?.id ?? -1 < last { lastTrade = nil }
            content = .trades(trades, fresh: trades.filter { $0.id > lastTrade ?? -1 })
            if message.isSnapshot, let lastTrade, let first = trades.first, first.id > lastTrade {
                note = "trades between \(lastTrade) and \(first.id) may be missing"
            }
            lastTrade = max(lastTrade ?? -1, trades.last?.id ?? -1)
        case .accountAllOrders?, .accountOrders?: content = .orders(try message.orders())
        case .accountAllPositions?: content = .positions(try message.positions())
        case .accountAllAssets?: content = .balances(try message.balances())
        case .marketStats?, .spotMarketStats?: content = .statistics(try message.statistics())
        default: content = .other
        }
        updates = message.isSnapshot ? 0 : updates + 1
        let told = WatchMessage(
            channel: channel,
            isSnapshot: message.isSnapshot,
            time: message.time,
            receivedAt: now,
            content: content,
            data: message.object
        )
        return note.map { .missed($0, told) } ?? .message(told)
    }

    private mutating func gap(_ reason: String) -> Step {
        earlyGaps = updates < 3 ? earlyGaps + 1 : 0
        return .gap(reason)
    }
}
