import LighterJSON
import LighterStatus
import LighterTransactions

/// A market, as `orderBooks` and, with more, `orderBookDetails` describe it (api.md, sections 5, 7.4, 7.5).
public struct Market: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case perp
        case spot
        /// A kind unknown here, in the venue's word.
        case other(String)

        public init(word: String) {
            switch word {
            case "perp", "perps": self = .perp
            case "spot": self = .spot
            default: self = .other(word)
            }
        }

        /// The venue's word.
        public var word: String {
            switch self {
            case .perp: "perp"
            case .spot: "spot"
            case .other(let word): word
            }
        }
    }

    public let index: MarketIndex
    /// `ETH` for a perp, `ETH/USDC` for a spot market.
    public let symbol: String
    public let kind: Kind
    /// `active`, `inactive` and others, in the venue's word.
    public let status: String
    public let precision: MarketPrecision
    /// The asset bought and sold, and the one paid with; nil on perps.
    public let baseAsset: Int64?
    public let quoteAsset: Int64?

    /// The least size of a resting order, in the base asset.
    public let minimumSize: Decimal?
    /// The least notional of a resting order, in the quote asset.
    public let minimumNotional: Decimal?
    /// The greatest notional of one order, in the quote asset.
    public let maximumNotional: Decimal?

    /// Fees of a standard account and of a liquidation, in percent.
    public let makerFeePercent: Decimal?
    public let takerFeePercent: Decimal?
    public let liquidationFeePercent: Decimal?

    /// Perps only, and only with details.
    public let margin: MarginFractions?
    /// Only orders that close a position are taken.
    public let isReduceOnly: Bool
    /// The operator has stopped the market.
    public let isFrozen: Bool
    /// When the market is open, in the venue's words; empty for always.
    public let tradingHours: String

    /// What changes by the second; only with details.
    public let statistics: MarketStatistics?

    /// Whether the venue takes orders here, as far as the market itself tells.
    public var isActive: Bool { VenueWord.MarketStatus(rawValue: status) == .active && !isFrozen }
}

extension Market {
    init(_ reader: JSONReader) throws(JSONError) {
        index = try reader.requiredBounded("market_id")
        let symbol = try reader.requiredWord("symbol")
        guard !symbol.isEmpty else { throw .missing(path: reader.path(of: "symbol")) }
        self.symbol = symbol
        let word = try reader.requiredWord("market_type")
        reader.note("market_type", word, unless: Market.knownTypes.contains(word))
        kind = Kind(word: word)
        status = try reader.word("status", among: VenueWord.MarketStatus.self)
        precision = try Market.precision(reader)
        baseAsset = try reader.nonzero("base_asset_id")
        quoteAsset = try reader.nonzero("quote_asset_id")
        minimumSize = try reader.decimal("min_base_amount")
        minimumNotional = try reader.decimal("min_quote_amount")
        maximumNotional = try reader.decimal("order_quote_limit")
        makerFeePercent = try reader.decimal("maker_fee")
        takerFeePercent = try reader.decimal("taker_fee")
        liquidationFeePercent = try reader.decimal("liquidation_fee")
        margin = try MarginFractions(reader)
        let configuration = try reader.reader("market_config")
        isReduceOnly = try configuration?.flag("force_reduce_only") ?? false
        tradingHours = try configuration?.word("trading_hours") ?? ""
        configuration?.passOver(Market.passedOverConfiguration)
        isFrozen = try reader.flag("is_frozen")
        statistics = try MarketStatistics(reader)
        reader.passOver(Market.passedOver)
    }

    /// The venue's words for kinds, those that cannot be traded here too.
    private static let knownTypes: Set<String> = ["perp", "perps", "spot", "binary_options"]

    private static let passedOver: Set<String> = [
        "base_interest_rate", "created_at", "daily_chart", "default_price", "end_timestamp", "funding_clamp_big",
        "funding_clamp_small", "funding_premium_multiplier", "is_maker_fee_enabled", "is_taker_fee_enabled",
        "market_flags", "multiplier", "open_interest", "operator_account_index", "outcome", "quote_multiplier",
        "settlement_cap", "settlement_price", "settlement_type", "start_timestamp", "strategy_index",
        "supported_quote_decimals",
    ]
    private static let passedOverConfiguration: Set<String> = [
        "funding_fee_discounts_enabled", "hidden", "insurance_fund_account_index", "liquidation_mode",
        "market_margin_mode", "rfq_enabled",
    ]

    /// Wrong decimals make wrong orders: where the venue writes them twice, both have to agree.
    private static func precision(_ reader: JSONReader) throws(JSONError) -> MarketPrecision {
        let price = try decimals("supported_price_decimals", "price_decimals", reader)
        let size = try decimals("supported_size_decimals", "size_decimals", reader)
        guard let price = Int(exactly: price), let size = Int(exactly: size),
            let precision = MarketPrecision(priceDecimals: price, sizeDecimals: size)
        else {
            throw .mismatch(
                path: reader.path(of: "supported_price_decimals"),
                expected: "0 to 12 decimals",
                found: "\(price), beside \(size) of the size"
            )
        }
        return precision
    }

    private static func decimals(_ key: String, _ twin: String, _ reader: JSONReader) throws(JSONError) -> Int64 {
        let value = try reader.integer(key)
        let twinValue = try reader.integer(twin)
        if let value, let twinValue, value != twinValue {
            throw .mismatch(path: reader.path(of: twin), expected: "\(value) as in \(key)", found: String(twinValue))
        }
        return try reader.required(key, value ?? twinValue)
    }
}
