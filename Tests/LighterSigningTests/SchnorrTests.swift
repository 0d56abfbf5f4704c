import TestSupport
import Testing

@testable import LighterSigning

@Suite struct SchnorrTests {
    @Test func fixedNoncesMatchTheVectors() throws {
        for vector in Vectors.primitives.schnorrWithFixedK {
            let key = try Scalar(bytes: Hex.decode(vector.privateKey))
            let nonce = try Scalar(bytes: Hex.decode(vector.nonceK))
            let message = try QuinticElement(hex: vector.message)
            let signature = try Schnorr.sign(message, key: SigningKey(key), nonce: nonce)
            #expect(signature.hexDigits == vector.signature)
            let publicKey = try PublicKey(hex: vector.publicKey)
            #expect(try publicKey.isValid(Signature(hex: vector.signature), for: message))
            #expect(try PrivateKey(hex: vector.privateKey).publicKey == publicKey)
        }
    }

    @Test func signaturesVerifyAndBindEverything() throws {
        var random = SeededGenerator(seed: 13)
        let (key, other) = (try PrivateKey.generate(), try PrivateKey.generate())
        for _ in 0..<20 {
            let message = random.quintic()
            let signature = try key.sign(message)
            #expect(key.publicKey.isValid(signature, for: message))
            #expect(try PublicKey(bytes: key.publicKey.bytes).isValid(Signature(bytes: signature.bytes), for: message))
            #expect(!other.publicKey.isValid(signature, for: message))
            #expect(!key.publicKey.isValid(signature, for: message + .one))
        }
    }

    @Test func fixedNoncesMatchTheVenuesLibrary() throws {
        for vector in Vectors.independent.signatures {
            let key = try PrivateKey(hex: vector.privateKey)
            let message = try QuinticElement(hex: vector.message)
            let nonce = try Scalar(bytes: Hex.decode(vector.nonceK))
            let scalar = try Scalar(bytes: Hex.decode(vector.privateKey))
            let signature = try Schnorr.sign(message, key: SigningKey(scalar), nonce: nonce)
            #expect(signature.hexDigits == vector.signature)
            #expect(key.publicKey.isValid(signature, for: message))
        }
    }

    @Test func manyAtOnceAreSignedAsEachAlone() throws {
        var random = SeededGenerator(seed: 14)
        let key = try PrivateKey.generate()
        for count in [0, 1, 7, 8, 9, 64, 255, 256, 257, 261] {
            let messages = (0..<count).map { $0 % 7 == 6 ? QuinticElement.zero : random.quintic() }
            let signatures = try key.sign(messages)
            #expect(signatures.count == count)
            #expect(Set(signatures.map(\.e)).count == count)
            for (signature, message) in zip(signatures, messages) {
                #expect(key.publicKey.isValid(signature, for: message))
            }
            // The same nonces, and so the same signatures, whether together or alone.
            var (together, alone) = (random, random)
            let batch = try key.sign(messages, using: &together)
            #expect(try messages.map { try key.sign($0, using: &alone) } == batch)
        }
    }

