/// One of 2^40 numbers: the sums of d·32^i over eight digits d in −16 ... 15.
struct RandomWeight: Sendable {
    private let bits: UInt64

    static let windowCount = 8
    static let windowLength = 5

    init(using generator: inout some RandomNumberGenerator) {
        bits = generator.next() >> 24
    }

    /// The digit of 32^window.
    func digit(_ window: Int) -> Int {
        Int(bits >> UInt64(window * Self.windowLength) & 31) - 16
    }

    /// What is taken from the random bits to make the number: sixteen in each digit.
    private static let offset: UInt64 = 0x84_2108_4210

    /// The number, modulo n.
    var scalar: Scalar { Scalar(bits) - Scalar(Self.offset) }

    /// Σ weight·scalar. Products of 40 bits and 320 are summed as they are and reduced once: there are less than 2^24 of them.
    static func sum(of scalars: some Sequence<Scalar>, weights: [RandomWeight]) -> Scalar {
        var low = Scalar.zero.limbs
        var top: UInt64 = 0
        var plain = Scalar.zero
        for (scalar, weight) in zip(scalars, weights) {
            top &+= low.addProduct(weight.bits, scalar.limbs)
            plain = plain + scalar
        }
        return Scalar(reducing: low, top) - Scalar(offset) * plain
    }
}
