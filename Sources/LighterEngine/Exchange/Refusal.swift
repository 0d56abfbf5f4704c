/// Why the venue refuses something, in its own code and words (api.md, section 9).
public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
    public let code: Int64
    public let message: String

    public init(_ code: Int64, _ message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { "\(code) \(message)" }

    /// The same refusal with what exactly was wrong.
    public func detailed(_ detail: String) -> Refusal { Refusal(code, "\(message): \(detail)") }
}

extension Refusal {
    public static let invalidParameter = Refusal(20001, "invalid param")
    public static let invalidDeadline = Refusal(20013, "invalid deadline")

    public static let accountNotFound = Refusal(21100, "account not found")
    public static let invalidAccountIndex = Refusal(21102, "invalid account index")
    public static let invalidLayer1Address = Refusal(21103, "invalid account l1 address")
    public static let invalidNonce = Refusal(21104, "invalid nonce")
    public static let nonceNotIncreasing = Refusal(21105, "batch transaction nonce is not increasing")
    public static let invalidAccount = Refusal(21107, "invalid account")
    public static let invalidRecipient = Refusal(21106, "invalid ToAccount")
    public static let keyNotFound = Refusal(21109, "api key not found")
    public static let invalidKeyIndex = Refusal(21110, "invalid api key index")
    public static let inPreLiquidation = Refusal(
        21111,
        "account is in pre-liquidation and the transaction doesn't increase the account health"
    )
    public static let inLiquidation = Refusal(21112, "account is in liquidation")
    public static let invalidInitialMarginFraction = Refusal(21113, "invalid initial margin fraction")
    public static let withdrawalTooSmall = Refusal(21116, "withdrawal amount is too small")
    public static let withdrawalTooHigh = Refusal(21117, "withdrawal amount is too high")
    public static let transferTooSmall = Refusal(21118, "transfer amount is too small")
    public static let transferTooHigh = Refusal(21119, "transfer amount is too high")
    public static let invalidSignature = Refusal(21120, "invalid signature")
    public static let batchOfSeveralKeys = Refusal(
        21121,
        "all transactions in the batch must have use same account and apikey"
    )
    public static let invalidRoute = Refusal(21124, "invalid route type")
    public static let tooManySubAccounts = Refusal(21129, "too many sub accounts")
    public static let marginModeInUse = Refusal(
        21132,
        "margin mode change on a market with position or open order is not allowed"
    )
    public static let invalidFee = Refusal(21134, "invalid fee")
    public static let integratorNotApproved = Refusal(21149, "integrator is not approved")

    public static let invalidAssetAmount = Refusal(21300, "invalid asset amount")
    public static let notEnoughCollateral = Refusal(21301, "not enough collateral")
    public static let notEnoughForFee = Refusal(21305, "not enough asset balance for fee")
    public static let notEnoughBalance = Refusal(21304, "not enough asset balance")

    public static let transactionNotFound = Refusal(21500, "transaction not found")
    public static let invalidTransaction = Refusal(21501, "invalid tx info")
    public static let layer1SignatureFailed = Refusal(21504, "fail to l1 signature")
    public static let unsupportedTransaction = Refusal(21505, "unsupported tx type")
    public static let tooManyPending = Refusal(21506, "too many pending txs. Please try again later")
    public static let belowInitialMargin = Refusal(
        21508,
        "account is below initial margin, can't execute transaction"
    )
    public static let batchLengthsDiffer = Refusal(21513, "TxInfos and TxTypes should have the same length")
    public static let batchTooLong = Refusal(21514, "maximum 50 transactions allowed per batch")

    public static let notActiveLimitOrder = Refusal(21600, "given order is not an active limit order")
    public static let invalidMarketIndex = Refusal(21602, "invalid market index")
    public static let invalidMarketStatus = Refusal(21605, "invalid market status")
    public static let invalidOrderTypeForMarket = Refusal(21618, "invalid order type for market")
    public static let invalidMarginMode = Refusal(21613, "invalid margin mode")
    public static let noPosition = Refusal(21614, "no position found")
    public static let invalidPerpetualMarketIndex = Refusal(21621, "invalid perps market index")

    public static let invalidOrderIndex = Refusal(21700, "invalid order index")
    public static let invalidBaseAmount = Refusal(21701, "invalid base amount")
    public static let invalidPrice = Refusal(21702, "invalid price")
    public static let invalidOrderType = Refusal(21704, "invalid OrderType")
    public static let invalidTimeInForce = Refusal(21705, "invalid OrderTimeInForce")
    public static let invalidAmounts = Refusal(21706, "invalid order base or quote amount")
    public static let notOwner = Refusal(21707, "account is not owner of the order")
    public static let orderInactive = Refusal(21709, "order is inactive")
    public static let unsupportedOrderType = Refusal(21710, "unsupported order type")
    public static let invalidExpiry = Refusal(21711, "invalid expiry")
    public static let invalidCancelAllTimeInForce = Refusal(21713, "invalid cancel all time in force")
    public static let invalidCancelAllTime = Refusal(21714, "invalid cancel all time")
    public static let tooManyOrders = Refusal(21717, "maximum active limit order count reached")
    public static let tooManyOrdersOfMarket = Refusal(
        21718,
        "maximum active limit order count per market reached"
    )
    public static let tooManyWaiting = Refusal(21719, "maximum pending order count reached")
    public static let tooManyWaitingOfMarket = Refusal(21720, "maximum pending order count per market reached")
    public static let invalidClientIndex = Refusal(21727, "invalid client order index")
    public static let clientIndexExists = Refusal(21728, "client order index already exists")
    public static let invalidTriggerPrice = Refusal(21729, "invalid order trigger price")
    public static let accidentalPrice = Refusal(21733, "order price flagged as an accidental price")
    public static let invalidGroupSize = Refusal(21742, "invalid order group size")
    public static let invalidOrderVersion = Refusal(21743, "invalid order info")
    public static let priceTooFar = Refusal(21734, "limit order price is too far from the mark price")
    public static let triggerTooFar = Refusal(21735, "SL/TP order price is too far from the trigger price")
    public static let invalidReduceOnlyDirection = Refusal(21738, "invalid reduce only direction")
    public static let notEnoughMargin = Refusal(21739, "not enough margin to create the order")
    public static let invalidReduceOnlyMode = Refusal(21740, "invalid reduce only mode")

    public static let invalidAssetIndex = Refusal(21801, "invalid asset index")
    public static let onlyDollars = Refusal(21805, "only usdc transfer supported")
    public static let assetNotFound = Refusal(21809, "asset not found")

    public static let invalidTimestamps = Refusal(
        22400,
        "invalid timestamps: end_timestamp must be greater than start_timestamp"
    )
    public static let invalidTimestamp = Refusal(
        22401,
        "invalid timestamp: timestamp must be greater than 0 and less than year 2286"
    )
    public static let invalidResolution = Refusal(22402, "invalid resolution: resolution unsupported")

    public static let tooManyRequests = Refusal(23000, "Too Many Requests!")

    public static let notFound = Refusal(29404, "not found")
    public static let serverError = Refusal(29500, "internal server error")
}
