import LighterJSON
import LighterSigning
import LighterTransactions
import TestSupport

/// Draws transactions that the venue's rules allow, over the whole of their bounds.
struct RandomTransactions {
    static let chainIDs: [Int64] = [304, 300, 466_324]

    var generator: SeededGenerator
    private let keys: [PrivateKey]

    init(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        keys = try (0..<6).map { _ in try PrivateKey(bytes: generator.bytes(PrivateKey.byteCount)) }
        self.generator = generator
    }

    /// The public half of the key a request names.
    func publicKey(of request: SigningRequest) throws -> PublicKey {
        try PrivateKey(hex: request.privateKey).publicKey
    }

    mutating func request(_ type: TransactionType) -> SigningRequest {
        SigningRequest(
            chainID: generator.pick(Self.chainIDs),
            privateKey: generator.pick(keys).exposedHex(),
            type: type,
            fields: fields(of: type)
        )
    }

    private mutating func fields(of type: TransactionType) -> JSONObject {
        let masters: Set<TransactionType> = [.createSubAccount, .createPublicPool]
        let senderName = type == .transfer || type == .withdraw ? "FromAccountIndex" : "AccountIndex"
        var fields: JSONObject = [
            senderName: generator.number(masters.contains(type) ? 1...(1 << 47) - 1 : 1...(1 << 48) - 2),
            "ApiKeyIndex": generator.number(0...254),
            "Nonce": generator.number(0...(1 << 48) - 1),
        ]
        for member in ownFields(of: type).members { fields[member.key] = member.value }
        let attributes = attributes(of: type, fields: fields)
        fields["L2TxAttributes"] = attributes.members.isEmpty ? .null : .object(attributes)
        return fields
    }

    private mutating func ownFields(of type: TransactionType) -> JSONObject {
        switch type {
        case .changePublicKey: return ["PubKey": .string(Base64.encode(generator.pick(keys).publicKey.bytes))]
        case .createSubAccount: return [:]
        case .createPublicPool:
            return [
                "OperatorFee": generator.number(0...1_000_000),
                // The greatest that the signer's interface carries; the venue's own bound is 10^12.
                "InitialTotalShares": generator.number(1...(1 << 31) - 1),
                "MinOperatorShareRate": generator.number(0...10_000),
            ]
        case .updatePublicPool:
            return [
                "PublicPoolIndex": generator.number(-1...(1 << 48) - 2), "Status": generator.number(0...1),
                "OperatorFee": generator.number(0...1_000_000), "MinOperatorShareRate": generator.number(0...10_000),
            ]
        case .transfer:
            return [
                "ToAccountIndex": generator.number(-1...(1 << 48) - 2), "AssetIndex": generator.number(1...62),
                "FromRouteType": generator.number(0...1), "ToRouteType": generator.number(0...1),
                "Amount": generator.number(1...(1 << 60) - 1), "USDCFee": generator.number(0...(1 << 60) - 1),
                "Memo": .array(generator.bytes(TransferMemo.byteCount).map { .integer(Int64($0)) }),
            ]
        case .withdraw:
            return [
                "AssetIndex": generator.number(1...62), "RouteType": generator.number(0...1),
                "Amount": generator.number(1...(1 << 60) - 1),
            ]
        case .createOrder: return order()
        case .cancelOrder: return ["MarketIndex": market(), "Index": orderReference()]
        case .cancelAllOrders:
            let mode = Int64.random(in: 0...2, using: &generator)
            return ["TimeInForce": .integer(mode), "Time": mode == 1 ? generator.number(1...(1 << 48) - 1) : 0]
        case .modifyOrder:
            return [
                "MarketIndex": market(), "Index": orderReference(), "BaseAmount": generator.number(0...(1 << 48) - 1),
                "Price": price(), "TriggerPrice": generator.number(0...(1 << 32) - 1),
            ]
        case .mintShares, .burnShares:
            return ["PublicPoolIndex": pool(), "ShareAmount": generator.number(1...(1 << 60) - 1)]
        case .updateLeverage:
            return [
                "MarketIndex": market(), "InitialMarginFraction": generator.number(1...10_000),
                "MarginMode": generator.number(0...1),
            ]
        case .createGroupedOrders: return group()
        case .updateMargin:
            return [
                "MarketIndex": market(), "USDCAmount": generator.number(1...(1 << 60) - 1),
                "Direction": generator.number(0...1),
            ]
        case .stakeAssets, .unstakeAssets:
            return ["StakingPoolIndex": pool(), "ShareAmount": generator.number(1...(1 << 60) - 1)]
        case .updateAccountConfig: return ["AccountTradingMode": generator.number(0...1)]
        case .updateAccountAssetConfig:
            return ["AssetIndex": generator.number(1...62), "AssetMarginMode": generator.number(0...1)]
        case .approveIntegrator:
            var fields: JSONObject = ["IntegratorAccountIndex": generator.number(-1...(1 << 48) - 2)]
            for fee in ["MaxPerpsTakerFee", "MaxPerpsMakerFee", "MaxSpotTakerFee", "MaxSpotMakerFee"] {
                fields[fee] = generator.number(0...1_000_000)
            }
            fields["ApprovalExpiry"] = generator.number(1...(1 << 48) - 1)
            return fields
        }
    }

