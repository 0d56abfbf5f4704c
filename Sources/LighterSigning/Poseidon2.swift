/// The Poseidon2 permutation on twelve Goldilocks elements with the venue's constants: S-box x^7, eight external rounds
/// and twenty-two internal ones (L. Grassi, D. Khovratovich, M. Schofnegger, "Poseidon2", IACR ePrint 2023/323).
public enum Poseidon2 {
    public static let width = 12

    /// Permutes `state` in place, in constant time.
    public static func permute(_ state: inout [12 of GoldilocksElement]) {
        applyExternalMatrix(&state)
        for round in 0..<4 { applyExternalRound(round, &state) }
        for round in 0..<22 { applyInternalRound(round, &state) }
        for round in 4..<8 { applyExternalRound(round, &state) }
    }

    @inline(always)
    private static func applyExternalRound(_ round: Int, _ state: inout [12 of GoldilocksElement]) {
        for index in 0..<width {
            state[index] = (state[index] + constant(externalConstants[round * width + index])).seventhPower
        }
        applyExternalMatrix(&state)
    }

    @inline(always)
    private static func applyInternalRound(_ round: Int, _ state: inout [12 of GoldilocksElement]) {
        state[0] = (state[0] + constant(internalConstants[round])).seventhPower
        var sum: UInt128 = 0
        for index in 0..<width { sum &+= UInt128(state[index].value) }
        for index in 0..<width {
            let product = UInt128(state[index].value) &* UInt128(diagonal[index])
            state[index] = GoldilocksElement(reducing: product &+ sum)
        }
    }

    /// Blocks of four through the matrix (2 1 1 0 …), then to every element the sum of those at its place in the blocks.
    @inline(always)
    private static func applyExternalMatrix(_ state: inout [12 of GoldilocksElement]) {
        var sums: [12 of UInt128] = .init(repeating: 0)
        for block in stride(from: 0, to: width, by: 4) {
            let a = UInt128(state[block].value)
            let b = UInt128(state[block + 1].value)
            let c = UInt128(state[block + 2].value)
            let d = UInt128(state[block + 3].value)
            let total = a &+ b &+ c &+ d
            sums[block] = total &+ a &+ b &+ b
            sums[block + 1] = total &+ b &+ c &+ c
            sums[block + 2] = total &+ c &+ d &+ d
            sums[block + 3] = total &+ d &+ a &+ a
        }
        for place in 0..<4 {
            let column = sums[place] &+ sums[place + 4] &+ sums[place + 8]
            for index in stride(from: place, to: width, by: 4) {
                state[index] = GoldilocksElement(reducing: sums[index] &+ column)
            }
        }
    }

    @inline(always)
    private static func constant(_ value: UInt64) -> GoldilocksElement { GoldilocksElement(unchecked: value) }
}

extension GoldilocksElement {
    @inline(always)
    fileprivate var seventhPower: Self {
        let square = squared
        return square.squared * (square * self)
    }
}
