import TestSupport
import Testing

@testable import LighterSigning

/// What a machine that computes wrongly would come to: no signature leaves it.
@Suite struct FaultTests {
    @Test func aWrongEntryIsFound() {
        var random = SeededGenerator(seed: 30)
        for round in 0..<4_000 {
            let scalar = random.scalar()
            let faulty = Int(random.next() % 64)
            let isFaulty = round % 10 != 0
            let lookUp = FaultyLookUp { window, digit in
                let entry = GeneratorTable.LookUp().entry(window: window, digit: digit)
                guard window == faulty else { return entry }
                let otherDigit = (digit + 1 + UInt8(random.next() % 31)) % 32
                let other = GeneratorTable.LookUp().entry(window: window, digit: otherDigit)
                return switch round % 10 {
                case 0: entry
                case 1: other
                case 2: GeneratorTable.LookUp().entry(window: (window + 1) % 64, digit: digit)
                case 3: GeneratorTable.LookUp().entry(window: window, digit: 31 - digit)
                case 4: OddOrderPoint.origin
                case 5: sum(entry, entry)
                case 6: OddOrderPoint(x: entry.x, y: other.y, claim: other.claim)
                case 7: OddOrderPoint(x: other.x, y: other.y + entry.y, claim: entry.claim)
                default: entry.withFlippedBit(using: &random)
                }
            }
            let multiple = GeneratorMultiple(of: scalar, lookUp: lookUp)
            #expect(multiple.isMultiple(by: scalar) != isFaulty)
            #expect(isFaulty || multiple.point == .generator.variableTimeMultiplied(by: scalar))
        }
    }

    @Test func aWrongSumIsFound() {
        var random = SeededGenerator(seed: 31)
        for round in 0..<2_000 {
            let scalar = random.scalar()
            let faultyLevel = Int(random.next() % 3)
            var sums = GeneratorSums<64, 32>()
            var differences = [QuinticElement](repeating: .zero, count: 32)
            var products = differences
            sums.add(scalar, at: 0, lookUp: GeneratorTable.LookUp())
            for level in 0..<3 {
                let step = 1 << level
                let place = 2 * step * Int(random.next() % UInt64(32 >> level))
                let (left, right) = (sums.points[place], sums.points[place + step])
                var span = sums.points.mutableSpan
                var differenceSpan = differences.mutableSpan
                var productSpan = products.mutableSpan
                OddOrderPoint.addNeighbours(
                    &span,
                    step: step,
                    sumCount: 32 >> level,
                    differences: &differenceSpan,
                    products: &productSpan
                )
                guard level == faultyLevel else { continue }
                let third = sums.points[place]
                sums.points[place] =
                    switch round % 6 {
                    case 0: left
                    case 1: right
                    case 2: sum(third, right)
                    case 3: OddOrderPoint(x: third.x, y: -third.y, claim: -third.claim)
                    case 4: wrongChord(left, right, slope: random.quintic())
                    default: third.withFlippedBit(using: &random)
                    }
            }
            #expect(!sums.multiple(at: 0, of: scalar, levels: 3).isMultiple(by: scalar))
        }
    }

    @Test func aWrongPointIsFound() {
        var random = SeededGenerator(seed: 32)
        for _ in 0..<200 {
            let scalar = random.scalar()
            let commitment = Commitment(to: scalar)
            let point = commitment.multiple.point
            #expect(commitment.isMultiple(by: scalar))
            #expect(!commitment.isMultiple(by: scalar + .one) && !commitment.isMultiple(by: .zero - scalar))
            let wrong = [
                CurvePoint(x: point.x.withFlippedBit(using: &random), z: point.z, u: point.u, t: point.t),
                CurvePoint(x: point.x, z: point.z.withFlippedBit(using: &random), u: point.u, t: point.t),
                CurvePoint(x: point.x, z: point.z, u: point.u.withFlippedBit(using: &random), t: point.t),
                CurvePoint(x: point.x, z: point.z, u: point.u, t: point.t.withFlippedBit(using: &random)),
                CurvePoint(x: .zero, z: point.z, u: point.u, t: point.t),
                CurvePoint(x: .zero, z: .zero, u: point.u, t: point.t),
                CurvePoint(x: point.x, z: point.z, u: .zero, t: .zero),
                CurvePoint(x: .zero, z: .zero, u: .zero, t: .zero), .neutral,
            ]
            for point in wrong {
                let multiple = GeneratorMultiple(point: point, claim: commitment.multiple.claim)
                for encoded in [commitment.encoded, point.encoded] {
                    #expect(!Commitment(multiple: multiple, encoded: encoded).isMultiple(by: scalar))
                }
            }
        }
    }

