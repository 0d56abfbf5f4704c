extension VenueCode {
    /// The venue's own division of its codes. New codes appear in it before this table knows them.
    public enum Group: String, Sendable, CaseIterable {
        case request = "Request"
        case account = "Account"
        case publicPool = "Public Pool"
        case collateral = "Collateral"
        case block = "Block"
        case transaction = "Tx"
        case orderBook = "OrderBook"
        case order = "Order"
        case asset = "Asset"
        case deleverage = "Deleverage"
        case candlestick = "Candlestick"
        case rateLimit = "RateLimit"
        case general = "General Errors"
        case webSocket = "Websocket"
        case referral = "Referral"
        case readOnlyToken = "Read Only API Token"
        case tier = "Tier Change"
        /// Outside every range in use.
        case other = "Other"

        public init(code: Int) {
            switch code {
            case 20_000..<21_000: self = .request
            case 21_100..<21_200: self = .account
            case 21_200..<21_300: self = .publicPool
            case 21_300..<21_400: self = .collateral
            case 21_400..<21_500: self = .block
            case 21_500..<21_600: self = .transaction
            case 21_600..<21_700: self = .orderBook
            case 21_700..<21_800: self = .order
            case 21_800..<21_900: self = .asset
            case 21_900..<22_000: self = .deleverage
            case 22_400..<22_500: self = .candlestick
            case 23_000..<24_000: self = .rateLimit
            case 29_000..<30_000: self = .general
            case 30_000..<31_000: self = .webSocket
            case 41_000..<42_000: self = .referral
            case 61_000..<62_000: self = .readOnlyToken
            case 62_000..<63_000: self = .tier
            default: self = .other
            }
        }

        /// What an undocumented code of the group means; nothing when the number tells nothing.
        var exit: ExitClass? {
            switch self {
            case .account, .publicPool, .collateral, .transaction, .orderBook, .order, .asset, .deleverage: .rejected
            case .referral, .readOnlyToken, .tier: .rejected
            case .block: .notFound
            case .candlestick: .data
            case .rateLimit: .temporary
            case .general: .unavailable
            case .request, .webSocket: .protocol
            case .other: nil
            }
        }
    }
}
