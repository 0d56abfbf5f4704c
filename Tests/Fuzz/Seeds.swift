import LighterJSON
import LighterSigning
import LighterTransactions

/// Good inputs of every subject, for a generator to spoil.
enum Seeds {
    static let all: [[UInt8]] = {
        let message = QuinticElement(GoldilocksElement(reducing: 5))
        guard let signature = try? Subject.key.sign(message),
            let token = try? AuthToken.create(
                deadline: 1_900_000_000,
                accountIndex: 5,
                apiKeyIndex: 4,
                key: Subject.key
            )
        else { return [] }
        var seeds: [(Subject, [UInt8])] = [
            (.point, Subject.key.publicKey.bytes), (.point, [UInt8](repeating: 0, count: 40)),
            (.signature, signature.bytes), (.signature, Array(signature.hexDigits.utf8)),
            (.privateKey, Array(Subject.key.exposedHex().utf8)), (.authToken, Array(token.text.utf8)),
        ]
        for (type, fields) in transactions {
            let line =
                #"{"chain_id":304,"tx_type":\#(type),"tx_info":{\#(fields),"ExpiredAt":1795369420127,"Nonce":3}}"#
            seeds.append((.unsignedTransaction, Array(line.utf8)))
            guard let info = try? JSON.decode(line)["tx_info"], let chainID = ChainID(exactly: 304),
                let transaction = try? Transaction(chainID: chainID, type: type, unsignedInfo: info),
                let signed = try? transaction.signed(with: Subject.key),
                let text = try? JSON.object(["chain_id": 304, "tx_type": .integer(type), "tx_info": signed.info])
                    .encoded()
            else { fatalError("the seed of type \(type) is no transaction") }
            seeds.append((.signedTransaction, Array(text.utf8)))
        }
        return seeds.map { [$0.rawValue] + $1 }
    }()

    private static let order = #"""
        "MarketIndex":0,"ClientOrderIndex":77,"BaseAmount":1000,"Price":230000,"IsAsk":0,"Type":0,"TimeInForce":1,"ReduceOnly":0,"TriggerPrice":0,"OrderExpiry":1797788021127
        """#

    private static let transactions: [(Int64, String)] = [
        (9, #""AccountIndex":1,"ApiKeyIndex":2"#),
        (
            12,
            #""FromAccountIndex":1,"ApiKeyIndex":2,"ToAccountIndex":3,"AssetIndex":3,"FromRouteType":0,"ToRouteType":0,"Amount":5000000,"USDCFee":1,"Memo":[\#([String](repeating: "9", count: 32).joined(separator: ","))]"#
        ),
        (13, #""FromAccountIndex":1,"ApiKeyIndex":2,"AssetIndex":3,"RouteType":0,"Amount":5000000"#),
        (14, #""AccountIndex":1,"ApiKeyIndex":2,\#(order),"L2TxAttributes":{"1":5,"2":10,"3":20,"4":1}"#),
        (15, #""AccountIndex":1,"ApiKeyIndex":2,"MarketIndex":0,"Index":281474976710656"#),
        (16, #""AccountIndex":1,"ApiKeyIndex":2,"TimeInForce":0,"Time":0,"L2TxAttributes":{"5":7}"#),
        (
            17,
            #""AccountIndex":1,"ApiKeyIndex":2,"MarketIndex":0,"Index":77,"BaseAmount":1,"Price":2,"TriggerPrice":0,"L2TxAttributes":{"8":3}"#
        ),
        (20, #""AccountIndex":1,"ApiKeyIndex":2,"MarketIndex":0,"InitialMarginFraction":500,"MarginMode":1"#),
        (
            28,
            #""AccountIndex":1,"ApiKeyIndex":2,"GroupingType":1,"Orders":[{\#(order)},{"MarketIndex":0,"ClientOrderIndex":0,"BaseAmount":0,"Price":1,"IsAsk":1,"Type":2,"TimeInForce":0,"ReduceOnly":1,"TriggerPrice":5,"OrderExpiry":1797788021127}]"#
        ),
        (29, #""AccountIndex":1,"ApiKeyIndex":2,"MarketIndex":0,"USDCAmount":9,"Direction":1"#),
    ]
}
