/// The Poseidon2 permutation on twelve Goldilocks elements with the venue's constants: S-box x^7, eight external rounds
/// and twenty-two internal ones (L. Grassi, D. Khovratovich, M. Schofnegger, "Poseidon2", IACR ePrint 2023/323).
public enum Poseidon2 {
    public static let width = 12

    /// Permutes `state` in place, in constant time.
    public static func permute(_ state: inout [12 of GoldilocksElement]) {
        var words = LooseState(state)
        words.applyExternalMatrix()
        for round in 0..<4 { words.applyExternalRound(round) }
        words.applyInternalRounds()
        for round in 4..<8 { words.applyExternalRound(round) }
        state = words.elements
    }
}

/// The state between the first step and the last: 64-bit numbers that stand for elements but need not be below p. Twelve
/// variables and no loop over them, so that they stay out of memory where they can.
private struct LooseState {
    private var s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11: UInt64

    @inline(always)
    init(_ elements: [12 of GoldilocksElement]) {
        s0 = elements[0].value
        s1 = elements[1].value
        s2 = elements[2].value
        s3 = elements[3].value
        s4 = elements[4].value
        s5 = elements[5].value
        s6 = elements[6].value
        s7 = elements[7].value
        s8 = elements[8].value
        s9 = elements[9].value
        s10 = elements[10].value
        s11 = elements[11].value
    }

    @inline(always)
    var elements: [12 of GoldilocksElement] {
        [
            GoldilocksElement(loose: s0),
            GoldilocksElement(loose: s1),
            GoldilocksElement(loose: s2),
            GoldilocksElement(loose: s3),
            GoldilocksElement(loose: s4),
            GoldilocksElement(loose: s5),
            GoldilocksElement(loose: s6),
            GoldilocksElement(loose: s7),
            GoldilocksElement(loose: s8),
            GoldilocksElement(loose: s9),
            GoldilocksElement(loose: s10),
            GoldilocksElement(loose: s11),
        ]
    }

    @inline(always)
    mutating func applyExternalRound(_ round: Int) {
        (s0, s1, s2, s3) = Self.substitute(s0, s1, s2, s3, constants: 12 * round)
        (s4, s5, s6, s7) = Self.substitute(s4, s5, s6, s7, constants: 12 * round + 4)
        (s8, s9, s10, s11) = Self.substitute(s8, s9, s10, s11, constants: 12 * round + 8)
        applyExternalMatrix()
    }

    /// The twenty-two rounds that substitute one element only. What one still has to multiply stands between the steps of the
    /// next one's substitution, which are a chain. The substitution after the last round is one for nothing.
    @inline(always)
    mutating func applyInternalRounds() {
        var substituted = Self.substitute(s0, Poseidon2.internalConstants[0])
        for next in 1..<23 {
            let first = s1.widened &+ s2.widened &+ s3.widened &+ s4.widened
            let second = s5.widened &+ s6.widened &+ s7.widened &+ s8.widened
            let rest = first &+ second &+ s9.widened &+ s10.widened &+ s11.widened
            let sum = rest &+ substituted.widened
            s0 = Self.product(substituted, Poseidon2.diagonal[0] &+ 1, plus: rest)
            s1 = Self.product(s1, Poseidon2.diagonal[1], plus: sum)
            s2 = Self.product(s2, Poseidon2.diagonal[2], plus: sum)
            let input = GoldilocksElement.looseSum(s0, next < 22 ? Poseidon2.internalConstants[next] : 0)
            s3 = Self.product(s3, Poseidon2.diagonal[3], plus: sum)
            let square = Self.product(input, input)
            s4 = Self.product(s4, Poseidon2.diagonal[4], plus: sum)
            s5 = Self.product(s5, Poseidon2.diagonal[5], plus: sum)
            s6 = Self.product(s6, Poseidon2.diagonal[6], plus: sum)
            s7 = Self.product(s7, Poseidon2.diagonal[7], plus: sum)
            let cube = Self.product(square, input)
            let fourth = Self.product(square, square)
            s8 = Self.product(s8, Poseidon2.diagonal[8], plus: sum)
            s9 = Self.product(s9, Poseidon2.diagonal[9], plus: sum)
            s10 = Self.product(s10, Poseidon2.diagonal[10], plus: sum)
            s11 = Self.product(s11, Poseidon2.diagonal[11], plus: sum)
            substituted = Self.product(cube, fourth)
        }
    }

