/// The fields of one type of transaction: how they are read, written in the venue's order, and checked.
protocol TransactionFields: Hashable, Sendable {
    static var type: TransactionType { get }
    /// The wire names of the fields, but for those all transactions share.
    static var names: Set<String> { get }

    var account: AccountIndex { get }
    var apiKey: APIKeyIndex { get }

    init(from fields: FieldReader) throws(TransactionError)

    /// Writes the fields that stand before `ExpiredAt`, in the order in which they are hashed.
    func write(to sink: inout some FieldSink)

    /// Whether the fields go together.
    func validate() throws(TransactionError)

    /// The layer-1 signature and where it stands, for the types that carry one.
    var layerOneSignature: LayerOneSignature? { get }
    /// Whether `L1Sig` stands behind `Sig` rather than among the fields.
    static var signatureEndsWithLayerOne: Bool { get }
}

extension TransactionFields {
    func validate() throws(TransactionError) {}
    var layerOneSignature: LayerOneSignature? { nil }
    static var signatureEndsWithLayerOne: Bool { false }
}
