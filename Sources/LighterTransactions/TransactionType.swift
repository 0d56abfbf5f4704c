/// The transactions an API key signs, by the venue's numbers (signing.md, "Transactions").
public enum TransactionType: Int64, Hashable, Sendable, CaseIterable {
    case changePublicKey = 8
    case createSubAccount = 9
    case createPublicPool = 10
    case updatePublicPool = 11
    case transfer = 12
    case withdraw = 13
    case createOrder = 14
    case cancelOrder = 15
    case cancelAllOrders = 16
    case modifyOrder = 17
    case mintShares = 18
    case burnShares = 19
    case updateLeverage = 20
    case createGroupedOrders = 28
    case updateMargin = 29
    case stakeAssets = 35
    case unstakeAssets = 36
    case updateAccountConfig = 41
    case updateAccountAssetConfig = 42
    case approveIntegrator = 45
}