    /// The first verifications under a key, the later ones and those of many at once go different ways.
    @Test func everyVerificationJudgesAlike() throws {
        var random = SeededGenerator(seed: 15)
        let (scalar, message) = (random.scalar(), random.quintic())
        let key = try PrivateKey(scalar: scalar)
        let (good, foreign) = (try key.sign(message), try PrivateKey.generate().sign(message))
        // What they commit to is the neutral element, s = −e·x, for the right challenge and for wrong ones.
        let challenge = Schnorr.challenge(commitment: .zero, message: message)
        let cases = [
            (good, true), (foreign, false), (Signature(s: .zero - challenge * scalar, e: challenge), true),
            (Signature(s: .zero - scalar, e: .one), false), (Signature(s: .zero, e: .zero), false),
        ]
        let fresh = try PublicKey(bytes: key.publicKey.bytes)
        for _ in 0..<KeyMultiples.usesBeforeTable {
            for (signature, isGood) in cases { #expect(fresh.isValid(signature, for: message) == isGood) }
        }
        for count in [0, 1, 2, 3, 4, 5, 8, 9, 17] {
            let chosen = (0..<count).map { _ in cases.randomElement(using: &random) ?? cases[0] }
            // Before there is a table, and with it.
            for key in [try PublicKey(bytes: key.publicKey.bytes), fresh] {
                #expect(key.areValid(chosen.map { ($0.0, message) }) == chosen.map(\.1))
            }
        }
    }

    @Test func aKeyIsUsedByManyAtOnce() async throws {
        let key = try PrivateKey.generate()
        let signature = try key.sign(.one)
        for _ in 0..<20 {
            let fresh = try PublicKey(bytes: key.publicKey.bytes)
            let verdicts = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<8 { group.addTask { fresh.isValid(signature, for: .one) } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(verdicts == [Bool](repeating: true, count: 8))
        }
    }

    /// Another signature of the same message from a known one: none of the ways holds.
    @Test func signaturesAreNotMalleable() throws {
        var random = SeededGenerator(seed: 17)
        let key = try PrivateKey.generate()
        let message = random.quintic()
        let signature = try key.sign(message)
        let negatedKey = try PublicKey(bytes: (-key.publicKey.encoded).bytes)
        for (s, e) in [
            (.zero - signature.s, signature.e), (signature.s, .zero - signature.e),
            (.zero - signature.s, .zero - signature.e), (signature.e, signature.s), (signature.s + .one, signature.e),
        ] {
            for publicKey in [key.publicKey, negatedKey] {
                #expect(!publicKey.isValid(Signature(s: s, e: e), for: message))
            }
        }
        #expect(!negatedKey.isValid(signature, for: message))

        // s + n and e + n are the same numbers modulo n, in other bytes.
        for start in [0, 40] {
            var bytes = signature.bytes
            var carry: UInt16 = 0
            for (offset, orderByte) in Scalar.order.bytes.enumerated() {
                let sum = UInt16(bytes[start + offset]) + UInt16(orderByte) + carry
                bytes[start + offset] = UInt8(truncatingIfNeeded: sum)
                carry = sum >> 8
            }
            #expect(carry == 0)
            #expect(throws: SigningError.nonCanonicalScalar) { try Signature(bytes: bytes) }
        }
    }

    /// Points of the other curves with this equation's form have no encoding here; a signature under one cannot be judged.
    @Test func keysOnTheTwistAreRefused() {
        var random = SeededGenerator(seed: 18)
        var refused = 0
        for _ in 0..<200 {
            let w = random.quintic()
            let isSquare =
                ((w * w - QuinticElement(unchecked: 2, 0, 0, 0, 0)).squared
                - QuinticElement(unchecked: 0, 1052, 0, 0, 0)).legendre
            if w != .zero, isSquare == -1 {
                refused += 1
                #expect(throws: SigningError.notOnCurve) { try PublicKey(bytes: w.bytes) }
            }
        }
        #expect(refused > 50)
    }

    @Test func anyFlippedBitInvalidates() throws {
        let key = try PrivateKey.generate()
        let message = QuinticElement(unchecked: 1, 2, 3, 4, 5)
        let bytes = try key.sign(message).bytes
        for bit in 0..<640 {
            var flipped = bytes
            flipped[bit / 8] ^= 1 << (bit % 8)
            guard let signature = try? Signature(bytes: flipped) else { continue }
            #expect(!key.publicKey.isValid(signature, for: message))
        }
    }

    @Test func noncesAreHedged() throws {
        let key = try PrivateKey.generate()
        let messages = [QuinticElement.zero, .one]
        let broken = StuckGenerator()
        let withBroken = try messages.map { message in
            var generator = broken
            return try key.sign(message, using: &generator)
        }
        #expect(withBroken[0].e != withBroken[1].e)
        var again = broken
        #expect(try key.sign(.zero, using: &again) == withBroken[0])

        var (first, second) = (broken, broken)
        let otherKey = try PrivateKey.generate()
        let keys = try [key, otherKey].map { key in
            try Scalar(bytes: Hex.decode(key.exposedHex()))
        }
        #expect(
            NonceSource(key: keys[0]).nonce(for: .one, using: &first)
                != NonceSource(key: keys[1]).nonce(for: .one, using: &second)
        )
        #expect(try key.sign(.zero) != key.sign(.zero))
    }

    @Test func scalarsOutOfRangeAreRefused() throws {
        let order = Scalar.order.bytes
        let good = Scalar.one.bytes
        #expect(throws: SigningError.nonCanonicalScalar) { try Signature(bytes: order + good) }
        #expect(throws: SigningError.nonCanonicalScalar) { try Signature(bytes: good + order) }
        #expect(try Signature(bytes: good + good).bytes == good + good)
        for count in [0, 40, 64, 79, 81] {
            #expect(throws: SigningError.wrongLength(expected: 80, actual: count)) {
                try Signature(bytes: [UInt8](repeating: 0, count: count))
            }
        }
    }

    /// A generator that has failed: always the same number.
    private struct StuckGenerator: RandomNumberGenerator {
        func next() -> UInt64 { 4 }
    }
}