    /// Blocks of four through the matrix (2 3 1 1, 1 2 3 1, 1 1 2 3, 3 1 1 2), then to every element the sum of those at
    /// its place in the blocks.
    @inline(always)
    mutating func applyExternalMatrix() {
        let (a, b, c) = (Self.block(s0, s1, s2, s3), Self.block(s4, s5, s6, s7), Self.block(s8, s9, s10, s11))
        let (sum0, sum1) = (a.0 &+ b.0 &+ c.0, a.1 &+ b.1 &+ c.1)
        let (sum2, sum3) = (a.2 &+ b.2 &+ c.2, a.3 &+ b.3 &+ c.3)
        (s0, s1, s2, s3) = (Self.sum(a.0, sum0), Self.sum(a.1, sum1), Self.sum(a.2, sum2), Self.sum(a.3, sum3))
        (s4, s5, s6, s7) = (Self.sum(b.0, sum0), Self.sum(b.1, sum1), Self.sum(b.2, sum2), Self.sum(b.3, sum3))
        (s8, s9, s10, s11) = (Self.sum(c.0, sum0), Self.sum(c.1, sum1), Self.sum(c.2, sum2), Self.sum(c.3, sum3))
    }

    /// (word + constant)^7.
    @inline(always)
    private static func substitute(_ word: UInt64, _ constant: UInt64) -> UInt64 {
        let input = GoldilocksElement.looseSum(word, constant)
        let square = product(input, input)
        return product(product(square, input), product(square, square))
    }

    /// The words with the constants from `start` on, each to the seventh power. A step of all stands before the next of any:
    /// each by itself is a chain, and the processor looks ahead to one or two of them.
    @inline(always)
    private static func substitute(
        _ a: UInt64,
        _ b: UInt64,
        _ c: UInt64,
        _ d: UInt64,
        constants start: Int
    ) -> (UInt64, UInt64, UInt64, UInt64) {
        let a1 = GoldilocksElement.looseSum(a, Poseidon2.externalConstants[start])
        let b1 = GoldilocksElement.looseSum(b, Poseidon2.externalConstants[start + 1])
        let c1 = GoldilocksElement.looseSum(c, Poseidon2.externalConstants[start + 2])
        let d1 = GoldilocksElement.looseSum(d, Poseidon2.externalConstants[start + 3])
        let (a2, b2, c2, d2) = (product(a1, a1), product(b1, b1), product(c1, c1), product(d1, d1))
        let (a3, b3, c3, d3) = (product(a2, a1), product(b2, b1), product(c2, c1), product(d2, d1))
        let (a4, b4, c4, d4) = (product(a2, a2), product(b2, b2), product(c2, c2), product(d2, d2))
        return (product(a3, a4), product(b3, b4), product(c3, c4), product(d3, d4))
    }

    @inline(always)
    private static func product(_ left: UInt64, _ right: UInt64, plus addend: UInt128 = 0) -> UInt64 {
        GoldilocksElement.looseProduct(left, right, plus: addend)
    }

    @inline(always)
    private static func block(
        _ a: UInt64,
        _ b: UInt64,
        _ c: UInt64,
        _ d: UInt64
    ) -> (UInt128, UInt128, UInt128, UInt128) {
        let (ab, cd) = (a.widened &+ b.widened, c.widened &+ d.widened)
        let (abb, cdd) = (ab &+ cd &+ b.widened, ab &+ cd &+ d.widened)
        return (abb &+ ab, abb &+ c.widened << 1, cdd &+ cd, cdd &+ a.widened << 1)
    }

    /// left + right, both below 2^94.
    @inline(always)
    private static func sum(_ left: UInt128, _ right: UInt128) -> UInt64 {
        let value = left &+ right
        let high = UInt64(truncatingIfNeeded: value >> 64)
        return GoldilocksElement.looseSum(UInt64(truncatingIfNeeded: value), high << 32 &- high)
    }
}
