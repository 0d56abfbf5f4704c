import LighterJSON
import LighterSigning
import LighterStatus
import LighterTransactions

/// Whether this program, on this host, hashes and signs as the venue does: an order and its cancel that the venue's official
/// signer signed are hashed and verified, then signed and verified with a key.
public enum SignerSelfTest {
    private static let chainID: Int64 = 300
    private static let publicKey =
        "5cdc6d626a4763ce6435aa98b558dcb0dde5913306573c7063950df891c50527cc12695b8e7ec4f8"

    /// A transaction of the official signer.
    private struct Vector {
        let type: Int64
        let hash: String
        let info: JSON
    }

    private static let vectors = [
        Vector(
            type: 14,
            hash: "fca6d3207d01682bfb4cb4b510c03b3a22f5c90b580b8ef0f5d4a78bf8c5d5c0d5802fd03aec72e1",
            info: [
                "AccountIndex": 1, "ApiKeyIndex": 2, "MarketIndex": 0, "ClientOrderIndex": 729_633,
                "BaseAmount": 281_474_976_710_655, "Price": 1_269_492_321, "IsAsk": 0, "Type": 0, "TimeInForce": 1,
                "ReduceOnly": 0, "TriggerPrice": 0, "OrderExpiry": 1_797_788_021_127, "ExpiredAt": 1_795_369_420_127,
                "Nonce": 945_215,
                "Sig":
                    "c1MSSHTrYQSTO0o74vIuSv28cROR4AzB4EMU+rZgQJQpV9POUcjlVnDxUZwyOZEarLWcdf2DshedmvIHFdZEqa4S0E5jhzuQWSo3rY4Rlx0=",
                "L2TxAttributes": ["7": 1],
            ]
        ),
        Vector(
            type: 15,
            hash: "5d7f25fa7517d81b0771471087a817eb81bacdac8b167d567202561d4aeabc55ba40329b18360381",
            info: [
                "AccountIndex": 1, "ApiKeyIndex": 2, "MarketIndex": 0, "Index": 620_823_778_748_259_241,
                "ExpiredAt": 1_795_369_421_082, "Nonce": 653_776,
                "Sig":
                    "GJQrnzfw7dYV47o04J00jynnMZ9k/3jJRj49C4Dhkv3MSvnyhieVXQ8eJ2FvkIRfdlYZgErD5lvy7pR1vxLob2VVxcw4sUqwcThptQv9eQg=",
                "L2TxAttributes": nil,
            ]
        ),
    ]

    /// - Throws: ``Failure`` of class protocol where it does not.
    public static func run(with key: PrivateKey) throws(Failure) {
        do {
            for vector in vectors {
                let official = try SignedTransaction(
                    chainID: ChainID(chainID),
                    type: vector.type,
                    info: vector.info
                )
                guard official.hash == vector.hash else {
                    throw failed("a transaction hashes to \(official.hash), not to \(vector.hash)")
                }
                guard official.isValid(under: try PublicKey(hex: publicKey)) else {
                    throw failed("the official signer's signature does not verify")
                }
                let own = try official.transaction.signed(with: key)
                guard own.isValid(under: key.publicKey) else { throw failed("a signature of the key does not verify") }
            }
        } catch let failure as Failure { throw failure } catch { throw failed("\(error)") }
    }

    private static func failed(_ reason: String) -> Failure {
        Failure(
            "signing.self_test",
            .protocol,
            "this program does not sign as the venue does, so nothing is sent: \(sanitized(reason))",
            hint: "lighter version"
        )
    }
}
