import Foundation
import LighterJSON
import Testing

/// Files beside these tests.
enum Fixture {
    static func text(_ name: String) throws -> String {
        let url = try #require(Bundle.module.url(forResource: name, withExtension: nil, subdirectory: "Fixtures"))
        return String(decoding: try Data(contentsOf: url), as: UTF8.self)
    }
}

/// What the venue's official signer made of one key (`Fixtures/signing.json`).
struct Vectors {
    struct Vector {
        let hash: String
        /// A line as `sign` takes it.
        let unsigned: String
        /// A line as `verify` takes it, with the official signature.
        let signed: String
    }

    /// It guards nothing.
    let privateKey: String
    let publicKey: String
    let foreignPublicKey: String
    let transactions: [Vector]
    let authToken: String

    init() throws {
        let root = try JSONReader(JSON.decode(Fixture.text("signing.json")))
        privateKey = try root.required("private_key", root.string("private_key"))
        publicKey = try root.required("public_key", root.string("public_key"))
        foreignPublicKey = try root.required("foreign_public_key", root.string("foreign_public_key"))
        authToken = try root.required("auth_token", root.string("auth_token"))
        let chainID = JSON(try root.integer("chain_id"))
        transactions = try root.objects("transactions").map { vector in
            let info = try vector.required("tx_info", vector.string("tx_info"))
            var line: JSONObject = ["chain_id": chainID, "tx_type": vector.value("tx_type") ?? .null]
            line["tx_info"] = .string(info)
            let signed = try JSON.object(line).encoded()
            var fields = try #require(try JSON.decode(info).object)
            fields["Sig"] = nil
            line["tx_info"] = .object(fields)
            return Vector(
                hash: try vector.required("tx_hash", vector.string("tx_hash")),
                unsigned: try JSON.object(line).encoded(),
                signed: signed
            )
        }
    }
}
