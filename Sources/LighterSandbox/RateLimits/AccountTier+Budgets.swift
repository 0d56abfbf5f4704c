import LighterEngine
import LighterTransactions

/// What a tier may spend within a minute (api.md, sections 8.1 and 8.3).
extension AccountTier {
    /// Requests, where they are counted without weight.
    var requestLimit: Int? { self == .standard ? 60 : nil }

    var weightLimit: Int {
        switch self {
        case .standard, .premium: 24_000
        case .plus: 120_000
        case .builder: 240_000
        }
    }

    /// Transactions; nil where they are among the requests. Premium's is that of an owner who staked nothing.
    var transactionLimit: Int? {
        switch self {
        case .standard: nil
        case .plus: 8_000
        case .premium: 4_000
        case .builder: 60
        }
    }

    var hasVolumeQuota: Bool { self == .premium }
}

extension TransactionType {
    /// Whether it costs a credit of the volume quota (api.md, section 8.4).
    var usesVolumeQuota: Bool {
        switch self {
        case .createOrder, .cancelAllOrders, .modifyOrder, .createGroupedOrders: true
        default: false
        }
    }

    /// How many of them an owner may send within a minute; nil for as many as of any kind. The venue counts what is
    /// outside the volume quota, single cancels aside.
    var limitPerMinute: Int? {
        switch self {
        case .withdraw, .createSubAccount, .createPublicPool: 2
        case .changePublicKey: 300
        case .transfer: 120
        case .cancelOrder: nil
        default: usesVolumeQuota ? nil : 40
        }
    }
}