    /// At most four attributes that go with the type and with each other.
    private mutating func attributes(of type: TransactionType, fields: JSONObject) -> JSONObject {
        var attributes: JSONObject = [:]
        switch type {
        case .createOrder, .modifyOrder, .createGroupedOrders:
            if Bool.random(using: &generator) {
                attributes["1"] = generator.number(1...(1 << 48) - 2)
                attributes["2"] = generator.number(1...1_000_000)
                attributes["3"] = type == .modifyOrder ? 0 : generator.number(1...1_000_000)
            } else {
                let equality = Int64.random(in: 0...1, using: &generator)
                attributes["6"] = generator.number(0...(equality == 1 ? 2 : 3))
                attributes["7"] = .integer(equality)
            }
            if type == .modifyOrder { attributes["8"] = generator.number(0...(1 << 48) - 1) }
        case .cancelAllOrders:
            if fields["TimeInForce"] == 0 { attributes["5"] = market() }
        default: break
        }
        if Bool.random(using: &generator) { attributes["4"] = 1 }
        return JSONObject(attributes.members.filter { $0.value != 0 || $0.key == "5" }.map { ($0.key, $0.value) })
    }
}

extension RandomTransactions {
    private mutating func market() -> JSON {
        let market = generator.number(0...32_767)
        return market == 255 ? 0 : market
    }

    private mutating func price() -> JSON { generator.number(1...(1 << 32) - 1) }

    private mutating func pool() -> JSON { generator.number((1 << 47)...(1 << 48) - 2) }

    private mutating func orderReference() -> JSON {
        Bool.random(using: &generator)
            ? generator.number(1...(1 << 48) - 1) : generator.number((1 << 48)...(1 << 60) - 1)
    }

    /// The times in force that go with each type, and whether it wants a trigger (signing.md, "Values").
    private static let orderTypes: [(type: Int64, timesInForce: [Int64], hasTrigger: Bool)] = [
        (0, [0, 1, 2], false), (1, [0], false), (2, [0], true), (3, [0, 1, 2], true), (4, [0], true),
        (5, [0, 1, 2], true), (6, [1], false),
    ]

    /// An order of its own, of one of `types`.
    mutating func order(of types: [Int64] = [0, 1, 2, 3, 4, 5, 6]) -> JSONObject {
        let kind = generator.pick(Self.orderTypes.filter { types.contains($0.type) })
        let timeInForce = generator.pick(kind.timesInForce)
        let hasExpiry = kind.type == 0 ? timeInForce != 0 : kind.type != 1
        let reduceOnly = Int64.random(in: 0...1, using: &generator)
        return [
            "MarketIndex": market(), "ClientOrderIndex": generator.number(0...(1 << 48) - 1),
            "BaseAmount": generator.number((1 - reduceOnly)...(1 << 48) - 1), "Price": price(),
            "IsAsk": generator.number(0...1), "Type": .integer(kind.type), "TimeInForce": .integer(timeInForce),
            "ReduceOnly": .integer(reduceOnly), "TriggerPrice": kind.hasTrigger ? price() : 0,
            "OrderExpiry": hasExpiry ? generator.number(1...Int64.max) : 0,
        ]
    }

    /// Orders that belong together (signing.md, "Groups").
    private mutating func group() -> JSONObject {
        let grouping = Int64.random(in: 1...3, using: &generator)
        let stop = order(of: [2, 3])
        let target = order(of: [4, 5])
        let oneChild = Bool.random(using: &generator) ? [stop] : [target]
        var orders = grouping == 1 ? oneChild : [stop, target].shuffled(using: &generator)
        for index in orders.indices {
            orders[index]["OrderExpiry"] = orders[0]["OrderExpiry"]
            orders[index]["IsAsk"] = orders[0]["IsAsk"]
            orders[index]["BaseAmount"] = grouping == 2 ? generator.number(1...1_000) : 0
            orders[index]["ReduceOnly"] = 1
        }
        if grouping == 2 {
            orders[1]["BaseAmount"] = orders[0]["BaseAmount"]
        } else {
            var parent = order(of: [0, 1])
            parent["IsAsk"] = orders[0]["IsAsk"] == 0 ? 1 : 0
            if parent["OrderExpiry"] != 0 {
                for index in orders.indices { orders[index]["OrderExpiry"] = parent["OrderExpiry"] }
            }
            orders.insert(parent, at: 0)
        }
        let market = market()
        for index in orders.indices {
            orders[index]["MarketIndex"] = market
            orders[index]["ClientOrderIndex"] = Bool.random(using: &generator) ? 0 : .integer(Int64(index) + 1)
        }
        return ["GroupingType": .integer(grouping), "Orders": .array(orders.map(JSON.object))]
    }
}
