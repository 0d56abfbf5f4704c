/// What kind of integer a ``Bounded`` holds: its name in the venue's words, and which values it has.
public protocol BoundedKind: Sendable {
    /// The venue's name, as it stands on the wire or in messages.
    static var name: String { get }
    /// The least and the greatest value.
    static var bounds: ClosedRange<Int64> { get }
    /// Whether a value within the bounds is one of this kind. All are, unless the kind says otherwise.
    static func permits(_ value: Int64) -> Bool
}

extension BoundedKind {
    public static func permits(_ value: Int64) -> Bool { true }
}

/// An integer that is always within the bounds of its kind (signing.md, "Bounds").
@frozen
public struct Bounded<Kind: BoundedKind>: Hashable, Comparable, Sendable {
    /// The value, in the unit of the kind.
    public let value: Int64

    /// - Throws: ``OutOfBounds`` for a value the kind does not have.
    public init(_ value: Int64) throws(OutOfBounds) {
        guard Kind.bounds.contains(value), Kind.permits(value) else {
            throw OutOfBounds(name: Kind.name, value: value, bounds: Kind.bounds)
        }
        self.value = value
    }

    /// A value the kind has, or nil.
    public init?(exactly value: Int64) {
        guard Kind.bounds.contains(value), Kind.permits(value) else { return nil }
        self.value = value
    }

    public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}

extension Bounded: CustomStringConvertible {
    public var description: String { String(value) }
}

/// A value outside its bounds.
public struct OutOfBounds: Error, Hashable, Sendable, CustomStringConvertible {
    /// The name of the kind.
    public let name: String
    /// The value that was given.
    public let value: Int64
    /// The bounds it should be in.
    public let bounds: ClosedRange<Int64>

    public init(name: String, value: Int64, bounds: ClosedRange<Int64>) {
        self.name = name
        self.value = value
        self.bounds = bounds
    }

    public var description: String {
        if value < bounds.lowerBound { return "\(name) should not be less than \(bounds.lowerBound), but is \(value)" }
        if value > bounds.upperBound {
            return "\(name) should not be larger than \(bounds.upperBound), but is \(value)"
        }
        return "\(name) is not valid: \(value) is reserved"
    }
}
