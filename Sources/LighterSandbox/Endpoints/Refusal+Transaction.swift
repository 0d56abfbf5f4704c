import LighterEngine
import LighterTransactions

extension Refusal {
    /// The venue's code for fields of a transaction that are wrong by themselves.
    init(_ error: TransactionError, type: Int64) {
        let path =
            switch error {
            case .unknownType: ""
            case .malformed(let field, _), .invalid(let field, _): field
            case .outOfBounds(let bounds): bounds.name
            }
        // A member of a group is told by its own field.
        let field = path.split(separator: ".").last.map(String.init) ?? ""
        let refusal: Refusal =
            switch (error, field) {
            case (.unknownType, _): .unsupportedTransaction
            case (.malformed, "Sig"): .invalidSignature
            case (.malformed, "PubKey"): .invalidPublicKey
            case (.malformed, _): .invalidTransaction
            case (_, "TimeInForce") where type == TransactionType.cancelAllOrders.rawValue:
                .invalidCancelAllTimeInForce
            default: Refusal.ofFields[field] ?? .invalidTransaction
            }
        self = refusal.detailed(error.description)
    }

    private static let ofFields: [String: Refusal] = [
        "AccountIndex": .invalidAccountIndex, "FromAccountIndex": .invalidAccountIndex,
        "ToAccountIndex": .invalidRecipient, "ApiKeyIndex": .invalidKeyIndex, "Nonce": .invalidNonce,
        "ExpiredAt": .invalidExpiry, "PubKey": .invalidPublicKey,
        "MarketIndex": .invalidMarketIndex, "ClientOrderIndex": .invalidClientIndex, "Index": .invalidOrderIndex,
        "BaseAmount": .invalidBaseAmount, "Price": .invalidPrice, "TriggerPrice": .invalidTriggerPrice,
        "IsAsk": .invalidSide, "Type": .invalidOrderType, "TimeInForce": .invalidTimeInForce,
        "ReduceOnly": .invalidReduceOnlyMode, "OrderExpiry": .invalidExpiry, "Time": .invalidCancelAllTime,
        "GroupingType": .invalidGrouping, "Orders": .invalidGroupSize,
        "InitialMarginFraction": .invalidInitialMarginFraction, "MarginMode": .invalidMarginMode,
        "Direction": .invalidMarginDirection, "AssetIndex": .invalidAssetIndex, "Amount": .invalidAssetAmount,
        "USDCAmount": .invalidAssetAmount, "USDCFee": .invalidFee, "FromRouteType": .invalidRoute,
        "ToRouteType": .invalidRoute, "RouteType": .invalidRoute, "AssetMarginMode": .invalidAssetMarginMode,
        "PublicPoolIndex": .invalidPoolIndex, "StakingPoolIndex": .invalidStakingPoolIndex,
        "OperatorFee": .invalidOperatorFee, "Status": .invalidPoolStatus,
        "MinOperatorShareRate": .invalidOperatorShareRate,
    ]
}

extension Refusal {
    fileprivate static let invalidPublicKey = Refusal(21108, "invalid PublicKey,please run changePubKey")
    fileprivate static let invalidPoolIndex = Refusal(21200, "invalid public pool index")
    fileprivate static let invalidOperatorFee = Refusal(21201, "invalid operator fee")
    fileprivate static let invalidPoolStatus = Refusal(21202, "invalid public pool status")
    fileprivate static let invalidOperatorShareRate = Refusal(21205, "invalid min operator share rate")
    fileprivate static let invalidStakingPoolIndex = Refusal(21225, "invalid staking pool index")
    fileprivate static let invalidMarginDirection = Refusal(21615, "invalid update margin direction")
    fileprivate static let invalidSide = Refusal(21703, "invalid isAsk")
    fileprivate static let invalidGrouping = Refusal(21741, "invalid grouping type")
    fileprivate static let invalidAssetMarginMode = Refusal(21802, "invalid asset margin mode")
}
