import LighterJSON
import LighterSigning

/// A transaction of the venue, not signed yet.
public struct Transaction: Hashable, Sendable {
    /// The deployment it is meant for.
    public var chainID: ChainID
    /// Its place in the sequence of its API key.
    public var nonce: Nonce
    /// When the transaction itself lapses; not its order's expiry.
    public var expiredAt: Timestamp
    public var attributes: TransactionAttributes
    public var body: TransactionBody

    public init(
        chainID: ChainID,
        nonce: Nonce,
        expiredAt: Timestamp,
        attributes: TransactionAttributes = .none,
        body: TransactionBody
    ) {
        self.chainID = chainID
        self.nonce = nonce
        self.expiredAt = expiredAt
        self.attributes = attributes
        self.body = body
    }

    /// The venue's number for this kind of transaction.
    public var type: TransactionType { body.type }

    /// What is signed: the Poseidon2 hash of the fields. Its hex digits are the transaction's hash.
    public var message: QuinticElement {
        var sink = HashSink()
        sink.number("chain_id", chainID)
        sink.number("tx_type", type)
        sink.number("Nonce", nonce)
        sink.number("ExpiredAt", expiredAt)
        body.fields.write(to: &sink)
        return attributes.combined(with: sink.sponge.finalize())
    }

    /// Whether the venue's rules on fields hold: bounds hold by the types, this is about what goes together.
    ///
    /// - Throws: ``TransactionError/invalid(field:reason:)``.
    public func validate() throws(TransactionError) {
        try attributes.validate(for: type)
        try body.fields.validate()
        if case .cancelAllOrders(let cancel) = body, cancel.schedule != .immediately,
            attributes.marketOfCancelAll != nil
        {
            throw .invalid(field: "L2TxAttributes.5", reason: "goes with an immediate cancel-all only")
        }
    }

    /// The transaction with its signature.
    ///
    /// - Throws: ``TransactionError`` when ``validate()`` does, `SigningError` when the signature fails its own check.
    public func signed(with key: PrivateKey) throws -> SignedTransaction {
        try validate()
        let message = message
        return SignedTransaction(transaction: self, message: message, signature: try key.sign(message))
    }

    /// The transactions with their signatures, in their order: many at once take less time than each alone.
    ///
    /// - Throws: as ``signed(with:)``, for the first of them that does.
    public static func sign(_ transactions: [Transaction], with key: PrivateKey) throws -> [SignedTransaction] {
        for transaction in transactions { try transaction.validate() }
        let messages = transactions.map(\.message)
        let signatures = try key.sign(messages)
        return zip(transactions, zip(messages, signatures)).map { transaction, signed in
            SignedTransaction(transaction: transaction, message: signed.0, signature: signed.1)
        }
    }

    /// Reads a transaction by the venue's field names, as it stands before it is signed.
    ///
    /// - Throws: ``TransactionError``, also for a field the transaction does not have.
    public init(chainID: ChainID, type: Int64, unsignedInfo info: JSON) throws(TransactionError) {
        let fields = try Transaction.fields(of: info)
        try fields.requireOnly(Transaction.names(of: type))
        try self.init(chainID: chainID, type: type, fields: fields)
        try validate()
    }

    /// Reads the fields of `tx_info`, whether or not they go together, and leaves its signature alone. Fields the venue
    /// does not know are passed over, as the venue does.
    ///
    /// - Throws: ``TransactionError``.
    public init(chainID: ChainID, type: Int64, signedInfo info: JSON) throws(TransactionError) {
        try self.init(chainID: chainID, type: type, fields: Transaction.fields(of: info))
    }

    private init(chainID: ChainID, type: Int64, fields: FieldReader) throws(TransactionError) {
        guard let type = TransactionType(rawValue: type) else { throw .unknownType(type) }
        self.init(
            chainID: chainID,
            nonce: try fields.bounded("Nonce"),
            expiredAt: try fields.bounded("ExpiredAt"),
            attributes: try fields.attributes(),
            body: try TransactionBody(type, from: fields)
        )
    }

    private static func fields(of info: JSON) throws(TransactionError) -> FieldReader {
        do { return FieldReader(try JSONReader(info)) } catch { throw TransactionError(error) }
    }

    private static func names(of type: Int64) throws(TransactionError) -> Set<String> {
        guard let names = names[type] else { throw .unknownType(type) }
        return names
    }

    /// The wire names of an unsigned transaction, by its type's number.
    private static let names: [Int64: Set<String>] = Dictionary(
        uniqueKeysWithValues: TransactionType.allCases.map { type in
            (type.rawValue, type.fields.names.union(["Nonce", "ExpiredAt", "L2TxAttributes"]))
        }
    )
}

extension TransactionType {
    var fields: any TransactionFields.Type {
        switch self {
        case .changePublicKey: ChangePublicKey.self
        case .createSubAccount: CreateSubAccount.self
        case .createPublicPool: CreatePublicPool.self
        case .updatePublicPool: UpdatePublicPool.self
        case .transfer: Transfer.self
        case .withdraw: Withdraw.self
        case .createOrder: CreateOrder.self
        case .cancelOrder: CancelOrder.self
        case .cancelAllOrders: CancelAllOrders.self
        case .modifyOrder: ModifyOrder.self
        case .mintShares: MintShares.self
        case .burnShares: BurnShares.self
        case .updateLeverage: UpdateLeverage.self
        case .createGroupedOrders: CreateGroupedOrders.self
        case .updateMargin: UpdateMargin.self
        case .stakeAssets: StakeAssets.self
        case .unstakeAssets: UnstakeAssets.self
        case .updateAccountConfig: UpdateAccountConfig.self
        case .updateAccountAssetConfig: UpdateAccountAssetConfig.self
        case .approveIntegrator: ApproveIntegrator.self
        }
    }
}
