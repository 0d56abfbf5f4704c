extension GoldilocksElement {
    /// p − 1 = 2^32 · (2^32 − 1).
    private static let twoAdicity = 32

    /// 7^(2^32 − 1): 7 is no square, so this element has order 2^32.
    private static let rootOfUnity = GoldilocksElement(unchecked: 1_753_635_133_440_165_772)

    /// This element squared `count` times.
    func squared(times count: Int) -> Self {
        // Loose in between: in a chain the last subtraction of a reduction is time that is waited for.
        var result = value
        for _ in 0..<count { result = Self.looseProduct(result, result) }
        return Self(loose: result)
    }

    /// self^(2^31 − 1), self^(2^32 − 1): the shared beginning of inversion, roots and the Legendre symbol.
    private var powersOfOnes: (ones31: Self, ones32: Self) {
        let ones2 = squared &* self
        let ones3 = ones2.squared &* self
        let ones6 = ones3.squared(times: 3) &* ones3
        let ones12 = ones6.squared(times: 6) &* ones6
        let ones24 = ones12.squared(times: 12) &* ones12
        let ones30 = ones24.squared(times: 6) &* ones6
        let ones31 = ones30.squared &* self
        return (ones31, ones31.squared &* self)
    }

    /// 1/self; zero for zero. By Fermat: p − 2 = (2^31 − 1)·2^33 + 2^32 − 1.
    public var inverse: Self {
        let (ones31, ones32) = powersOfOnes
        return ones31.squared(times: 33) &* ones32
    }

    /// 1 for a square, −1 for a non-square, 0 for zero.
    public var legendre: Int {
        let symbol = powersOfOnes.ones32.squared(times: 31)
        if symbol == .zero { return 0 }
        return symbol == .one ? 1 : -1
    }

    /// A square root (Tonelli and Shanks), nil for a non-square.
    ///
    /// - Warning: Leaks its input through timing.
    public var variableTimeSquareRoot: Self? {
        let power = powersOfOnes.ones31
        var root = power &* self
        var residue = root &* power
        var generator = Self.rootOfUnity
        var order = Self.twoAdicity

        guard self != .zero else { return .zero }
        while residue != .one {
            var exponent = 0
            var probe = residue
            while probe != .one {
                probe = probe.squared
                exponent += 1
            }
            guard exponent < order else { return nil }
            let factor = generator.squared(times: order - exponent - 1)
            root = root &* factor
            generator = factor.squared
            residue = residue &* generator
            order = exponent
        }
        return root
    }
}
