import TestSupport
import Testing

@testable import LighterSigning

@Suite struct ScalarTests {
    private let order = Scalar.order.bytes

    @Test func arithmeticIsThatOfTheIntegersModuloN() {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<200 {
            let (a, b, c) = (random.scalar(), random.scalar(), random.scalar())
            #expect(a + b - b == a)
            #expect(a - b + b == a)
            #expect(a - a == .zero)
            #expect(a != b && a != a + .one && a != a - .one)
            #expect(a * b == b * a)
            #expect(a * (b + c) == a * b + a * c)
            let byDoubling = Reference.bits(b).reduce(Scalar.zero) { $1 ? $0 + $0 + a : $0 + $0 }
            #expect(a * b == byDoubling)
        }
    }

    @Test func bytesAreStrictAndReductionIsModuloN() throws {
        var below = order
        below[0] -= 1
        #expect(try Scalar(bytes: below) + .one == .zero)
        #expect(try Scalar(bytes: below) * Scalar(bytes: below) == .one)
        #expect(throws: SigningError.nonCanonicalScalar) { try Scalar(bytes: order) }
        #expect(try Scalar(reducing: order) == .zero)

        let largest = [UInt8](repeating: 255, count: 40)
        #expect(throws: SigningError.nonCanonicalScalar) { try Scalar(bytes: largest) }
        let twoTo320 = (0..<320).reduce(Scalar.one) { sum, _ in sum + sum }
        #expect(try Scalar(reducing: largest) + .one == twoTo320)
        for count in [0, 39, 41] {
            #expect(throws: SigningError.wrongLength(expected: 40, actual: count)) {
                try Scalar(bytes: [UInt8](repeating: 1, count: count))
            }
        }
    }

    @Test func digitsAddUpToTheScalar() throws {
        var random = SeededGenerator(seed: 6)
        var scalars = (0..<200).map { _ in random.scalar() } + [.zero, .one, .zero - .one]
        scalars += (0..<319).map { bit in (0..<bit).reduce(Scalar.one) { sum, _ in sum + sum } - .one }
        for scalar in scalars {
            let windows = scalar.signedWindows
            #expect(windows.indices.allSatisfy { (-15...16).contains(windows[$0]) })
            #expect(windows.indices.reversed().reduce(.zero) { $0 * Scalar(32) + signed(windows[$1]) } == scalar)

            let form = scalar.variableTimeNonAdjacentForm
            #expect(form.indices.allSatisfy { form[$0] == 0 || form[$0] % 2 != 0 && (-15...15).contains(form[$0]) })
            #expect(form.indices.reversed().reduce(.zero) { $0 + $0 + signed(form[$1]) } == scalar)
        }
    }

    @Test func baseModulusDigitsAreAnInteger() {
        var random = SeededGenerator(seed: 7)
        let p = Scalar(GoldilocksElement.modulus)
        for _ in 0..<200 {
            let digits = random.quintic()
            let expected = Reference.coordinates(digits).reversed().reduce(Scalar.zero) { $0 * p + Scalar($1) }
            #expect(Scalar(baseP: digits) == expected)
        }
    }

    private func signed(_ digit: Int8) -> Scalar {
        let magnitude = Scalar(UInt64(digit.magnitude))
        return digit < 0 ? .zero - magnitude : magnitude
    }
}
