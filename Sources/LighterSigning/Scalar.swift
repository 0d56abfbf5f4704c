/// An integer modulo n, the prime order of the group. Always below n; every operation takes the same time whatever the
/// values are.
///
/// n = 1067993516717146951041484916571792702745057740581727230159139685185762082554198619328292418486241, 319 bits.
public struct Scalar: Sendable {
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

    /// The integer c0 + c1·p + c2·p² + c3·p³ + c4·p⁴ modulo n. It is below p^5 < 2n.
    init(baseP digits: QuinticElement) {
        let digits = digits.limbs.words
        var value = Limbs(digits[4], 0, 0, 0, 0)
        for index in (0..<4).reversed() {
            var next = Limbs(digits[index], 0, 0, 0, 0)
            _ = next.addProduct(GoldilocksElement.modulus, value)
            value = next
        }
        self.init(reducing: value)
    }

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

    var isZero: Bool {
        limbs.words[0] | limbs.words[1] | limbs.words[2] | limbs.words[3] | limbs.words[4] == 0
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
        (left - right).isZero
    }

    public func hash(into hasher: inout Hasher) {
        for index in limbs.words.indices { hasher.combine(limbs.words[index]) }
    }
}

extension Limbs {
    /// The sum modulo 2^320.
    @inline(always)
    fileprivate func adding(_ other: Limbs) -> Limbs {
        var result = self
        var carry: UInt64 = 0
        for index in 0..<5 {
            let sum = UInt128(words[index]) &+ UInt128(other.words[index]) &+ UInt128(carry)
            result.words[index] = UInt64(truncatingIfNeeded: sum)
            carry = UInt64(truncatingIfNeeded: sum >> 64)
        }
        return result
    }

    /// The difference modulo 2^320, and whether it is negative (1) or not (0).
    @inline(always)
    fileprivate func subtracting(_ other: Limbs) -> (difference: Limbs, borrow: UInt64) {
        var result = self
        var borrow: UInt64 = 0
        for index in 0..<5 {
            let difference = UInt128(words[index]) &- UInt128(other.words[index]) &- UInt128(borrow)
            result.words[index] = UInt64(truncatingIfNeeded: difference)
            borrow = UInt64(truncatingIfNeeded: difference >> 64) & 1
        }
        return (result, borrow)
    }

    @inline(always)
    fileprivate func masked(by mask: UInt64) -> Limbs {
        Limbs(words[0] & mask, words[1] & mask, words[2] & mask, words[3] & mask, words[4] & mask)
    }

    /// Minus n when that is not negative.
    @inline(always)
    fileprivate var subtractingOrderOnce: Limbs {
        let (difference, borrow) = subtracting(Scalar.order)
        return difference.adding(Scalar.order.masked(by: 0 &- borrow))
    }

    /// Adds factor · other and returns what goes beyond 320 bits.
    @inline(always)
    fileprivate mutating func addProduct(_ factor: UInt64, _ other: Limbs) -> UInt64 {
        var carry: UInt64 = 0
        for index in 0..<5 {
            let sum = UInt128(factor) &* UInt128(other.words[index]) &+ UInt128(words[index]) &+ UInt128(carry)
            words[index] = UInt64(truncatingIfNeeded: sum)
            carry = UInt64(truncatingIfNeeded: sum >> 64)
        }
        return carry
    }
}
