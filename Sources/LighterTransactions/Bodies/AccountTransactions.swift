import LighterJSON
import LighterSigning

/// Type 8: registers a public key under an API key's index. Also signed by the account's layer-1 key.
public struct ChangePublicKey: TransactionFields {
    static let type = TransactionType.changePublicKey
    static let names: Set<String> = ["AccountIndex", "ApiKeyIndex", "PubKey", "L1Sig"]

    public var account: AccountIndex
    public var apiKey: APIKeyIndex
    public var publicKey: PublicKey
    public var signature: LayerOneSignature

    public init(
        account: AccountIndex,
        apiKey: APIKeyIndex,
        publicKey: PublicKey,
        signature: LayerOneSignature = .unsigned
    ) {
        self.account = account
        self.apiKey = apiKey
        self.publicKey = publicKey
        self.signature = signature
    }

    init(from fields: FieldReader) throws(TransactionError) {
        account = try fields.bounded("AccountIndex")
        apiKey = try fields.bounded("ApiKeyIndex")
        publicKey = try fields.publicKey("PubKey")
        signature = try LayerOneSignature(fields.text("L1Sig") ?? "")
    }

    func write(to sink: inout some FieldSink) {
        sink.number("AccountIndex", account)
        sink.number("ApiKeyIndex", apiKey)
        sink.publicKey("PubKey", publicKey)
        sink.unsigned("L1Sig", .string(signature.text))
    }

    var layerOneSignature: LayerOneSignature? { signature }
}

/// Type 9: creates a sub-account. Only master accounts can.
public struct CreateSubAccount: TransactionFields {
    static let type = TransactionType.createSubAccount
    static let names: Set<String> = ["AccountIndex", "ApiKeyIndex"]

    public var account: AccountIndex
    public var apiKey: APIKeyIndex

    public init(account: AccountIndex, apiKey: APIKeyIndex) {
        self.account = account
        self.apiKey = apiKey
    }

    init(from fields: FieldReader) throws(TransactionError) {
        account = try fields.bounded("AccountIndex")
        apiKey = try fields.bounded("ApiKeyIndex")
    }

    func write(to sink: inout some FieldSink) {
        sink.number("AccountIndex", account)
        sink.number("ApiKeyIndex", apiKey)
    }

    func validate() throws(TransactionError) { try account.requireMaster() }
}

/// Type 20: sets the leverage and the margin mode of a market.
public struct UpdateLeverage: TransactionFields {
    public enum MarginMode: Int64, Hashable, Sendable, CaseIterable {
        case cross = 0
        case isolated = 1
    }

    static let type = TransactionType.updateLeverage
    static let names: Set<String> = [
        "AccountIndex", "ApiKeyIndex", "MarketIndex", "InitialMarginFraction", "MarginMode",
    ]

    public var account: AccountIndex
    public var apiKey: APIKeyIndex
    public var market: MarketIndex
    public var initialMarginFraction: MarginFraction
    public var marginMode: MarginMode

    public init(
        account: AccountIndex,
        apiKey: APIKeyIndex,
        market: MarketIndex,
        initialMarginFraction: MarginFraction,
        marginMode: MarginMode
    ) {
        self.account = account
        self.apiKey = apiKey
        self.market = market
        self.initialMarginFraction = initialMarginFraction
        self.marginMode = marginMode
    }

    init(from fields: FieldReader) throws(TransactionError) {
        account = try fields.bounded("AccountIndex")
        apiKey = try fields.bounded("ApiKeyIndex")
        market = try fields.bounded("MarketIndex")
        initialMarginFraction = try fields.bounded("InitialMarginFraction")
        marginMode = try fields.choice("MarginMode")
    }

    func write(to sink: inout some FieldSink) {
        sink.number("AccountIndex", account)
        sink.number("ApiKeyIndex", apiKey)
        sink.number("MarketIndex", market)
        sink.number("InitialMarginFraction", initialMarginFraction)
        sink.number("MarginMode", marginMode)
    }
}

