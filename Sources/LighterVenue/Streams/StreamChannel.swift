import LighterTransactions

/// A channel of the streams (api.md, section 10.3).
public struct StreamChannel: Hashable, Sendable {
    /// What a channel is about, in the venue's word.
    public enum Family: String, CaseIterable, Sendable {
        case orderBook = "order_book"
        case ticker
        case trade
        case marketStats = "market_stats"
        case spotMarketStats = "spot_market_stats"
        case candle
        case markPriceCandle = "mark_price_candle"
        case height
        case accountAll = "account_all"
        case accountMarket = "account_market"
        case userStats = "user_stats"
        case accountTransactions = "account_tx"
        case accountAllOrders = "account_all_orders"
        case accountOrders = "account_orders"
        case accountAllTrades = "account_all_trades"
        case accountAllPositions = "account_all_positions"
        case accountAllAssets = "account_all_assets"
        case spotEntryPrices = "account_spot_avg_entry_prices"
        case notification

        /// Whether it is for those alone who show a token of the account. Of the others that are about an account the
        /// venue's sources disagree: a token is shown where there is one.
        public var needsToken: Bool {
            switch self {
            case .accountMarket, .accountTransactions, .accountAllOrders, .accountOrders, .accountAllAssets,
                .spotEntryPrices, .notification:
                true
            default: false
            }
        }

        fileprivate enum Part { case market, account, resolution }

        /// What a name carries behind the family.
        fileprivate var parts: [Part] {
            switch self {
            case .height: []
            case .orderBook, .ticker, .trade, .marketStats, .spotMarketStats: [.market]
            case .candle, .markPriceCandle: [.market, .resolution]
            case .accountMarket, .accountOrders: [.market, .account]
            case .accountAll, .userStats, .accountTransactions, .accountAllOrders, .accountAllTrades,
                .accountAllPositions, .accountAllAssets, .spotEntryPrices, .notification:
                [.account]
            }
        }

        /// Whether one channel may be about all markets.
        fileprivate var hasAll: Bool { self == .marketStats || self == .spotMarketStats }
    }

    /// As it is asked for: `order_book/0`.
    public let name: String
    /// Nil for one that is unknown here.
    public let family: Family?
    /// Nil for all markets, and where it is about none.
    public let market: MarketIndex?
    public let account: AccountIndex?

    /// - Parameters:
    ///   - market: nil for all, where the family has that.
    ///   - resolution: of candles: `1m`, `1h`, …
    public init(
        _ family: Family,
        market: MarketIndex? = nil,
        account: AccountIndex? = nil,
        resolution: String = ""
    ) {
        let parts = family.parts.map { part in
            switch part {
            case .market: market?.description ?? "all"
            case .account: account?.description ?? ""
            case .resolution: resolution
            }
        }
        name = ([family.rawValue] + parts).joined(separator: "/")
        self.family = family
        self.market = market
        self.account = account
    }

    /// A channel by the name the venue has for it; also one of a family unknown here. Nil for what is no name, or lacks
    /// what belongs to its family.
    public init?(named name: String) {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(StreamChannel.isPlain) }) else { return nil }
        self.name = name
        family = Family(rawValue: String(parts[0]))
        var (market, account): (MarketIndex?, AccountIndex?) = (nil, nil)
        if let family {
            guard parts.count == family.parts.count + 1 else { return nil }
            for (part, text) in zip(family.parts, parts.dropFirst()) {
                switch part {
                case .market where text == "all" && family.hasAll: break
                case .market:
                    guard let index = Int64(text).flatMap(MarketIndex.init(exactly:)) else { return nil }
                    market = index
                case .account:
                    guard let index = Int64(text).flatMap(AccountIndex.init(exactly:)), index.value >= 0 else {
                        return nil
                    }
                    account = index
                case .resolution: break
                }
            }
        }
        self.market = market
        self.account = account
    }

    /// Whether a message is of this channel. The venue writes names with colons, and some with less at the end than they
    /// were asked for.
    public func carries(_ message: VenueStream.Message) -> Bool {
        let told = message.channel.replacing("/", with: ":")
        let name = name.replacing("/", with: ":")
        return name == told || (!told.isEmpty && name.hasPrefix(told + ":"))
    }

    /// Letters, digits and what joins them: nothing that could mean something else in a message.
    private static func isPlain(_ byte: UInt8) -> Bool {
        BaseURL.isUnreserved(byte)
    }
}
