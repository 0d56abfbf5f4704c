/// An element of the quintic extension GF(p^5) = GF(p)[z] / (z^5 − 3): c0 + c1·z + c2·z² + c3·z³ + c4·z⁴.
///
/// The venue writes messages, transaction hashes and points this way: 40 bytes, c0 first, each coordinate little endian
/// and canonical. Every operation takes the same time whatever the values are, unless its name says otherwise.
@frozen
public struct QuinticElement: Hashable, Sendable {
    public let c0, c1, c2, c3, c4: GoldilocksElement

    public static let byteCount = 40

    public static let zero = QuinticElement(.zero)
    public static let one = QuinticElement(.one)

    @inlinable @inline(always)
    public init(
        _ c0: GoldilocksElement,
        _ c1: GoldilocksElement,
        _ c2: GoldilocksElement,
        _ c3: GoldilocksElement,
        _ c4: GoldilocksElement
    ) {
        self.c0 = c0
        self.c1 = c1
        self.c2 = c2
        self.c3 = c3
        self.c4 = c4
    }

    /// The element of the base field as one of the extension.
    @inlinable @inline(always)
    public init(_ element: GoldilocksElement) {
        self.init(element, .zero, .zero, .zero, .zero)
    }

    /// The caller vouches that every coordinate is below p.
    @inlinable @inline(always)
    init(unchecked c0: UInt64, _ c1: UInt64, _ c2: UInt64, _ c3: UInt64, _ c4: UInt64) {
        self.init(
            GoldilocksElement(unchecked: c0),
            GoldilocksElement(unchecked: c1),
            GoldilocksElement(unchecked: c2),
            GoldilocksElement(unchecked: c3),
            GoldilocksElement(unchecked: c4)
        )
    }

    /// Reads the 40-byte encoding.
    ///
    /// - Throws: `wrongLength`, or `nonCanonicalFieldElement` for a coordinate of p or more.
    public init(bytes: some Collection<UInt8>) throws(SigningError) {
        let words = try Limbs(bytes: bytes).words
        for index in words.indices {
            guard words[index] < GoldilocksElement.modulus else { throw .nonCanonicalFieldElement }
        }
        self.init(unchecked: words[0], words[1], words[2], words[3], words[4])
    }

    /// Reads the 40-byte encoding from 80 hexadecimal digits, with or without `0x`.
    public init(hex: some StringProtocol) throws(SigningError) {
        try self.init(bytes: SigningError.decodingHex(hex))
    }

    /// The 40-byte encoding.
    public var bytes: [UInt8] { limbs.bytes }

    /// The 40-byte encoding as 80 lower-case digits without `0x`: the form of a transaction's hash.
    public var hexDigits: String { Hex.encode(bytes) }

    /// The coordinates as the limbs of a 320-bit integer, c0 the lowest.
    var limbs: Limbs { Limbs(c0.value, c1.value, c2.value, c3.value, c4.value) }

    /// Whether both are equal, compared in constant time.
    @inlinable @inline(always)
    public static func == (left: Self, right: Self) -> Bool {
        let first = left.c0.value ^ right.c0.value | left.c1.value ^ right.c1.value
        let second = left.c2.value ^ right.c2.value | left.c3.value ^ right.c3.value
        return first | second | left.c4.value ^ right.c4.value == 0
    }

    /// `a` when `mask` is all ones, `b` when it is all zeros, without a branch.
    @inlinable @inline(always)
    static func select(_ mask: UInt64, _ a: Self, _ b: Self) -> Self {
        Self(
            .select(mask, a.c0, b.c0),
            .select(mask, a.c1, b.c1),
            .select(mask, a.c2, b.c2),
            .select(mask, a.c3, b.c3),
            .select(mask, a.c4, b.c4)
        )
    }
}
