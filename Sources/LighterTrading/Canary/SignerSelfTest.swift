import LighterJSON
import LighterSigning
import LighterStatus
import LighterTransactions

/// Whether this program, on this host, hashes and signs as the venue does: an order that the venue's official signer signed
/// is hashed and verified, then one is signed and verified with a key.
public enum SignerSelfTest {
    private static let chainID: Int64 = 300
    private static let publicKey =
        "5cdc6d626a4763ce6435aa98b558dcb0dde5913306573c7063950df891c50527cc12695b8e7ec4f8"
    private static let hash = "fca6d3207d01682bfb4cb4b510c03b3a22f5c90b580b8ef0f5d4a78bf8c5d5c0d5802fd03aec72e1"
    private static let info: JSON = [
        "AccountIndex": 1, "ApiKeyIndex": 2, "MarketIndex": 0, "ClientOrderIndex": 729_633,
        "BaseAmount": 281_474_976_710_655, "Price": 1_269_492_321, "IsAsk": 0, "Type": 0, "TimeInForce": 1,
        "ReduceOnly": 0, "TriggerPrice": 0, "OrderExpiry": 1_797_788_021_127, "ExpiredAt": 1_795_369_420_127,
        "Nonce": 945_215,
        "Sig":
            "c1MSSHTrYQSTO0o74vIuSv28cROR4AzB4EMU+rZgQJQpV9POUcjlVnDxUZwyOZEarLWcdf2DshedmvIHFdZEqa4S0E5jhzuQWSo3rY4Rlx0=",
        "L2TxAttributes": ["7": 1],
    ]

    /// - Throws: ``Failure`` of class protocol where it does not.
    public static func run(with key: PrivateKey) throws(Failure) {
        do {
            let official = try SignedTransaction(chainID: ChainID(chainID), type: 14, info: info)
            guard official.hash == hash else { throw failed("an order hashes to \(official.hash), not to \(hash)") }
            guard official.isValid(under: try PublicKey(hex: publicKey)) else {
                throw failed("the official signer's signature does not verify")
            }
            let own = try official.transaction.signed(with: key)
            guard own.isValid(under: key.publicKey) else { throw failed("a signature of the key does not verify") }
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
