import LighterJSON
import LighterSigning
import LighterStatus
import LighterTrading
import Testing

/// What is signed without a venue holds, and nothing else does.
@Suite struct OfflineTests {
    private static let unsigned =
        #"{"chain_id":304,"tx_type":14,"tx_info":{"AccountIndex":1,"ApiKeyIndex":2,"MarketIndex":3,"ClientOrderIndex":4,"#
        + #""BaseAmount":5,"Price":6,"IsAsk":0,"Type":0,"TimeInForce":1,"ReduceOnly":0,"TriggerPrice":0,"#
        + #""OrderExpiry":1797788021127,"ExpiredAt":1795369420127,"Nonce":7}}"#

    private func sign(_ line: String, with key: PrivateKey) throws -> JSONObject {
        try #require(OfflineSigner(key: key).sign([Array(line.utf8)]).first).get()
    }

    @Test func aSignatureHoldsForItsFieldsAlone() throws {
        let key = try PrivateKey(bytes: [UInt8](repeating: 7, count: PrivateKey.byteCount))
        let other = try PrivateKey(bytes: [UInt8](repeating: 8, count: PrivateKey.byteCount))
        let signed = try sign(Self.unsigned, with: key)
        let info = try #require(try signed["tx_info"]?.string.map { try JSON.decode($0) }?.object)
        let verifier = OfflineVerifier(publicKey: key.publicKey)
        func verdict(_ info: JSONObject, chainID: Int64 = 304) throws -> OfflineVerifier.Verdict {
            let line: JSON = ["chain_id": .integer(chainID), "tx_type": 14, "tx_info": .object(info)]
            return try verifier.verify(Array(line.encoded().utf8))
        }
        let good = try verdict(info)
        #expect(good.isValid && good.hash == signed["tx_hash"]?.string && good.reason == nil)
        #expect(try !verdict(info, chainID: 300).isValid)
        let line: JSON = ["chain_id": 304, "tx_type": 14, "tx_info": .object(info)]
        #expect(try !OfflineVerifier(publicKey: other.publicKey).verify(Array(line.encoded().utf8)).isValid)
        // Any field one higher is another transaction.
        for member in info.members {
            guard let value = member.value.integer else { continue }
            var changed = info
            changed[member.key] = .integer(value + 1)
            let verdict = try verdict(changed)
            #expect(!verdict.isValid && verdict.hash != good.hash, "\(member.key)")
        }
        // Signed twice, the hash is the same and the signature another: its nonce is not a secret anyone can guess.
        let again = try sign(Self.unsigned, with: key)
        #expect(again["tx_hash"] == signed["tx_hash"] && again["tx_info"] != signed["tx_info"])
        #expect(try failure { try sign("{", with: key) }?.exit == .data)
    }
}
