import Foundation
import LighterJSON
import LighterTransactions
import Testing

@testable import LighterVenue

/// The venue's payloads, recorded from it or written after its documentation.
enum Fixture {
    static func bytes(_ name: String) throws -> [UInt8] {
        let url = try #require(Bundle.module.url(forResource: name, withExtension: nil, subdirectory: "Fixtures"))
        return Array(try Data(contentsOf: url))
    }

    static func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

    /// A payload with the first `old` in it made `new`, so that one thing about it is different.
    static func text(_ name: String, _ old: String, _ new: String) throws -> String {
        let text = try text(name)
        let range = try #require(text.range(of: old), "\(name) holds no \(old)")
        return text.replacingCharacters(in: range, with: new)
    }

    /// An order signed by the official signer, for chain 300.
    static func signedOrder() throws -> SignedTransaction {
        try SignedTransaction(chainID: ChainID(300), type: 14, info: JSON.decode(bytes("signed_order.json")))
    }
}
