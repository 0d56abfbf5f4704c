import LighterJSON
import LighterSigning

/// A transaction with its signature, as the venue takes it.
public struct SignedTransaction: Hashable, Sendable {
    public let transaction: Transaction
    /// What was signed.
    public let message: QuinticElement
    public let signature: Signature

    init(transaction: Transaction, message: QuinticElement, signature: Signature) {
        self.transaction = transaction
        self.message = message
        self.signature = signature
    }

    /// The transaction's hash as the venue reports it: 80 hex digits without `0x`, known before anything is sent.
    public var hash: String { message.hexDigits }

    /// Whether the signature is that of the key.
    public func isValid(under key: PublicKey) -> Bool { key.isValid(signature, for: message) }

    /// Whether the signature of each is that of the key: together they take less time than one by one.
    public static func areValid(_ signed: [SignedTransaction], under key: PublicKey) -> [Bool] {
        key.areValid(signed.map { (signature: $0.signature, message: $0.message) })
    }

    /// Reads `tx_info`. Fields the venue does not know are passed over, as the venue does.
    ///
    /// - Throws: ``TransactionError``, also when the fields do not go together or the signature is no signature.
    public init(chainID: ChainID, type: Int64, info: JSON) throws(TransactionError) {
        let transaction = try Transaction(chainID: chainID, type: type, signedInfo: info)
        try transaction.validate()
        let signature = try SignedTransaction.signature(in: info)
        self.init(transaction: transaction, message: transaction.message, signature: signature)
    }

    /// The signature in `tx_info`.
    ///
    /// - Throws: ``TransactionError`` unless `Sig` is one.
    public static func signature(in info: JSON) throws(TransactionError) -> Signature {
        guard let text = info["Sig"]?.string else { throw .malformed(field: "Sig", reason: "is missing") }
        guard let bytes = Base64.decode(text) else { throw .malformed(field: "Sig", reason: "is no base64") }
        do { return try Signature(bytes: bytes) } catch {
            throw .malformed(field: "Sig", reason: "is no signature: \(error)")
        }
    }

    /// The fields in the venue's order, `Sig` among them.
    public var info: JSON {
        let fields = transaction.body.fields
        var sink = WireSink()
        fields.write(to: &sink)
        sink.number("ExpiredAt", transaction.expiredAt)
        sink.number("Nonce", transaction.nonce)
        sink.unsigned("Sig", .string(Base64.encode(signature.bytes)))
        if type(of: fields).signatureEndsWithLayerOne, let layerOneSignature = fields.layerOneSignature {
            sink.unsigned("L1Sig", .string(layerOneSignature.text))
        }
        sink.unsigned("L2TxAttributes", transaction.attributes.json)
        return .object(sink.object)
    }

    /// `tx_info`: the compact JSON text of ``info``.
    ///
    /// - Throws: `JSONError` never in practice: the fields hold nothing that JSON cannot.
    public func encodedInfo() throws(JSONError) -> String { try info.encoded() }
}
