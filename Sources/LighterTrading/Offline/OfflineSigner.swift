import LighterJSON
import LighterSigning
import LighterStatus
import LighterTransactions

/// Signs transactions that others made, without sending any.
public struct OfflineSigner: Sendable {
    private let key: PrivateKey

    public init(key: PrivateKey) { self.key = key }

    /// Signs one line: `{"chain_id":304,"tx_type":14,"tx_info":{…}}`, `tx_info` being an object of the venue's field
    /// names, or its text, without `Sig`.
    ///
    /// - Returns: `tx_type`, `tx_info` as the venue takes it, and `tx_hash`.
    /// - Throws: ``Failure``.
    public func sign(_ line: [UInt8]) throws(Failure) -> JSONObject {
        do {
            let reader = try TransactionLine(line)
            let transaction = try Transaction(chainID: reader.chainID, type: reader.type, unsignedInfo: reader.info)
            let signed = try transaction.signed(with: key)
            return [
                "tx_type": .integer(transaction.type.rawValue),
                "tx_info": .string(try signed.encodedInfo()),
                "tx_hash": .string(signed.hash),
            ]
        } catch { throw Failure.from(error) }
    }
}

/// The members that unsigned and signed transactions on a line share.
struct TransactionLine {
    let chainID: ChainID
    let type: Int64
    let info: JSON

    init(_ line: [UInt8]) throws {
        try self.init(JSONReader(JSON.decode(line)))
    }

    init(_ reader: JSONReader) throws {
        chainID = try ChainID(reader.required("chain_id", reader.integer("chain_id")))
        type = try reader.required("tx_type", reader.integer("tx_type"))
        let value = try reader.required("tx_info", reader.value("tx_info"))
        if let text = value.string { info = try JSON.decode(text) } else { info = value }
    }
}