/// Type 29: adds collateral to an isolated position, or takes some away.
public struct UpdateMargin: TransactionFields {
    public enum Direction: Int64, Hashable, Sendable, CaseIterable {
        case remove = 0
        case add = 1
    }

    static let type = TransactionType.updateMargin
    static let names: Set<String> = ["AccountIndex", "ApiKeyIndex", "MarketIndex", "USDCAmount", "Direction"]

    public var account: AccountIndex
    public var apiKey: APIKeyIndex
    public var market: MarketIndex
    /// In millionths of a USDC.
    public var amount: AssetAmount
    public var direction: Direction

    public init(
        account: AccountIndex,
        apiKey: APIKeyIndex,
        market: MarketIndex,
        amount: AssetAmount,
        direction: Direction
    ) {
        self.account = account
        self.apiKey = apiKey
        self.market = market
        self.amount = amount
        self.direction = direction
    }

    init(from fields: FieldReader) throws(TransactionError) {
        account = try fields.bounded("AccountIndex")
        apiKey = try fields.bounded("ApiKeyIndex")
        market = try fields.bounded("MarketIndex")
        amount = try fields.bounded("USDCAmount")
        direction = try fields.choice("Direction")
    }

    func write(to sink: inout some FieldSink) {
        sink.number("AccountIndex", account)
        sink.number("ApiKeyIndex", apiKey)
        sink.number("MarketIndex", market)
        sink.halves("USDCAmount", amount)
        sink.number("Direction", direction)
    }
}

/// Type 41: sets how the account trades.
public struct UpdateAccountConfig: TransactionFields {
    public enum TradingMode: Int64, Hashable, Sendable, CaseIterable {
        case classic = 0
        case unified = 1
    }

    static let type = TransactionType.updateAccountConfig
    static let names: Set<String> = ["AccountIndex", "ApiKeyIndex", "AccountTradingMode"]

    public var account: AccountIndex
    public var apiKey: APIKeyIndex
    public var tradingMode: TradingMode

    public init(account: AccountIndex, apiKey: APIKeyIndex, tradingMode: TradingMode) {
        self.account = account
        self.apiKey = apiKey
        self.tradingMode = tradingMode
    }

    init(from fields: FieldReader) throws(TransactionError) {
        account = try fields.bounded("AccountIndex")
        apiKey = try fields.bounded("ApiKeyIndex")
        tradingMode = try fields.choice("AccountTradingMode")
    }

    func write(to sink: inout some FieldSink) {
        sink.number("AccountIndex", account)
        sink.number("ApiKeyIndex", apiKey)
        sink.number("AccountTradingMode", tradingMode)
    }
}

/// Type 42: sets whether an asset counts as margin.
public struct UpdateAccountAssetConfig: TransactionFields {
    static let type = TransactionType.updateAccountAssetConfig
    static let names: Set<String> = ["AccountIndex", "ApiKeyIndex", "AssetIndex", "AssetMarginMode"]

    public var account: AccountIndex
    public var apiKey: APIKeyIndex
    public var asset: AssetIndex
    public var isMargin: Bool

    public init(account: AccountIndex, apiKey: APIKeyIndex, asset: AssetIndex, isMargin: Bool) {
        self.account = account
        self.apiKey = apiKey
        self.asset = asset
        self.isMargin = isMargin
    }

    init(from fields: FieldReader) throws(TransactionError) {
        account = try fields.bounded("AccountIndex")
        apiKey = try fields.bounded("ApiKeyIndex")
        asset = try fields.bounded("AssetIndex")
        isMargin = try fields.flag("AssetMarginMode")
    }

    func write(to sink: inout some FieldSink) {
        sink.number("AccountIndex", account)
        sink.number("ApiKeyIndex", apiKey)
        sink.number("AssetIndex", asset)
        sink.number("AssetMarginMode", isMargin)
    }
}

