import TestSupport
import Testing

@testable import LighterSigning

@Suite struct ScalarTests {
    private let orderBytes = Scalar.order.bytes

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
        var below = orderBytes
        below[0] -= 1
        #expect(try Scalar(bytes: below) + .one == .zero)
        #expect(try Scalar(bytes: below) * Scalar(bytes: below) == .one)
        #expect(throws: SigningError.nonCanonicalScalar) { try Scalar(bytes: orderBytes) }
        #expect(try Scalar(reducing: orderBytes) == .zero)

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
            let windows = scalar.oddWindows
            #expect(windows.indices.allSatisfy { (0...31).contains(windows[$0]) })
            let sum = windows.indices.reversed().reduce(Scalar.zero) { sum, index in
                sum * Scalar(32) + signed(2 * Int8(windows[index]) - 31)
            }
            let isOdd = scalar.bytes[0] & 1 == 1
            #expect(scalar.evenness == (isOdd ? 0 : UInt64.max))
            #expect(sum == (isOdd ? scalar : .zero - scalar))

            let wide = scalar.variableTimeOddWindows
            let wideSum = wide.indices.reversed().reduce(Scalar.zero) { sum, index in
                let end = 1 << WideGeneratorTable.bits(of: index).count
                #expect(Int(wide[index]) < end)
                return sum * Scalar(UInt64(end)) + signed(Int8(2 * Int(wide[index]) - end + 1))
            }
            #expect(wideSum == sum)

            let form = scalar.variableTimeNonAdjacentForm
            #expect(form.indices.allSatisfy { form[$0] == 0 || form[$0] % 2 != 0 && (-15...15).contains(form[$0]) })
            let places = form.indices.filter { form[$0] != 0 }
            #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 >= 5 })
            #expect(form.indices.reversed().reduce(.zero) { $0 + $0 + signed(form[$1]) } == scalar)
        }
    }

    @Test func sixElementsAreAnIntegerBelowTheGreatestMultipleOfN() throws {
        var random = SeededGenerator(seed: 7)
        let p = Scalar(GoldilocksElement.modulus)
        func integer(_ digits: [6 of GoldilocksElement]) -> Scalar {
            digits.indices.reversed().reduce(Scalar.zero) { $0 * p + Scalar(digits[$1].value) }
        }
        for _ in 0..<200 {
            let digits: [6 of GoldilocksElement] = .init { _ in GoldilocksElement(reducing: random.next()) }
            #expect(Scalar(uniform: digits) == integer(digits))
        }
        // The digits, base p, of the greatest multiple of n below p^6, of its neighbours and of p^6 − 1.
        let multiple: [6 of GoldilocksElement] = try .init { try GoldilocksElement(decimal: Self.greatestMultiple[$0]) }
        let largest: [6 of GoldilocksElement] = .init(repeating: .zero - .one)
        var (below, above) = (multiple, multiple)
        below[0] = below[0] - .one
        above[0] = above[0] + .one
        #expect(integer(multiple) == .zero)
        #expect(Scalar(uniform: below) == .zero - .one)
        for refused in [multiple, above, largest] { #expect(Scalar(uniform: refused) == nil) }
        // Zero and n stand for no nonce.
        let order: [6 of GoldilocksElement] = try .init { try GoldilocksElement(decimal: Self.order[$0]) }
        #expect(Scalar(uniform: .init(repeating: .zero)) == nil)
        #expect(integer(order) == .zero && Scalar(uniform: order) == nil)
    }

    /// floor(p^6 / n) · n in base p, lowest digit first.
    private static let greatestMultiple = [
        "10413320646370065662",
        "6269150891476586315",
        "10372019873180149584",
        "9223372037382212680",
        "9223372034707292160",
        "18446744069414584320",
    ]
    /// n in base p, lowest digit first.
    private static let order = [
        "8033423423044518659",
        "9797695954612451002",
        "9223372036044752420",
        "9223372034707292160",
        "9223372034707292160",
        "0",
    ]

    private func signed(_ digit: Int8) -> Scalar {
        let magnitude = Scalar(UInt64(digit.magnitude))
        return digit < 0 ? .zero - magnitude : magnitude
    }
}
