import LighterTransactions

/// Something to subscribe to (api.md, section 10.3).
struct StreamChannel: Hashable, Sendable {
    enum Family: String, CaseIterable, Sendable {
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
        case poolData = "pool_data"
        case poolInfo = "pool_info"
        case notification

        /// What a name carries behind the family.
        fileprivate enum Part { case market, marketOrAll, account, resolution }

        fileprivate var parts: [Part] {
            switch self {
            case .orderBook, .ticker, .trade: [.market]
            case .marketStats, .spotMarketStats: [.marketOrAll]
            case .candle, .markPriceCandle: [.market, .resolution]
            case .height: []
            case .accountMarket, .accountOrders: [.market, .account]
            case .accountAll, .userStats, .accountTransactions, .accountAllOrders, .accountAllTrades,
                .accountAllPositions, .accountAllAssets, .spotEntryPrices, .poolData, .poolInfo, .notification:
                [.account]
            }
        }

        /// Whether a token of the account is needed. Of `account_all_trades` and `account_all_positions` the venue's
        /// documents say so too, but their examples have none, and clients that send none are served.
        var needsToken: Bool {
            switch self {
            case .accountMarket, .accountTransactions, .accountAllOrders, .accountOrders, .accountAllAssets,
                .spotEntryPrices, .poolData, .poolInfo, .notification:
                true
            default: false
            }
        }
    }

    let family: Family
    /// The market; nil where the family has none, and for all of them.
    var market: Int64?
    var account: Int64?
    var resolution: Resolution?

    /// Reads a name as clients write it: `order_book/0`. Nil for what names nothing, whatever markets and accounts there
    /// are.
    init?(_ name: String) {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard let first = parts.first, let family = Family(rawValue: String(first)),
            parts.count == family.parts.count + 1
        else { return nil }
        self.family = family
        for (kind, text) in zip(family.parts, parts.dropFirst()) {
            switch kind {
            case .marketOrAll where text == "all": market = nil
            case .market, .marketOrAll:
                guard let index = StreamChannel.index(text) else { return nil }
                market = index
            case .account:
                guard let index = StreamChannel.index(text) else { return nil }
                account = index
            case .resolution:
                // No candles of a week on the streams.
                guard let found = Resolution.ofCandles.first(where: { $0.word == text && $0.word != "1w" }) else {
                    return nil
                }
                resolution = found
            }
        }
    }

    /// The name as the venue writes it: `order_book:0`. `account_market` keeps its slashes.
    var name: String {
        family == .accountMarket ? parts.joined(separator: "/") : parts.joined(separator: ":")
    }

    /// The name in acknowledgements and errors, which carries one identifier at most.
    var shortName: String { parts.prefix(2).joined(separator: ":") }

    private var parts: [String] {
        [family.rawValue]
            + family.parts.map { part in
                switch part {
                case .market, .marketOrAll: market.map { String($0) } ?? "all"
                case .account: String(account ?? 0)
                case .resolution: resolution?.word ?? ""
                }
            }
    }

    /// A number as it is written here: digits only, no needless zeros.
    private static func index(_ text: Substring) -> Int64? {
        guard let value = Int64(text), String(value) == text, value >= 0 else { return nil }
        return value
    }
}
