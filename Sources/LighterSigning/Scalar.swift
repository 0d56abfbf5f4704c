/// An integer modulo n, the prime order of the group. Always below n; every operation takes the same time whatever the
/// values are.
///
/// n = 1067993516717146951041484916571792702745057740581727230159139685185762082554198619328292418486241, 319 bits.
public struct Scalar: BitwiseCopyable, Sendable {
    let limbs: Limbs

    public static let byteCount = Limbs.byteCount

    public static let zero = Scalar(unchecked: Limbs(0, 0, 0, 0, 0))
    public static let one = Scalar(unchecked: Limbs(1, 0, 0, 0, 0))

    /// n.
    static let order = Limbs(
        0xE80F_D996_948B_FFE1,
        0xE888_5C39_D724_A09C,
        0x7FFF_FFE6_CFB8_0639,
        0x7FFF_FFF1_0000_0016,
        0x7FFF_FFFD_8000_0007
    )

    /// The caller vouches that `limbs` is below n.
    @inline(always)
    init(unchecked limbs: Limbs) {
        self.limbs = limbs
    }

    /// `limbs` modulo n: 2^320 is a little above 2n, so two subtractions are enough.
    @inline(always)
    init(reducing limbs: Limbs) {
        self.init(unchecked: limbs.subtractingOrderOnce.subtractingOrderOnce)
    }

    /// The small integer as a scalar.
    public init(_ value: UInt64) {
        self.init(unchecked: Limbs(value, 0, 0, 0, 0))
    }

    /// Reads 40 little-endian bytes.
    ///
    /// - Throws: `wrongLength`, or `nonCanonicalScalar` for n or more.
    public init(bytes: some Collection<UInt8>) throws(SigningError) {
        let limbs = try Limbs(bytes: bytes)
        guard limbs.subtracting(Self.order).borrow == 1 else { throw .nonCanonicalScalar }
        self.init(unchecked: limbs)
    }

    /// Reads 40 little-endian bytes, modulo n.
    public init(reducing bytes: some Collection<UInt8>) throws(SigningError) {
        self.init(reducing: try Limbs(bytes: bytes))
    }

    /// The integer c0 + c1·2^64 + c2·2^128 + c3·2^192 + c4·2^256 modulo n: how the scheme reads a hash.
    init(reducing element: QuinticElement) {
        self.init(reducing: element.limbs)
    }

    /// A scalar in 1 ..< n from six elements: uniform when they are. They are the digits, base p, of an integer below p^6;
    /// nil when that is at or above the greatest multiple of n there, which one in 2^65 is, or a multiple of n.
    init?(uniform digits: [6 of GoldilocksElement]) {
        var low = Limbs(digits[5].value, 0, 0, 0, 0)
        var top: UInt64 = 0
        for index in (0..<5).reversed() {
            var next = Limbs(digits[index].value, 0, 0, 0, 0)
            top = next.addProduct(GoldilocksElement.modulus, low)
            low = next
        }
        let scalar = Self(reducing: low, top)
        let borrow = low.subtracting(Self.greatestMultiple.low).borrow
        let difference = top.widened &- Self.greatestMultiple.top.widened &- borrow.widened
        guard difference >> 64 != 0, !scalar.isZero else { return nil }
        self = scalar
    }

    /// The integer low + top·2^320 modulo n.
    init(reducing low: Limbs, _ top: UInt64) {
        self = Self(top) * Self.radix + Self(reducing: low)
    }

    /// The greatest multiple of n that is not above p^6: 320 bits, and the 64 above them.
    private static let greatestMultiple: (low: Limbs, top: UInt64) = (
        Limbs(
            0xBEF7_D9D4_948B_FFE1,
            0x0A5E_CE2D_301C_ED31,
            0xB1A0_ABE6_ACF0_8F00,
            0x7FFF_FF91_9F70_0CBC,
            0x7FFF_FFD0_8000_0052
        ),
        0xFFFF_FFFA_0000_0014
    )

    /// 2^320 mod n.
    private static let radix = Scalar(
        unchecked: Limbs(
            0x2FE0_4CD2_D6E8_003E,
            0x2EEF_478C_51B6_BEC6,
            0x0000_0032_608F_F38C,
            0x0000_001D_FFFF_FFD3,
            0x0000_0004_FFFF_FFF1
        )
    )

    /// 40 little-endian bytes.
    public var bytes: [UInt8] { limbs.bytes }

    /// A scalar in 1 ..< n, all equally likely: 319 random bits, drawn again until they are one.
    static func randomNonZero(using generator: inout some RandomNumberGenerator) -> Scalar {
        while true {
            let limbs = Limbs(
                generator.next(),
                generator.next(),
                generator.next(),
                generator.next(),
                generator.next() >> 1
            )
            let scalar = Scalar(unchecked: limbs)
            if limbs.subtracting(order).borrow == 1, !scalar.isZero { return scalar }
        }
    }

    var isZero: Bool { Self.difference(self, .zero) == 0 }

    /// Zero when both are equal, without a branch.
    static func difference(_ left: Self, _ right: Self) -> UInt64 {
        let words = (left - right).limbs.words
        return words[0] | words[1] | words[2] | words[3] | words[4]
    }

    public static func + (left: Self, right: Self) -> Self {
        Self(unchecked: left.limbs.adding(right.limbs).subtractingOrderOnce)
    }

    public static func - (left: Self, right: Self) -> Self {
        let (difference, borrow) = left.limbs.subtracting(right.limbs)
        return Self(unchecked: difference.adding(order.masked(by: 0 &- borrow)))
    }

    /// The product: two Montgomery products, the second with 2^640 mod n, which takes the factor 2^−320 of the first away.
    public static func * (left: Self, right: Self) -> Self {
        montgomeryProduct(montgomeryProduct(left.limbs, right.limbs).limbs, squaredRadix)
    }

    /// 2^640 mod n.
    private static let squaredRadix = Limbs(
        0xA010_01DC_E33D_C739,
        0x6C32_28D3_3F62_ACCF,
        0xD1D7_96CC_91CF_8525,
        0xAADF_FF5D_1574_C1D8,
        0x4ACA_13B2_8CA2_51F5
    )

    /// −1/n mod 2^64.
    private static let negatedInverse: UInt64 = 0xD78B_EF72_057B_7BDF

    /// left · right / 2^320 mod n, a limb of `left` at a time. Each sum stays below 2^65·n + 2n < 2^384.
    private static func montgomeryProduct(_ left: Limbs, _ right: Limbs) -> Self {
        var sum = Limbs(0, 0, 0, 0, 0)
        for index in 0..<5 {
            var top = sum.addProduct(left.words[index], right)
            let multiple = sum.words[0] &* negatedInverse
            top &+= sum.addProduct(multiple, order)
            sum = Limbs(sum.words[1], sum.words[2], sum.words[3], sum.words[4], top)
        }
        return Self(unchecked: sum.subtractingOrderOnce)
    }
}

extension Scalar: Hashable {
    /// Whether both are equal, compared in constant time.
    public static func == (left: Self, right: Self) -> Bool {
        difference(left, right) == 0
    }

    public func hash(into hasher: inout Hasher) {
        for index in limbs.words.indices { hasher.combine(limbs.words[index]) }
    }
}

extension Limbs {
    /// Minus n when that is not negative.
    @inline(always)
    var subtractingOrderOnce: Limbs {
        let (difference, borrow) = subtracting(Scalar.order)
        return difference.adding(Scalar.order.masked(by: 0 &- borrow))
    }
}
