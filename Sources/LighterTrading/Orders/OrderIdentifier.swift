import COpenSSL
import LighterStatus
import LighterTransactions

/// An order as a person names it: by the venue's index, by a client order index, or by a text of their own.
public enum OrderIdentifier: Hashable, Sendable {
    case venue(OrderIndex)
    case client(ClientOrderIndex)
    /// A text, which stands for the index made of it.
    case name(String, ClientOrderIndex)

    /// Numbers above this have been seen to be refused by the venue with 21727 (api.md, section 4.3).
    public static let safeClientIndex: Int64 = (1 << 31) - 1

    /// Digits are a number, told apart by its range; anything else is a text.
    ///
    /// - Throws: ``Failure`` for an empty text, 0, or a number beyond all indices.
    public init(_ text: String) throws(Failure) {
        guard !text.isEmpty else { throw Failure("order.malformed_id", .data, "an order id cannot be empty") }
        guard text.utf8.allSatisfy({ (48...57).contains($0) }) else {
            self = .name(text, OrderIdentifier.index(ofName: text))
            return
        }
        guard let value = Int64(text), let reference = try? OrderReference(value) else {
            throw Failure(
                "order.malformed_id",
                .data,
                "\(text.prefix(40)) is no order index: those are 1 to 2^60 − 1, or any text that is not a number"
            )
        }
        switch reference {
        case .venue(let index): self = .venue(index)
        case .client(let index): self = .client(index)
        }
    }

    /// The client order index, unless the order is named by the venue's.
    public var clientIndex: ClientOrderIndex? {
        switch self {
        case .venue: nil
        case .client(let index), .name(_, let index): index
        }
    }

    /// As the venue refers to the order.
    public var reference: OrderReference {
        switch self {
        case .venue(let index): .venue(index)
        case .client(let index), .name(_, let index): .client(index)
        }
    }

    /// The index that a text stands for on every host: the first 4 bytes of its SHA-256, big endian, the top bit
    /// cleared, 0 becoming 1.
    public static func index(ofName name: String) -> ClientOrderIndex {
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        let bytes = Array(name.utf8)
        SHA256(bytes, bytes.count, &digest)
        let value = digest.prefix(4).reduce(Int64(0)) { $0 << 8 | Int64($1) } & safeClientIndex
        return .clamped(value)
    }

    /// An index nobody chose, for an order that would otherwise have none: drawn, or the one that follows the last. Were all
    /// drawn, of fifty streams of ten thousand orders one would draw the same twice.
    ///
    /// - Parameter last: of the order made before by the same program, if there is one.
    public static func fresh(
        after last: ClientOrderIndex?,
        using generator: inout some RandomNumberGenerator
    ) -> ClientOrderIndex {
        let value = last.map { $0.value % safeClientIndex + 1 }
        return .clamped(value ?? Int64.random(in: 1...safeClientIndex, using: &generator))
    }
}

extension OrderIdentifier: CustomStringConvertible {
    public var description: String {
        switch self {
        case .venue(let index): index.description
        case .client(let index): index.description
        case .name(let name, _): name
        }
    }
}

extension Bounded<ClientOrderIndexKind> {
    /// The nearest index there is.
    fileprivate static func clamped(_ value: Int64) -> ClientOrderIndex {
        let bounds = ClientOrderIndexKind.bounds
        let inside = min(max(value, bounds.lowerBound), bounds.upperBound)
        guard let index = ClientOrderIndex(exactly: inside) else { return clamped(bounds.lowerBound) }
        return index
    }
}