    /// And what the check accepts, a verifier does.
    @Test func aWrongSignatureIsFound() throws {
        var random = SeededGenerator(seed: 33)
        for _ in 0..<300 {
            let (scalar, nonce, message) = (random.scalar(), random.scalar(), random.quintic())
            let key = SigningKey(scalar)
            let publicKey = try PrivateKey(scalar: scalar).publicKey
            let commitment = Commitment(to: nonce)
            let signature = try Schnorr.sign(message, key: key, nonce: nonce)
            #expect(publicKey.isValid(signature, for: message))
            #expect(commitment.isAnswered(by: signature, over: message, key: key, nonce: nonce))

            let (wrongScalar, wrongNonce) = (
                scalar.withFlippedBit(using: &random), nonce.withFlippedBit(using: &random)
            )
            let encoded = commitment.encoded.withFlippedBit(using: &random)
            let wrong = [
                Signature(s: signature.s.withFlippedBit(using: &random), e: signature.e),
                Signature(s: signature.s, e: signature.e.withFlippedBit(using: &random)),
                Signature(s: signature.s - scalar, e: signature.e + .one),
                Schnorr.answer(
                    message.withFlippedBit(using: &random),
                    key: scalar,
                    nonce: nonce,
                    commitment: commitment.encoded
                ),
                Schnorr.answer(message, key: wrongScalar, nonce: nonce, commitment: commitment.encoded),
                Schnorr.answer(message, key: scalar, nonce: wrongNonce, commitment: commitment.encoded),
                Schnorr.answer(message, key: scalar, nonce: nonce, commitment: encoded),
            ]
            for signature in wrong {
                #expect(!publicKey.isValid(signature, for: message))
                #expect(!commitment.isAnswered(by: signature, over: message, key: key, nonce: nonce))
            }
            // What was kept has changed: the nonce, the commitment, either half of the key.
            let answer = Schnorr.answer(message, key: scalar, nonce: wrongNonce, commitment: commitment.encoded)
            #expect(!commitment.isAnswered(by: answer, over: message, key: key, nonce: wrongNonce))
            let misread = Commitment(multiple: commitment.multiple, encoded: encoded)
            let forged = Schnorr.answer(message, key: scalar, nonce: nonce, commitment: encoded)
            #expect(!misread.isAnswered(by: forged, over: message, key: key, nonce: nonce))
            for key in [
                SigningKey(scalar: wrongScalar, negative: key.negative),
                SigningKey(scalar: scalar, negative: key.negative.withFlippedBit(using: &random)),
            ] {
                #expect(throws: SigningError.selfCheckFailed) { try Schnorr.sign(message, key: key, nonce: nonce) }
                #expect(throws: SigningError.selfCheckFailed) {
                    try Schnorr.sign([message], key: key, nonces: NonceSource(key: scalar), using: &random)
                }
            }
        }
    }

    private struct FaultyLookUp: GeneratorLookUp {
        let find: (Int, UInt8) -> OddOrderPoint

        func entry(window: Int, digit: UInt8) -> OddOrderPoint { find(window, digit) }
    }

    /// The sum of two points of order n by the formulas without exceptions, as a point of order n.
    private func sum(_ left: OddOrderPoint, _ right: OddOrderPoint) -> OddOrderPoint {
        let sum = CurvePoint(left, right)
        let x = sum.z * sum.x.inverse
        return OddOrderPoint(x: x, y: -(x * sum.encoded), claim: left.claim + right.claim)
    }

    /// What the chord comes to with a slope that is not its own.
    private func wrongChord(_ left: OddOrderPoint, _ right: OddOrderPoint, slope: QuinticElement) -> OddOrderPoint {
        let x = slope * slope - QuinticElement(unchecked: 2, 0, 0, 0, 0) - left.x - right.x
        return OddOrderPoint(x: x, y: (x - left.x) * slope + left.y, claim: -(left.claim + right.claim))
    }
}

extension QuinticElement {
    fileprivate func withFlippedBit(using random: inout SeededGenerator) -> QuinticElement {
        let limbs = limbs.withFlippedBit(using: &random)
        return QuinticElement(
            GoldilocksElement(reducing: limbs.words[0]),
            GoldilocksElement(reducing: limbs.words[1]),
            GoldilocksElement(reducing: limbs.words[2]),
            GoldilocksElement(reducing: limbs.words[3]),
            GoldilocksElement(reducing: limbs.words[4])
        )
    }
}

extension Scalar {
    fileprivate func withFlippedBit(using random: inout SeededGenerator) -> Scalar {
        Scalar(reducing: limbs.withFlippedBit(using: &random))
    }
}

extension Limbs {
    fileprivate func withFlippedBit(using random: inout SeededGenerator) -> Limbs {
        var limbs = self
        let bit = random.next() % 320
        limbs.words[Int(bit / 64)] ^= 1 << (bit % 64)
        return limbs
    }
}

extension OddOrderPoint {
    fileprivate func withFlippedBit(using random: inout SeededGenerator) -> OddOrderPoint {
        var point = self
        switch random.next() % 3 {
        case 0: point.x = x.withFlippedBit(using: &random)
        case 1: point.y = y.withFlippedBit(using: &random)
        default: point.claim = GoldilocksElement(reducing: claim.value ^ (1 << (random.next() % 64)))
        }
        return point
    }
}