/// Type 45: lets an integrator take fees up to a bound. Also signed by the account's layer-1 key.
public struct ApproveIntegrator: TransactionFields {
    static let type = TransactionType.approveIntegrator
    static let names: Set<String> = [
        "AccountIndex", "ApiKeyIndex", "IntegratorAccountIndex", "MaxPerpsTakerFee", "MaxPerpsMakerFee",
        "MaxSpotTakerFee", "MaxSpotMakerFee", "ApprovalExpiry", "L1Sig",
    ]
    static let signatureEndsWithLayerOne = true

    public var account: AccountIndex
    public var apiKey: APIKeyIndex
    public var integrator: AccountIndex
    public var maximumPerpsTakerFee: FeeRate
    public var maximumPerpsMakerFee: FeeRate
    public var maximumSpotTakerFee: FeeRate
    public var maximumSpotMakerFee: FeeRate
    /// When the approval ends; 0 takes it back.
    public var expiry: Timestamp
    public var signature: LayerOneSignature

    public init(
        account: AccountIndex,
        apiKey: APIKeyIndex,
        integrator: AccountIndex,
        maximumPerpsTakerFee: FeeRate,
        maximumPerpsMakerFee: FeeRate,
        maximumSpotTakerFee: FeeRate,
        maximumSpotMakerFee: FeeRate,
        expiry: Timestamp,
        signature: LayerOneSignature = .unsigned
    ) {
        self.account = account
        self.apiKey = apiKey
        self.integrator = integrator
        self.maximumPerpsTakerFee = maximumPerpsTakerFee
        self.maximumPerpsMakerFee = maximumPerpsMakerFee
        self.maximumSpotTakerFee = maximumSpotTakerFee
        self.maximumSpotMakerFee = maximumSpotMakerFee
        self.expiry = expiry
        self.signature = signature
    }

    init(from fields: FieldReader) throws(TransactionError) {
        account = try fields.bounded("AccountIndex")
        apiKey = try fields.bounded("ApiKeyIndex")
        integrator = try fields.bounded("IntegratorAccountIndex")
        maximumPerpsTakerFee = try fields.bounded("MaxPerpsTakerFee")
        maximumPerpsMakerFee = try fields.bounded("MaxPerpsMakerFee")
        maximumSpotTakerFee = try fields.bounded("MaxSpotTakerFee")
        maximumSpotMakerFee = try fields.bounded("MaxSpotMakerFee")
        expiry = try fields.bounded("ApprovalExpiry")
        signature = try LayerOneSignature(fields.text("L1Sig") ?? "")
    }

    func write(to sink: inout some FieldSink) {
        sink.number("AccountIndex", account)
        sink.number("ApiKeyIndex", apiKey)
        sink.number("IntegratorAccountIndex", integrator)
        sink.number("MaxPerpsTakerFee", maximumPerpsTakerFee)
        sink.number("MaxPerpsMakerFee", maximumPerpsMakerFee)
        sink.number("MaxSpotTakerFee", maximumSpotTakerFee)
        sink.number("MaxSpotMakerFee", maximumSpotMakerFee)
        sink.number("ApprovalExpiry", expiry)
    }

    func validate() throws(TransactionError) {
        let fees = [maximumPerpsTakerFee, maximumPerpsMakerFee, maximumSpotTakerFee, maximumSpotMakerFee]
        guard expiry.value != 0 || fees.allSatisfy({ $0.value == 0 }) else {
            throw .invalid(field: "ApprovalExpiry", reason: "should be given unless all fees are 0")
        }
    }

    var layerOneSignature: LayerOneSignature? { signature }
}

extension Bounded<AccountIndexKind> {
    /// Sub-accounts and pools count from here.
    static let leastSubAccount: Int64 = 1 << 47

    /// - Throws: ``TransactionError/outOfBounds(_:)`` for a sub-account or a pool.
    func requireMaster() throws(TransactionError) {
        guard value < Self.leastSubAccount else {
            let bounds = AccountIndexKind.bounds.lowerBound...(Self.leastSubAccount - 1)
            throw .outOfBounds(OutOfBounds(name: AccountIndexKind.name, value: value, bounds: bounds))
        }
    }
}
