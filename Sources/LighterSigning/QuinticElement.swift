/// An element of the quintic extension GF(p^5) = GF(p)[z] / (z^5 − 3): c0 + c1·z + c2·z² + c3·z³ + c4·z⁴.
///
/// The venue writes messages, transaction hashes and points this way: 40 bytes, c0 first, each coordinate little endian
/// and canonical. Every operation takes the same time whatever the values are, unless its name says otherwise.
public struct QuinticElement: Hashable, BitwiseCopyable, Sendable {
    public let c0, c1, c2, c3, c4: GoldilocksElement

    public static let byteCount = 40

    public static let zero = QuinticElement(.zero)
    public static let one = QuinticElement(.one)

    /// The element with these coordinates.
    public init(
        _ c0: GoldilocksElement,
        _ c1: GoldilocksElement,
        _ c2: GoldilocksElement,
        _ c3: GoldilocksElement,
        _ c4: GoldilocksElement
    ) {
        self.init(c0: c0, c1: c1, c2: c2, c3: c3, c4: c4)
    }

    /// The element of the base field as one of the extension.
    public init(_ element: GoldilocksElement) {
        self.init(c0: element, c1: .zero, c2: .zero, c3: .zero, c4: .zero)
    }

    @inline(always)
    init(
        c0: GoldilocksElement,
        c1: GoldilocksElement,
        c2: GoldilocksElement,
        c3: GoldilocksElement,
        c4: GoldilocksElement
    ) {
        self.c0 = c0
        self.c1 = c1
        self.c2 = c2
        self.c3 = c3
        self.c4 = c4
    }

    /// The caller vouches that every coordinate is below p.
    @inline(always)
    init(unchecked c0: UInt64, _ c1: UInt64, _ c2: UInt64, _ c3: UInt64, _ c4: UInt64) {
        self.init(
            c0: GoldilocksElement(unchecked: c0),
            c1: GoldilocksElement(unchecked: c1),
            c2: GoldilocksElement(unchecked: c2),
            c3: GoldilocksElement(unchecked: c3),
            c4: GoldilocksElement(unchecked: c4)
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
    public static func == (left: Self, right: Self) -> Bool { difference(left, right) == 0 }

    /// Zero when both are equal, without a branch.
    @inline(always)
    static func difference(_ left: Self, _ right: Self) -> UInt64 {
        let (d0, d1) = (left.c0.value ^ right.c0.value, left.c1.value ^ right.c1.value)
        let (d2, d3) = (left.c2.value ^ right.c2.value, left.c3.value ^ right.c3.value)
        return d0 | d1 | d2 | d3 | (left.c4.value ^ right.c4.value)
    }

    /// `a` when `mask` is all ones, `b` when it is all zeros, without a branch.
    @inline(always)
    static func select(_ mask: UInt64, _ a: Self, _ b: Self) -> Self {
        Self(
            c0: .select(mask, a.c0, b.c0),
            c1: .select(mask, a.c1, b.c1),
            c2: .select(mask, a.c2, b.c2),
            c3: .select(mask, a.c3, b.c3),
            c4: .select(mask, a.c4, b.c4)
        )
    }
}
