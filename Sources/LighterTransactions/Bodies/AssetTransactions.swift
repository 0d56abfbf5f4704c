import LighterJSON
import LighterSigning

/// Which side of an account an asset is on.
public enum AssetRoute: Int64, Hashable, Sendable, CaseIterable {
    case perps = 0
    case spot = 1
}

/// 32 bytes that travel with a transfer. The signature does not cover them.
public struct TransferMemo: Hashable, Sendable {
    public let bytes: [UInt8]

    public static let byteCount = 32
    public static let empty = TransferMemo(unchecked: [UInt8](repeating: 0, count: byteCount))

    private init(unchecked bytes: [UInt8]) { self.bytes = bytes }

    /// Nil unless `bytes` are 32.
    public init?(bytes: [UInt8]) {
        guard bytes.count == TransferMemo.byteCount else { return nil }
        self.bytes = bytes
    }
}

/// Type 12: moves an asset to another account, or between the routes of one. To another master account it is also
/// signed by the layer-1 key.
public struct Transfer: TransactionFields {
    static let type = TransactionType.transfer
    static let names: Set<String> = [
        "FromAccountIndex", "ApiKeyIndex", "ToAccountIndex", "AssetIndex", "FromRouteType", "ToRouteType", "Amount",
        "USDCFee", "Memo", "L1Sig",
    ]
    static let signatureEndsWithLayerOne = true

    public var account: AccountIndex
    public var apiKey: APIKeyIndex
    public var recipient: AccountIndex
    public var asset: AssetIndex
    public var fromRoute: AssetRoute
    public var toRoute: AssetRoute
    public var amount: AssetAmount
    public var fee: FeeAmount
    public var memo: TransferMemo
    public var signature: LayerOneSignature

    public init(
        account: AccountIndex,
        apiKey: APIKeyIndex,
        recipient: AccountIndex,
        asset: AssetIndex,
        fromRoute: AssetRoute,
        toRoute: AssetRoute,
        amount: AssetAmount,
        fee: FeeAmount,
        memo: TransferMemo = .empty,
        signature: LayerOneSignature = .unsigned
    ) {
        self.account = account
        self.apiKey = apiKey
        self.recipient = recipient
        self.asset = asset
        self.fromRoute = fromRoute
        self.toRoute = toRoute
        self.amount = amount
        self.fee = fee
        self.memo = memo
        self.signature = signature
    }

    init(from fields: FieldReader) throws(TransactionError) {
        account = try fields.bounded("FromAccountIndex")
        apiKey = try fields.bounded("ApiKeyIndex")
        recipient = try fields.bounded("ToAccountIndex")
        asset = try fields.bounded("AssetIndex")
        fromRoute = try fields.choice("FromRouteType")
        toRoute = try fields.choice("ToRouteType")
        amount = try fields.bounded("Amount")
        fee = try fields.bounded("USDCFee")
        guard let memo = TransferMemo(bytes: try fields.bytes("Memo") ?? TransferMemo.empty.bytes) else {
            throw .malformed(field: "Memo", reason: "should be 32 bytes")
        }
        self.memo = memo
        signature = try LayerOneSignature(fields.text("L1Sig") ?? "")
    }

    func write(to sink: inout some FieldSink) {
        sink.number("FromAccountIndex", account)
        sink.number("ApiKeyIndex", apiKey)
        sink.number("ToAccountIndex", recipient)
        sink.number("AssetIndex", asset)
        sink.number("FromRouteType", fromRoute)
        sink.number("ToRouteType", toRoute)
        sink.halves("Amount", amount)
        sink.halves("USDCFee", fee)
        sink.unsigned("Memo", .array(memo.bytes.map { .integer(Int64($0)) }))
    }

    var layerOneSignature: LayerOneSignature? { signature }
}

/// Type 13: withdraws an asset to layer 1.
public struct Withdraw: TransactionFields {
    static let type = TransactionType.withdraw
    static let names: Set<String> = ["FromAccountIndex", "ApiKeyIndex", "AssetIndex", "RouteType", "Amount"]

    public var account: AccountIndex
    public var apiKey: APIKeyIndex
    public var asset: AssetIndex
    public var route: AssetRoute
    public var amount: AssetAmount

    public init(
        account: AccountIndex,
        apiKey: APIKeyIndex,
        asset: AssetIndex,
        route: AssetRoute,
        amount: AssetAmount
    ) {
        self.account = account
        self.apiKey = apiKey
        self.asset = asset
        self.route = route
        self.amount = amount
    }

    init(from fields: FieldReader) throws(TransactionError) {
        account = try fields.bounded("FromAccountIndex")
        apiKey = try fields.bounded("ApiKeyIndex")
        asset = try fields.bounded("AssetIndex")
        route = try fields.choice("RouteType")
        amount = try fields.bounded("Amount")
    }

    func write(to sink: inout some FieldSink) {
        sink.number("FromAccountIndex", account)
        sink.number("ApiKeyIndex", apiKey)
        sink.number("AssetIndex", asset)
        sink.number("RouteType", route)
        sink.halves("Amount", amount)
    }
}
