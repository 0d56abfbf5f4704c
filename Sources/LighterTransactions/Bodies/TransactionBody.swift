/// What a transaction does: one case for each type that an API key signs.
public enum TransactionBody: Hashable, Sendable {
    case changePublicKey(ChangePublicKey)
    case createSubAccount(CreateSubAccount)
    case createPublicPool(CreatePublicPool)
    case updatePublicPool(UpdatePublicPool)
    case transfer(Transfer)
    case withdraw(Withdraw)
    case createOrder(CreateOrder)
    case cancelOrder(CancelOrder)
    case cancelAllOrders(CancelAllOrders)
    case modifyOrder(ModifyOrder)
    case mintShares(MintShares)
    case burnShares(BurnShares)
    case updateLeverage(UpdateLeverage)
    case createGroupedOrders(CreateGroupedOrders)
    case updateMargin(UpdateMargin)
    case stakeAssets(StakeAssets)
    case unstakeAssets(UnstakeAssets)
    case updateAccountConfig(UpdateAccountConfig)
    case updateAccountAssetConfig(UpdateAccountAssetConfig)
    case approveIntegrator(ApproveIntegrator)

    /// The venue's number for this kind of transaction.
    public var type: TransactionType { Swift.type(of: fields).type }
    /// The account that signs.
    public var account: AccountIndex { fields.account }
    /// The API key that signs.
    public var apiKey: APIKeyIndex { fields.apiKey }

    var fields: any TransactionFields {
        switch self {
        case .changePublicKey(let fields): fields
        case .createSubAccount(let fields): fields
        case .createPublicPool(let fields): fields
        case .updatePublicPool(let fields): fields
        case .transfer(let fields): fields
        case .withdraw(let fields): fields
        case .createOrder(let fields): fields
        case .cancelOrder(let fields): fields
        case .cancelAllOrders(let fields): fields
        case .modifyOrder(let fields): fields
        case .mintShares(let fields): fields
        case .burnShares(let fields): fields
        case .updateLeverage(let fields): fields
        case .createGroupedOrders(let fields): fields
        case .updateMargin(let fields): fields
        case .stakeAssets(let fields): fields
        case .unstakeAssets(let fields): fields
        case .updateAccountConfig(let fields): fields
        case .updateAccountAssetConfig(let fields): fields
        case .approveIntegrator(let fields): fields
        }
    }

    init(_ type: TransactionType, from fields: FieldReader) throws(TransactionError) {
        switch type {
        case .changePublicKey: self = .changePublicKey(try ChangePublicKey(from: fields))
        case .createSubAccount: self = .createSubAccount(try CreateSubAccount(from: fields))
        case .createPublicPool: self = .createPublicPool(try CreatePublicPool(from: fields))
        case .updatePublicPool: self = .updatePublicPool(try UpdatePublicPool(from: fields))
        case .transfer: self = .transfer(try Transfer(from: fields))
        case .withdraw: self = .withdraw(try Withdraw(from: fields))
        case .createOrder: self = .createOrder(try CreateOrder(from: fields))
        case .cancelOrder: self = .cancelOrder(try CancelOrder(from: fields))
        case .cancelAllOrders: self = .cancelAllOrders(try CancelAllOrders(from: fields))
        case .modifyOrder: self = .modifyOrder(try ModifyOrder(from: fields))
        case .mintShares: self = .mintShares(try MintShares(from: fields))
        case .burnShares: self = .burnShares(try BurnShares(from: fields))
        case .updateLeverage: self = .updateLeverage(try UpdateLeverage(from: fields))
        case .createGroupedOrders: self = .createGroupedOrders(try CreateGroupedOrders(from: fields))
        case .updateMargin: self = .updateMargin(try UpdateMargin(from: fields))
        case .stakeAssets: self = .stakeAssets(try StakeAssets(from: fields))
        case .unstakeAssets: self = .unstakeAssets(try UnstakeAssets(from: fields))
        case .updateAccountConfig: self = .updateAccountConfig(try UpdateAccountConfig(from: fields))
        case .updateAccountAssetConfig: self = .updateAccountAssetConfig(try UpdateAccountAssetConfig(from: fields))
        case .approveIntegrator: self = .approveIntegrator(try ApproveIntegrator(from: fields))
        }
    }
}
