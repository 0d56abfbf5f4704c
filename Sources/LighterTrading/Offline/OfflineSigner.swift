import LighterJSON
import LighterSigning
import LighterStatus
import LighterTransactions

/// Signs transactions that others made, without sending any.
public struct OfflineSigner: Sendable {
    private let key: PrivateKey

    public init(key: PrivateKey) { self.key = key }

    /// Signs lines: `{"chain_id":304,"tx_type":14,"tx_info":{…}}`, `tx_info` being an object of the venue's field names, or
    /// its text, without `Sig`.
    ///
    /// - Returns: for each line `tx_type`, `tx_info` as the venue takes it, and `tx_hash`; or why it is not signed.
    public func sign(_ lines: [[UInt8]]) -> [Result<JSONObject, Failure>] {
        let transactions = lines.map { line in
            Result { () throws(Failure) in
                do {
                    let reader = try TransactionLine(line)
                    return try Transaction(chainID: reader.chainID, type: reader.type, unsignedInfo: reader.info)
                } catch { throw Failure.from(error) }
            }
        }
        do {
            var signed = try Transaction.sign(transactions.compactMap { try? $0.get() }, with: key).makeIterator()
            return transactions.map { transaction in
                transaction.flatMap { _ in
                    Result { () throws(Failure) in
                        guard let signed = signed.next() else {
                            throw Failure("signature.missing", .internal, "the transaction got no signature")
                        }
                        return try OfflineSigner.object(signed)
                    }
                }
            }
        } catch {
            let failure = Failure.from(error)
            return transactions.map { $0.flatMap { _ in .failure(failure) } }
        }
    }

    private static func object(_ signed: SignedTransaction) throws(Failure) -> JSONObject {
        do {
            return [
                "tx_type": .integer(signed.transaction.type.rawValue),
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
