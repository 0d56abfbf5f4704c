/// The module's operations, in loops that the compiler sees whole. Field operations are chains: every result is an input of
/// the next, and both factors change.
public struct Kernels: Sendable {
    private let key: PrivateKey
    private let keyBytes: [UInt8]
    private let point: CurvePoint
    private let scalars: [Scalar]
    private let messages: [QuinticElement]
    private let signatures: [Signature]

    /// - Parameter count: how many different scalars, messages and signatures there are.
    public init(count: Int) throws {
        var generator = SystemRandomNumberGenerator()
        let secret = Scalar.randomNonZero(using: &generator)
        keyBytes = secret.bytes
        point = CurvePoint.generator(times: secret)
        key = try PrivateKey(bytes: keyBytes)
        scalars = (0..<count).map { _ in Scalar.randomNonZero(using: &generator) }
        messages = scalars.map { CurvePoint.generator(times: $0).encoded }
        signatures = try key.sign(messages)
    }

    /// Products in GF(p).
    public func fieldProducts(_ count: Int) -> UInt64 {
        var (a, b) = (messages[0].c0, messages[0].c1)
        for _ in 0..<count { (a, b) = (b, a &* b) }
        return b.value
    }

    /// Products in GF(p^5).
    public func quinticProducts(_ count: Int) -> UInt64 {
        var (a, b) = (messages[0], messages[1])
        for _ in 0..<count { (a, b) = (b, a &* b) }
        return b.c0.value
    }

    /// Squares in GF(p^5).
    public func quinticSquares(_ count: Int) -> UInt64 {
        var a = messages[0]
        for _ in 0..<count { a = a.squared }
        return a.c0.value
    }

    /// Inverses in GF(p^5).
    public func quinticInverses(_ count: Int) -> UInt64 {
        var a = messages[0]
        for _ in 0..<count { a = a.inverse }
        return a.c0.value
    }

    /// Sums of points by the formulas without exceptions.
    public func additions(_ count: Int) -> UInt64 {
        var (a, b) = (CurvePoint.generator, CurvePoint.generator.doubled)
        for _ in 0..<count { (a, b) = (b, a + b) }
        return b.x.c0.value
    }

    /// Doublings in one run.
    public func doublings(_ count: Int) -> UInt64 {
        var point = DoublingCurvePoint(.generator)
        for _ in 0..<count { point = point.doubled }
        return point.sum.c0.value
    }

    /// Poseidon2 permutations.
    public func permutations(_ count: Int) -> UInt64 {
        var state: [12 of GoldilocksElement] = .init(repeating: messages[0].c0)
        for _ in 0..<count { Poseidon2.permute(&state) }
        return state[0].value
    }

    /// Multiples of the generator, in constant time.
    public func generatorMultiples(_ count: Int) -> UInt64 {
        sum(count) { CurvePoint.generator(times: scalars[$0]).x }
    }

    /// Keys read, with their public halves.
    public func publicKeys(_ count: Int) throws -> UInt64 {
        var sum: UInt64 = 0
        for _ in 0..<count {
            let scalar = try Scalar(reducing: keyBytes)
            sum &+= CurvePoint.generator(times: scalar).encoded.c0.value
        }
        return sum
    }

    /// Public keys decoded.
    public func decodedKeys(_ count: Int) -> UInt64 {
        sum(count) { CurvePoint(variableTimeDecoding: messages[$0])?.x ?? .zero }
    }

    /// Signatures without their check, from nonce to s.
    public func uncheckedSignatures(_ count: Int) -> UInt64 {
        var generator = SystemRandom(expecting: 3)
        let source = NonceSource(key: scalars[0])
        return sum(count) { index in
            let nonce = source.nonce(for: messages[index], using: &generator)
            let signature = Schnorr.answer(
                messages[index],
                key: scalars[0],
                nonce: nonce,
                commitment: CurvePoint.generator(times: nonce).encoded
            )
            return QuinticElement(GoldilocksElement(reducing: signature.s.limbs.words[0]))
        }
    }

