import LighterVenue

/// A word of people for channels of the streams.
public enum WatchWord: String, CaseIterable, Sendable {
    case book
    case ticker
    case trades
    case stats
    case spotStats = "spot-stats"
    case candles
    case markCandles = "mark-candles"
    case height
    case account
    case orders
    case fills
    case positions
    case balances
    case transactions
    case notifications

    /// What stands behind the word: `book:ETH`.
    enum Form { case market, marketOrAll, marketIfAny, marketAndResolution, nothing }

    var form: Form {
        switch self {
        case .book, .ticker, .trades: .market
        case .stats: .marketOrAll
        case .orders: .marketIfAny
        case .candles, .markCandles: .marketAndResolution
        case .spotStats, .height, .account, .fills, .positions, .balances, .transactions, .notifications: .nothing
        }
    }

    /// How it is written, for people.
    public var usage: String {
        switch form {
        case .market: "\(rawValue):SYMBOL"
        case .marketOrAll, .marketIfAny: "\(rawValue)[:SYMBOL]"
        case .marketAndResolution: "\(rawValue):SYMBOL:RESOLUTION"
        case .nothing: rawValue
        }
    }

    /// How it may be written: `book:ETH`.
    var example: String {
        switch form {
        case .market: "\(rawValue):ETH"
        case .marketAndResolution: "\(rawValue):ETH:1h"
        case .marketOrAll, .marketIfAny, .nothing: rawValue
        }
    }

    /// What may stand at the end of what was typed so far, from the words on: `book:`, then `book:ETH`.
    public static func continuations(of typed: String, symbols: [String]) -> [String] {
        let parts = typed.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count > 1 else {
            return allCases.flatMap { word in
                switch word.form {
                case .market, .marketAndResolution: [word.rawValue + ":"]
                case .marketOrAll, .marketIfAny: [word.rawValue, word.rawValue + ":"]
                case .nothing: [word.rawValue]
                }
            }
        }
        guard let word = WatchWord(rawValue: String(parts[0])), word.form != .nothing else { return [] }
        guard word.form == .marketAndResolution else { return symbols.map { "\(word.rawValue):\($0)" } }
        guard parts.count > 2 else { return symbols.map { "\(word.rawValue):\($0):" } }
        return WatchChannel.resolutions.map { "\(word.rawValue):\(parts[1]):\($0)" }
    }

    /// The word for a channel of the venue; nil where people have none.
    init?(_ family: StreamChannel.Family) {
        switch family {
        case .orderBook: self = .book
        case .ticker: self = .ticker
        case .trade: self = .trades
        case .marketStats, .spotMarketStats: self = .stats
        case .candle: self = .candles
        case .markPriceCandle: self = .markCandles
        case .height: self = .height
        case .userStats: self = .account
        case .accountAllOrders, .accountOrders: self = .orders
        case .accountAllTrades: self = .fills
        case .accountAllPositions: self = .positions
        case .accountAllAssets: self = .balances
        case .accountTransactions: self = .transactions
        case .notification: self = .notifications
        case .accountAll, .accountMarket, .spotEntryPrices: return nil
        }
    }
}
