/// −1 … 2^48 − 2: an account; masters count up from 0, sub-accounts and pools down from the top.
public typealias AccountIndex = Bounded<AccountIndexKind>
/// 0 … 254: one of an account's API keys.
public typealias APIKeyIndex = Bounded<APIKeyIndexKind>
/// A market. 255 is the venue's "all markets", never one of them.
public typealias MarketIndex = Bounded<MarketIndexKind>
/// 1 … 2^48 − 1: the number a client gave an order.
public typealias ClientOrderIndex = Bounded<ClientOrderIndexKind>
/// 2^48 … 2^60 − 1: the number the venue gave an order.
public typealias OrderIndex = Bounded<OrderIndexKind>
/// 0 … 2^48 − 1: the place of a transaction in its API key's sequence.
public typealias Nonce = Bounded<NonceKind>
/// When an order lapses, in milliseconds since the Unix epoch. The signature takes any positive number; the venue
/// wants 5 minutes to 30 days from now.
public typealias OrderExpiry = Bounded<OrderExpiryKind>
/// A point in time in milliseconds since the Unix epoch, 0 … 2^48 − 1.
public typealias Timestamp = Bounded<TimestampKind>

public enum AccountIndexKind: BoundedKind {
    public static let name = "AccountIndex"
    public static let bounds: ClosedRange<Int64> = -1...((1 << 48) - 2)
}

public enum APIKeyIndexKind: BoundedKind {
    public static let name = "ApiKeyIndex"
    public static let bounds: ClosedRange<Int64> = 0...254
}

public enum MarketIndexKind: BoundedKind {
    public static let name = "MarketIndex"
    public static let bounds: ClosedRange<Int64> = 0...32_767
    public static func permits(_ value: Int64) -> Bool { value != 255 }
}

public enum ClientOrderIndexKind: BoundedKind {
    public static let name = "ClientOrderIndex"
    public static let bounds: ClosedRange<Int64> = 1...((1 << 48) - 1)
}

public enum OrderIndexKind: BoundedKind {
    public static let name = "OrderIndex"
    public static let bounds: ClosedRange<Int64> = (1 << 48)...((1 << 60) - 1)
}

public enum NonceKind: BoundedKind {
    public static let name = "Nonce"
    public static let bounds: ClosedRange<Int64> = 0...((1 << 48) - 1)
}

public enum OrderExpiryKind: BoundedKind {
    public static let name = "OrderExpiry"
    public static let bounds: ClosedRange<Int64> = 1...Int64.max
}

public enum TimestampKind: BoundedKind {
    public static let name = "Timestamp"
    public static let bounds: ClosedRange<Int64> = 0...((1 << 48) - 1)
}

/// The number that tells one deployment's signatures from another's (signing.md, "Chains").
public typealias ChainID = Bounded<ChainIDKind>

public enum ChainIDKind: BoundedKind {
    public static let name = "chain_id"
    public static let bounds: ClosedRange<Int64> = 1...((1 << 32) - 1)
}

/// An order by either of its numbers; the venue tells them apart by their range.
public enum OrderReference: Hashable, Sendable {
    case client(ClientOrderIndex)
    case venue(OrderIndex)

    /// The number as it stands on the wire, in `Index`.
    public var value: Int64 {
        switch self {
        case .client(let index): index.value
        case .venue(let index): index.value
        }
    }

    /// - Throws: ``OutOfBounds`` for a number in neither range.
    public init(_ value: Int64) throws(OutOfBounds) {
        if let index = OrderIndex(exactly: value) {
            self = .venue(index)
        } else if let index = ClientOrderIndex(exactly: value) {
            self = .client(index)
        } else {
            throw OutOfBounds(name: "Index", value: value, bounds: 1...OrderIndexKind.bounds.upperBound)
        }
    }
}
