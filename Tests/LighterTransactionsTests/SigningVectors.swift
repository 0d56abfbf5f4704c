import Foundation
import LighterJSON
import LighterSigning
import LighterTransactions

/// What the venue's official signer made, recorded (`Fixtures/signing.json`).
struct SigningVectors {
    struct Key {
        let publicKey: PublicKey
        let privateKeyHex: String
        let chainID: ChainID
    }

    struct Vector {
        let name: String
        let key: Int
        let type: Int64
        let info: String
        let hash: String
        let layerOneMessage: String?
    }

    struct Refusal {
        let name: String
        let arguments: JSONReader?
        let attributes: JSONReader?
        let isRefused: Bool
    }

    let keys: [Key]
    let transactions: [Vector]
    let refusals: [Refusal]

    static func load() throws -> SigningVectors {
        guard let url = Bundle.module.url(forResource: "signing", withExtension: "json", subdirectory: "Fixtures")
        else {
            throw CocoaError(.fileNoSuchFile)
        }
        let root = try JSONReader(JSON.decode(Array(Data(contentsOf: url))))
        return SigningVectors(
            keys: try root.objects("keys").map { key in
                Key(
                    publicKey: try PublicKey(hex: key.required("public_key", key.string("public_key"))),
                    privateKeyHex: try key.required("private_key", key.string("private_key")),
                    chainID: try ChainID(key.required("chain_id", key.integer("chain_id")))
                )
            },
            transactions: try root.objects("transactions").map { vector in
                Vector(
                    name: try vector.required("name", vector.string("name")),
                    key: Int(try vector.required("key", vector.integer("key"))),
                    type: try vector.required("tx_type", vector.integer("tx_type")),
                    info: try vector.required("tx_info", vector.string("tx_info")),
                    hash: try vector.required("tx_hash", vector.string("tx_hash")),
                    layerOneMessage: try vector.string("l1_message")
                )
            },
            refusals: try root.objects("refusals").map { refusal in
                Refusal(
                    name: try refusal.required("name", refusal.string("name")),
                    arguments: try refusal.reader("args"),
                    attributes: try refusal.reader("attributes"),
                    isRefused: try refusal.string("error") != nil
                )
            }
        )
    }
}
