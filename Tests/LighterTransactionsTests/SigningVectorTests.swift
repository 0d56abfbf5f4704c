import LighterJSON
import LighterSigning
import LighterTransactions
import Testing

@Suite("The official signer's transactions")
struct SigningVectorTests {
    private let vectors: SigningVectors

    init() throws { vectors = try SigningVectors.load() }

    private func read(_ vector: SigningVectors.Vector) throws -> SignedTransaction {
        try SignedTransaction(
            chainID: vectors.keys[vector.key].chainID,
            type: vector.type,
            info: JSON.decode(vector.info)
        )
    }

    @Test("hash to the same value, verify, and are written byte for byte as the signer writes them")
    func agreement() throws {
        #expect(vectors.transactions.count == 220)
        #expect(Set(vectors.transactions.map(\.type)) == Set(TransactionType.allCases.map(\.rawValue)))
        for vector in vectors.transactions {
            let signed = try read(vector)
            #expect(signed.hash == vector.hash, "\(vector.name)")
            #expect(signed.isValid(under: vectors.keys[vector.key].publicKey), "\(vector.name)")
            #expect(try signed.encodedInfo() == vector.info, "\(vector.name)")
            #expect(signed.transaction.layerOneMessage == vector.layerOneMessage, "\(vector.name)")
        }
    }

    @Test("signed here from their unsigned fields they hash the same and verify, under their key alone")
    func signing() throws {
        for vector in vectors.transactions {
            var fields = try #require(JSON.decode(vector.info).object)
            fields["Sig"] = nil
            let key = vectors.keys[vector.key]
            let transaction = try Transaction(chainID: key.chainID, type: vector.type, unsignedInfo: .object(fields))
            let signed = try transaction.signed(with: PrivateKey(hex: key.privateKeyHex))
            #expect(signed.hash == vector.hash, "\(vector.name)")
            #expect(signed.isValid(under: key.publicKey), "\(vector.name)")
            let again = try SignedTransaction(
                chainID: key.chainID,
                type: vector.type,
                info: JSON.decode(signed.encodedInfo())
            )
            #expect(again == signed)
            let other = vectors.keys[(vector.key + 1) % vectors.keys.count]
            #expect(!signed.isValid(under: other.publicKey))
        }
    }

    @Test("with one bit of a signature turned they are invalid")
    func turnedSignatureBits() throws {
        for (index, vector) in vectors.transactions.enumerated() {
            let info = try #require(JSON.decode(vector.info).object)
            let bytes = try #require(info["Sig"]?.string.flatMap(Base64.decode))
            let bits = index == 0 ? Array(0..<640) : [(index * 37) % 640, (index * 211 + 5) % 640]
            for bit in bits {
                var turned = bytes
                turned[bit / 8] ^= 1 << (bit % 8)
                var changed = info
                changed["Sig"] = .string(Base64.encode(turned))
                let signed = try? SignedTransaction(
                    chainID: vectors.keys[vector.key].chainID,
                    type: vector.type,
                    info: .object(changed)
                )
                #expect(signed?.isValid(under: vectors.keys[vector.key].publicKey) != true, "\(vector.name) bit \(bit)")
            }
        }
    }

    @Test("with any hashed field one off they are invalid or refused")
    func changedFields() throws {
        let unhashed: Set<String> = ["Sig", "L1Sig", "Memo"]
        for vector in vectors.transactions {
            let info = try #require(JSON.decode(vector.info).object)
            let key = vectors.keys[vector.key]
            var variants: [JSONObject] = []
            for member in info.members where !unhashed.contains(member.key) {
                guard let value = member.value.integer else { continue }
                var changed = info
                changed[member.key] = .integer(value ^ 1)
                variants.append(changed)
            }
            for variant in variants {
                let signed = try? SignedTransaction(chainID: key.chainID, type: vector.type, info: .object(variant))
                #expect(signed?.isValid(under: key.publicKey) != true, "\(vector.name)")
            }
            let chain = try ChainID(key.chainID.value ^ 1)
            let elsewhere = try SignedTransaction(chainID: chain, type: vector.type, info: .object(info))
            #expect(!elsewhere.isValid(under: key.publicKey))
        }
    }

    @Test("what the official signer refuses is refused before signing, with the field named")
    func refusals() throws {
        for refusal in vectors.refusals {
            var fields: JSONObject = [
                "AccountIndex": 1, "ApiKeyIndex": 2, "MarketIndex": 1, "ClientOrderIndex": 1, "BaseAmount": 1,
                "Price": 1,
                "IsAsk": 0, "Type": 0, "TimeInForce": 1, "ReduceOnly": 0, "TriggerPrice": 0,
                "OrderExpiry": 1_797_788_021_127, "ExpiredAt": 1_795_369_420_127, "Nonce": 7,
            ]
            let wireNames = [
                "market_index": "MarketIndex", "client_order_index": "ClientOrderIndex", "base_amount": "BaseAmount",
                "price": "Price", "is_ask": "IsAsk", "type": "Type", "time_in_force": "TimeInForce",
                "reduce_only": "ReduceOnly", "trigger_price": "TriggerPrice", "order_expiry": "OrderExpiry",
            ]
            for member in refusal.arguments?.object.members ?? [] {
                let name = try #require(wireNames[member.key])
                // The signer's -1 stands for 28 days from now and is never signed.
                fields[name] = name == "OrderExpiry" && member.value == -1 ? fields[name] : member.value
            }
            let attributeNumbers = [
                "integrator_account_index": "1", "integrator_taker_fee": "2", "integrator_maker_fee": "3",
                "self_trade_behavior_mode": "6", "self_trade_equality_mode": "7",
            ]
            if let attributes = refusal.attributes {
                fields["L2TxAttributes"] = .object(
                    JSONObject(try attributes.object.members.map { (try #require(attributeNumbers[$0.key]), $0.value) })
                )
            }
            let info = JSON.object(fields)
            if refusal.isRefused {
                #expect(throws: TransactionError.self, "\(refusal.name)") {
                    try Transaction(chainID: ChainID(304), type: 14, unsignedInfo: info)
                }
            } else {
                // Only the venue refuses these: it knows which of its markets are spot.
                _ = try Transaction(chainID: ChainID(304), type: 14, unsignedInfo: info)
            }
        }
    }
}
