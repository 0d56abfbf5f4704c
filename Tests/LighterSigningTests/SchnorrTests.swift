import TestSupport
import Testing

@testable import LighterSigning

@Suite struct SchnorrTests {
    @Test func fixedNoncesMatchTheVectors() throws {
        for vector in Vectors.primitives.schnorrWithFixedK {
            let key = try Scalar(bytes: Hex.decode(vector.privateKey))
            let nonce = try Scalar(bytes: Hex.decode(vector.nonceK))
            let message = try QuinticElement(hex: vector.message)
            let signature = Schnorr.sign(message, key: key, nonce: nonce)
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
        let nonces = try [key, otherKey].map { key in
            try Scalar(bytes: Hex.decode(key.exposedHex()))
        }
        #expect(
            Schnorr.hedgedNonce(for: .one, key: nonces[0], using: &first)
                != Schnorr.hedgedNonce(for: .one, key: nonces[1], using: &second)
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
