/// Type 10: creates a public pool. Only master accounts can.
public struct CreatePublicPool: TransactionFields {
    static let type = TransactionType.createPublicPool
    static let names: Set<String> = [
        "AccountIndex", "ApiKeyIndex", "OperatorFee", "InitialTotalShares", "MinOperatorShareRate",
    ]

    public var account: AccountIndex
    public var apiKey: APIKeyIndex
    public var operatorFee: FeeRate
    public var initialShares: InitialShares
    public var minimumOperatorShare: ShareRate

    public init(
        account: AccountIndex,
        apiKey: APIKeyIndex,
        operatorFee: FeeRate,
        initialShares: InitialShares,
        minimumOperatorShare: ShareRate
    ) {
        self.account = account
        self.apiKey = apiKey
        self.operatorFee = operatorFee
        self.initialShares = initialShares
        self.minimumOperatorShare = minimumOperatorShare
    }

    init(from fields: FieldReader) throws(TransactionError) {
        account = try fields.bounded("AccountIndex")
        apiKey = try fields.bounded("ApiKeyIndex")
        operatorFee = try fields.bounded("OperatorFee")
        initialShares = try fields.bounded("InitialTotalShares")
        minimumOperatorShare = try fields.bounded("MinOperatorShareRate")
    }

    func write(to sink: inout some FieldSink) {
        sink.number("AccountIndex", account)
        sink.number("ApiKeyIndex", apiKey)
        sink.number("OperatorFee", operatorFee)
        sink.number("InitialTotalShares", initialShares)
        sink.number("MinOperatorShareRate", minimumOperatorShare)
    }

    func validate() throws(TransactionError) { try account.requireMaster() }
}

/// Type 11: changes a public pool's status and terms.
public struct UpdatePublicPool: TransactionFields {
    static let type = TransactionType.updatePublicPool
    static let names: Set<String> = [
        "AccountIndex", "ApiKeyIndex", "PublicPoolIndex", "Status", "OperatorFee", "MinOperatorShareRate",
    ]

    public var account: AccountIndex
    public var apiKey: APIKeyIndex
    public var pool: AccountIndex
    public var isFrozen: Bool
    public var operatorFee: FeeRate
    public var minimumOperatorShare: ShareRate

    public init(
        account: AccountIndex,
        apiKey: APIKeyIndex,
        pool: AccountIndex,
        isFrozen: Bool,
        operatorFee: FeeRate,
        minimumOperatorShare: ShareRate
    ) {
        self.account = account
        self.apiKey = apiKey
        self.pool = pool
        self.isFrozen = isFrozen
        self.operatorFee = operatorFee
        self.minimumOperatorShare = minimumOperatorShare
    }

    init(from fields: FieldReader) throws(TransactionError) {
        account = try fields.bounded("AccountIndex")
        apiKey = try fields.bounded("ApiKeyIndex")
        pool = try fields.bounded("PublicPoolIndex")
        isFrozen = try fields.flag("Status")
        operatorFee = try fields.bounded("OperatorFee")
        minimumOperatorShare = try fields.bounded("MinOperatorShareRate")
    }

    func write(to sink: inout some FieldSink) {
        sink.number("AccountIndex", account)
        sink.number("ApiKeyIndex", apiKey)
        sink.number("PublicPoolIndex", pool)
        sink.number("Status", isFrozen)
        sink.number("OperatorFee", operatorFee)
        sink.number("MinOperatorShareRate", minimumOperatorShare)
    }
}

/// What an account does with shares of a pool; each is a transaction type of its own with the same fields.
public protocol PoolShareAction: Hashable, Sendable {
    /// The transaction type.
    static var type: TransactionType { get }
    /// The wire name of the pool's index.
    static var poolName: String { get }
}

/// Type 18.
public enum MintSharesAction: PoolShareAction {
    public static let type = TransactionType.mintShares
    public static let poolName = "PublicPoolIndex"
}

/// Type 19.
public enum BurnSharesAction: PoolShareAction {
    public static let type = TransactionType.burnShares
    public static let poolName = "PublicPoolIndex"
}

/// Type 35.
public enum StakeAssetsAction: PoolShareAction {
    public static let type = TransactionType.stakeAssets
    public static let poolName = "StakingPoolIndex"
}

/// Type 36.
public enum UnstakeAssetsAction: PoolShareAction {
    public static let type = TransactionType.unstakeAssets
    public static let poolName = "StakingPoolIndex"
}

/// Types 18, 19, 35 and 36: mints, burns, stakes or unstakes shares of a pool.
public struct PoolShares<Action: PoolShareAction>: TransactionFields {
    static var type: TransactionType { Action.type }
    static var names: Set<String> { ["AccountIndex", "ApiKeyIndex", Action.poolName, "ShareAmount"] }

    public var account: AccountIndex
    public var apiKey: APIKeyIndex
    public var pool: PoolIndex
    public var shares: ShareAmount

    public init(account: AccountIndex, apiKey: APIKeyIndex, pool: PoolIndex, shares: ShareAmount) {
        self.account = account
        self.apiKey = apiKey
        self.pool = pool
        self.shares = shares
    }

    init(from fields: FieldReader) throws(TransactionError) {
        account = try fields.bounded("AccountIndex")
        apiKey = try fields.bounded("ApiKeyIndex")
        pool = try fields.bounded(Action.poolName)
        shares = try fields.bounded("ShareAmount")
    }

    func write(to sink: inout some FieldSink) {
        sink.number("AccountIndex", account)
        sink.number("ApiKeyIndex", apiKey)
        sink.number(Action.poolName, pool)
        sink.number("ShareAmount", shares)
    }
}

public typealias MintShares = PoolShares<MintSharesAction>
public typealias BurnShares = PoolShares<BurnSharesAction>
public typealias StakeAssets = PoolShares<StakeAssetsAction>
public typealias UnstakeAssets = PoolShares<UnstakeAssetsAction>
