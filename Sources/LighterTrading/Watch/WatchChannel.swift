import LighterStatus
import LighterTransactions
import LighterVenue

/// A channel that is watched: as a person names it, `book:ETH`, or by the venue's own name, `order_book/0`.
public struct WatchChannel: Hashable, Sendable {
    /// What it is called in what is told: the word of people, or else the venue's.
    public let title: String
    public let word: WatchWord?
    /// Nil where it is about all markets or none.
    public let market: Market?
    public let stream: StreamChannel

    private init(_ stream: StreamChannel, _ directory: MarketDirectory) {
        self.stream = stream
        word = stream.family.flatMap(WatchWord.init)
        title = word?.rawValue ?? String(stream.name.prefix { $0 != "/" })
        market = stream.market.flatMap { directory[$0] }
    }

    /// Reads the channels that were asked for; one that was named twice is watched once.
    ///
    /// - Throws: ``Failure``: usage for what names no channel, not found for a market that is none, and what keeps one's
    ///   own account from being known where a channel is about it.
    public static func parse(_ texts: [String], for trader: Trader) throws(Failure) -> [WatchChannel] {
        let directory = try trader.markets()
        var channels: [WatchChannel] = []
        for text in texts {
            let channel = WatchChannel(try stream(text, directory, trader), directory)
            if !channels.contains(channel) { channels.append(channel) }
        }
        guard channels.count <= mostChannels else {
            throw misused("one connection follows at most \(mostChannels) channels here; start a second watch")
        }
        return channels
    }

    /// Below the least of the venue's limits on subscriptions and on messages that wait for their answer (api.md, section
    /// 10.7).
    private static let mostChannels = 40

    private static func stream(
        _ text: String,
        _ directory: MarketDirectory,
        _ trader: Trader
    ) throws(Failure) -> StreamChannel {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let rest = parts.count > 1 ? parts[1] : nil
        guard let word = WatchWord(rawValue: parts[0].lowercased()) else {
            guard rest == nil, text.contains("/"), let stream = StreamChannel(named: text) else { throw unknown(text) }
            return stream
        }
        switch (word.form, rest) {
        case (.market, let symbol?):
            return StreamChannel(word.family(of: nil), market: try directory.market(symbol).index)
        case (.marketOrAll, let symbol?):
            let market = try directory.market(symbol)
            return StreamChannel(word.family(of: market), market: market.index)
        case (.marketIfAny, let symbol?):
            let market = try directory.market(symbol)
            return StreamChannel(word.family(of: market), market: market.index, account: try trader.account())
        case (.marketAndResolution, let rest?):
            guard let colon = rest.lastIndex(of: ":") else { break }
            let resolution = String(rest[rest.index(after: colon)...])
            guard resolutions.contains(resolution) else {
                throw misused(
                    "\(sanitized(withoutKeys(text), limit: 60)): a resolution is one of \(resolutions.joined(separator: ", "))"
                )
            }
            let market = try directory.market(String(rest[..<colon]))
            return StreamChannel(word.family(of: nil), market: market.index, resolution: resolution)
        case (.marketOrAll, nil): return StreamChannel(word.family(of: nil))
        case (.marketIfAny, nil), (.nothing, nil):
            return StreamChannel(word.family(of: nil), account: word.isOfAccount ? try trader.account() : nil)
        default: break
        }
        throw misused(
            "\(sanitized(withoutKeys(text), limit: 60)) should be written \(word.usage)",
            hint: "write it as in: lighter watch \(word.example)"
        )
    }

    /// As candles are had over REST, but for the week (api.md, section 10.3).
    static let resolutions = ["1m", "5m", "15m", "30m", "1h", "4h", "12h", "1d"]

    private static func unknown(_ text: String) -> Failure {
        misused(
            "\"\(sanitized(withoutKeys(text), limit: 60))\" is no channel: those are "
                + WatchWord.allCases.map(\.usage).joined(separator: ", ") + ", and the venue's own names with slashes"
        )
    }

    private static func misused(_ reason: String, hint: String = "lighter watch --help") -> Failure {
        Failure("usage.invalid", .usage, reason, hint: hint)
    }
}

extension WatchWord {
    /// Whether it is about one's own account.
    public var isOfAccount: Bool {
        switch self {
        case .account, .orders, .fills, .positions, .balances, .transactions, .notifications: true
        case .book, .ticker, .trades, .stats, .spotStats, .candles, .markCandles, .height: false
        }
    }

    /// The venue's channels behind the word.
    ///
    /// - Parameter market: the one that was named, if any.
    fileprivate func family(of market: Market?) -> StreamChannel.Family {
        switch self {
        case .book: .orderBook
        case .ticker: .ticker
        case .trades: .trade
        case .stats: market?.kind == .spot ? .spotMarketStats : .marketStats
        case .spotStats: .spotMarketStats
        case .candles: .candle
        case .markCandles: .markPriceCandle
        case .height: .height
        case .account: .userStats
        case .orders: market == nil ? .accountAllOrders : .accountOrders
        case .fills: .accountAllTrades
        case .positions: .accountAllPositions
        case .balances: .accountAllAssets
        case .transactions: .accountTransactions
        case .notifications: .notification
        }
    }
}