    /// Signatures as they leave: verified.
    public func signatures(_ count: Int) throws -> UInt64 {
        var sum: UInt64 = 0
        for index in 0..<count { sum &+= try key.sign(messages[index % messages.count]).s.limbs.words[0] }
        return sum
    }

    /// Signatures over as many messages as there are at once, verified.
    public func batches(_ count: Int) throws -> UInt64 {
        var sum: UInt64 = 0
        for _ in 0..<count { sum &+= try key.sign(messages)[0].s.limbs.words[0] }
        return sum
    }

    /// First verifications, each under a key of its own.
    public func firstVerifications(_ count: Int) -> Bool {
        (0..<count).allSatisfy { index in
            let place = index % messages.count
            let signature = signatures[place]
            let commitment =
                CurvePoint.variableTimeGenerator(times: signature.s) + point.variableTimeMultiplied(by: signature.e)
            return signature.isValid(for: messages[place], commitment: commitment.encoded)
        }
    }

    /// Verifications under one key.
    public func verifications(_ count: Int) -> Bool {
        (0..<count).allSatisfy { index in
            let place = index % messages.count
            return key.publicKey.isValid(signatures[place], for: messages[place])
        }
    }

    /// Verifications under one key, 16 at a time.
    public func verificationBatches(_ count: Int) -> Bool {
        (0..<count).allSatisfy { index in
            let start = index * 16 % messages.count
            let signed = (start..<start + 16).map { (signature: signatures[$0], message: messages[$0]) }
            return key.publicKey.areValid(signed).allSatisfy(\.self)
        }
    }

    /// The table of a key's multiples, which is kept once it was used often.
    public func keyTables(_ count: Int) -> UInt64 {
        var sum: UInt64 = 0
        for _ in 0..<count { sum &+= KeyTable(of: point).variableTimeEntry(window: 47, digit: 63).x.c0.value }
        return sum
    }

    private func sum(_ count: Int, _ element: (Int) -> QuinticElement) -> UInt64 {
        var sum: UInt64 = 0
        for index in 0..<count { sum &+= element(index % messages.count).c0.value }
        return sum
    }
}

/// What a signature computes with secrets, one call at a time, for whoever times it.
public enum SecretKernels {
    /// A uniformly random scalar.
    public static func random(using generator: inout some RandomNumberGenerator) -> [UInt8] {
        Scalar.randomNonZero(using: &generator).bytes
    }

    /// An input that is read before the clock starts.
    public struct Input {
        let scalar: Scalar
        let other: Scalar
        let message: QuinticElement

        public init(scalar: [UInt8], other: [UInt8]) throws {
            self.scalar = try Scalar(reducing: scalar)
            self.other = try Scalar(reducing: other)
            message = QuinticElement(GoldilocksElement(reducing: self.other.limbs.words[0]))
        }
    }

    /// scalar · G.
    @inline(never)
    public static func generatorMultiple(_ input: Input) -> UInt64 {
        CurvePoint.generator(times: input.scalar).x.c0.value
    }

    /// A signature with the scalar as its key, and its check.
    @inline(never)
    public static func signatureByKey(_ input: Input) throws -> UInt64 {
        try Schnorr.sign(input.message, key: SigningKey(input.scalar), nonce: input.other).s.limbs.words[0]
    }

    /// A signature with the scalar as its nonce, and its check.
    @inline(never)
    public static func signatureByNonce(_ input: Input) throws -> UInt64 {
        try Schnorr.sign(input.message, key: SigningKey(input.other), nonce: input.scalar).s.limbs.words[0]
    }

    /// The nonce that a key comes to for a message.
    @inline(never)
    public static func nonce(_ input: Input) -> UInt64 {
        var generator = Fixed()
        return NonceSource(key: input.scalar).nonce(for: input.message, using: &generator).limbs.words[0]
    }

    /// What is not in constant time and says so: the test has to find it.
    @inline(never)
    public static func variableTimeMultiple(_ input: Input) -> UInt64 {
        CurvePoint.generator.variableTimeMultiplied(by: input.scalar).x.c0.value
    }

    private struct Fixed: RandomNumberGenerator {
        func next() -> UInt64 { 4 }
    }
}
