import LighterJSON
import LighterSigning

/// What a transaction carries beside its own fields (signing.md, "Attributes"): at most four, of which nil values
/// do not count.
public struct TransactionAttributes: Hashable, Sendable {
    /// The venue's numbers.
    public enum Kind: Int64, Hashable, Sendable, CaseIterable {
        case integratorAccount = 1
        case integratorTakerFee = 2
        case integratorMakerFee = 3
        case skipNonce = 4
        case marketOfCancelAll = 5
        case selfTradeBehaviour = 6
        case selfTradeEquality = 7
        case orderVersion = 8

        /// The value that says there is none.
        var nilValue: Int64 { self == .marketOfCancelAll ? 255 : 0 }

        var bounds: ClosedRange<Int64> {
            switch self {
            case .integratorAccount: 0...AccountIndexKind.bounds.upperBound
            case .integratorTakerFee, .integratorMakerFee: FeeRateKind.bounds
            case .skipNonce: 0...1
            case .marketOfCancelAll: MarketIndexKind.bounds
            case .selfTradeBehaviour: 0...3
            case .selfTradeEquality: 0...1
            case .orderVersion: 0...((1 << 48) - 1)
            }
        }

        /// Whether the venue takes the attribute on a transaction of `type`.
        func belongs(to type: TransactionType) -> Bool {
            switch self {
            case .integratorAccount, .integratorTakerFee, .integratorMakerFee, .selfTradeBehaviour, .selfTradeEquality:
                type == .createOrder || type == .modifyOrder || type == .createGroupedOrders
            case .skipNonce: true
            case .marketOfCancelAll: type == .cancelAllOrders
            case .orderVersion: type == .modifyOrder
            }
        }
    }

    /// What happens when an order meets another of its own account.
    public enum SelfTradeBehaviour: Int64, Hashable, Sendable, CaseIterable {
        case expireMaker = 0
        case expireTaker = 1
        case cancelBoth = 2
        case reduce = 3
    }

    /// No attributes.
    public static let none = TransactionAttributes()

    /// The greatest number of attributes.
    public static let maximumCount = 4

    private var values: [(kind: Kind, value: Int64)] = []

    public init() {}

    /// - Throws: ``TransactionError`` for an unknown number, a value out of bounds, a repeated or a fifth attribute,
    ///   or attributes that do not go together.
    public init(_ pairs: [(type: Int64, value: Int64)]) throws(TransactionError) {
        for (type, value) in pairs {
            guard let kind = Kind(rawValue: type) else {
                throw .invalid(field: "L2TxAttributes", reason: "has an attribute the venue does not know: \(type)")
            }
            guard kind.bounds.contains(value) else {
                throw .outOfBounds(OutOfBounds(name: "L2TxAttributes.\(type)", value: value, bounds: kind.bounds))
            }
            self[kind] = value
        }
        try validate()
    }

    /// The value of an attribute, or its nil value. Setting the nil value removes it.
    public subscript(kind: Kind) -> Int64 {
        get { values.first { $0.kind == kind }?.value ?? kind.nilValue }
        set {
            values.removeAll { $0.kind == kind }
            guard newValue != kind.nilValue else { return }
            let place = values.firstIndex { $0.kind.rawValue > kind.rawValue } ?? values.endIndex
            values.insert((kind, newValue), at: place)
        }
    }

    /// The attributes present, by ascending number.
    public var present: [(kind: Kind, value: Int64)] { values }

    /// Lets the nonce jump: any value above the last one.
    public var skipsNonce: Bool {
        get { self[.skipNonce] == 1 }
        set { self[.skipNonce] = newValue ? 1 : 0 }
    }

    /// The market a cancel-all is limited to.
    public var marketOfCancelAll: MarketIndex? {
        get { MarketIndex(exactly: self[.marketOfCancelAll]) }
        set { self[.marketOfCancelAll] = newValue?.value ?? Kind.marketOfCancelAll.nilValue }
    }

    public var selfTradeBehaviour: SelfTradeBehaviour {
        get { SelfTradeBehaviour(rawValue: self[.selfTradeBehaviour]) ?? .expireMaker }
        set { self[.selfTradeBehaviour] = newValue.rawValue }
    }

    /// The version a modify expects the order to have, 1 and up.
    public var orderVersion: Int64? {
        get { self[.orderVersion] == 0 ? nil : self[.orderVersion] }
        set { self[.orderVersion] = newValue ?? 0 }
    }

    /// Whether the attributes go together.
    ///
    /// - Throws: ``TransactionError/invalid(field:reason:)``.
    func validate() throws(TransactionError) {
        func refuse(_ reason: String) -> TransactionError { .invalid(field: "L2TxAttributes", reason: reason) }
        guard values.count <= TransactionAttributes.maximumCount else { throw refuse("has more than four attributes") }
        let hasFees = self[.integratorTakerFee] != 0 || self[.integratorMakerFee] != 0
        guard !hasFees || self[.integratorAccount] != 0 else {
            throw refuse("has integrator fees without an integrator's account (attribute 1)")
        }
        let hasSelfTrade = self[.selfTradeBehaviour] != 0 || self[.selfTradeEquality] != 0
        guard !hasFees || !hasSelfTrade else {
            throw refuse("has self-trade settings, which are not allowed with integrator fees")
        }
        guard selfTradeBehaviour != .reduce || self[.selfTradeEquality] == 0 else {
            throw refuse("has self-trade behaviour 3 (reduce), which is not allowed with master-account equality")
        }
    }

    /// Whether each attribute is one the venue takes on a transaction of `type`.
    ///
    /// - Throws: ``TransactionError/invalid(field:reason:)``.
    func validate(for type: TransactionType) throws(TransactionError) {
        try validate()
        guard let foreign = values.first(where: { !$0.kind.belongs(to: type) }) else { return }
        throw .invalid(
            field: "L2TxAttributes.\(foreign.kind.rawValue)",
            reason: "does not go with transactions of type \(type.rawValue)"
        )
    }

    /// The hash of a transaction with these attributes, from its hash without.
    func combined(with message: QuinticElement) -> QuinticElement {
        guard !values.isEmpty else { return message }
        var pairs = Poseidon2Sponge()
        for (kind, value) in values {
            pairs.absorb(kind.rawValue)
            pairs.absorb(value)
        }
        for _ in values.count..<TransactionAttributes.maximumCount {
            pairs.absorb(Int64(0))
            pairs.absorb(Int64(0))
        }
        var both = Poseidon2Sponge()
        both.absorb(message)
        both.absorb(pairs.finalize())
        return both.finalize()
    }

    /// As on the wire: numbers as keys, ascending, or null for none.
    var json: JSON {
        guard !values.isEmpty else { return .null }
        return .object(JSONObject(values.map { (String($0.kind.rawValue), .integer($0.value)) }))
    }

    public static func == (left: Self, right: Self) -> Bool {
        left.values.elementsEqual(right.values) { $0 == $1 }
    }

    public func hash(into hasher: inout Hasher) {
        for (kind, value) in values {
            hasher.combine(kind)
            hasher.combine(value)
        }
    }
}
