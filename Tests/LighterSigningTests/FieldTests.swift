import TestSupport
import Testing

@testable import LighterSigning

@Suite struct FieldTests {
    @Test func goldilocksVectors() throws {
        for vector in Vectors.primitives.goldilocks {
            let a = try GoldilocksElement(decimal: vector.a)
            let b = try GoldilocksElement(decimal: vector.b)
            #expect(try a + b == GoldilocksElement(decimal: vector.sum))
            #expect(try a - b == GoldilocksElement(decimal: vector.difference))
            #expect(try a * b == GoldilocksElement(decimal: vector.product))
            #expect(try a.inverse == GoldilocksElement(decimal: vector.inverseA))
        }
    }

    @Test func quinticVectors() throws {
        for vector in Vectors.primitives.quintic {
            let a = try QuinticElement(decimal: vector.a)
            #expect(try a * QuinticElement(decimal: vector.b) == QuinticElement(decimal: vector.product))
            #expect(try a.inverse == QuinticElement(decimal: vector.inverseA))
            #expect(a.legendre == vector.isSquareA)
            #expect((a.variableTimeSquareRoot == nil) == (vector.isSquareA == -1))
        }
    }

    @Test func goldilocksAgreesWithRemainders() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<20_000 {
            let (a, b) = (random.element(), random.element())
            #expect((a + b).value == Reference.add(a.value, b.value))
            #expect((a - b).value == Reference.subtract(a.value, b.value))
            #expect((a * b).value == Reference.multiply(a.value, b.value))
            let (low, high) = (random.next(), UInt128(random.next()) << 31 | UInt128(random.next() >> 33))
            let expected = (high % Reference.p * (UInt128(GoldilocksElement.epsilon)) + UInt128(low)) % Reference.p
            #expect(GoldilocksElement(reducing: low, high).value == UInt64(expected))
            #expect(GoldilocksElement(reducing: a.looselyDoubled) == a + a)
            #expect(GoldilocksElement(reducing: a.looselyTripled) == a + a + a)
        }
    }

    @Test func goldilocksReducesEveryInteger() {
        let p = GoldilocksElement.modulus
        for value in [0, 1, p - 1, p, p + 1, UInt64.max] {
            #expect(GoldilocksElement(reducing: value).value == value % p)
            #expect(GoldilocksElement(value)?.value == (value < p ? value : nil))
        }
    }

    @Test func quinticAgreesWithSchoolbook() {
        var random = SeededGenerator(seed: 2)
        for _ in 0..<2_000 {
            let (a, b) = (random.quintic(), random.quintic())
            let (ra, rb) = (Reference.coordinates(a), Reference.coordinates(b))
            #expect(Reference.coordinates(a * b) == Reference.multiply(ra, rb))
            #expect(Reference.coordinates(a.squared) == Reference.multiply(ra, ra))
            #expect(Reference.coordinates(a + b) == Reference.add(ra, rb))
            #expect(Reference.coordinates(a - b) == Reference.subtract(ra, rb))
            #expect(QuinticElement.multiply(a, b, adding: b) == a * b + b)
            let multiples = SmallMultipleSum(a, times: -3).adding(b, timesZ: 1052).adding(a, timesZ: -7).adding(b)
            let expected = a * QuinticElement(unchecked: 3, 7, 0, 0, 0)
            #expect(multiples.reduced == b * QuinticElement(unchecked: 1, 1052, 0, 0, 0) - expected)
            #expect(a.halved.doubled == a)
        }
        for _ in 0..<50 {
            let a = random.quintic()
            #expect(Reference.coordinates(a.inverse) == Reference.invert(Reference.coordinates(a)))
        }
    }

    @Test func fieldAxiomsHold() {
        var random = SeededGenerator(seed: 21)
        for _ in 0..<500 {
            let (a, b, c) = (random.element(), random.element(), random.element())
            #expect((a + b) + c == a + (b + c) && a + b == b + a && a + .zero == a && a + -a == .zero)
            #expect((a * b) * c == a * (b * c) && a * b == b * a && a * .one == a && a * (b + c) == a * b + a * c)
            #expect(a - b == a + -b && (a == .zero || a * a.inverse == .one))
            let (x, y, z) = (random.quintic(), random.quintic(), random.quintic())
            #expect((x + y) + z == x + (y + z) && x + y == y + x && x + .zero == x && x + -x == .zero)
            #expect((x * y) * z == x * (y * z) && x * y == y * x && x * .one == x && x * (y + z) == x * y + x * z)
            #expect(x - y == x + -y && (x == .zero || x * x.inverse == .one))
            #expect(x * .zero == .zero && x.legendre * y.legendre == (x * y).legendre)
        }
    }

    /// x ↦ x^p: it is a power, it keeps sums and products, leaves GF(p) alone, and five times it is nothing.
    @Test func frobeniusIsTheFieldsAutomorphism() {
        var random = SeededGenerator(seed: 22)
        for _ in 0..<50 {
            let (x, y) = (random.quintic(), random.quintic())
            let power = (0..<64).reversed().reduce(QuinticElement.one) { power, bit in
                let square = power.squared
                return GoldilocksElement.modulus >> UInt64(bit) & 1 == 1 ? square * x : square
            }
            #expect(x.frobenius == power)
            #expect((x + y).frobenius == x.frobenius + y.frobenius)
            #expect((x * y).frobenius == x.frobenius * y.frobenius)
            #expect(x.frobeniusTwice == x.frobenius.frobenius)
            #expect(x.frobeniusTwice.frobeniusTwice.frobenius == x)
            let base = QuinticElement(random.element())
            #expect(base.frobenius == base)
        }
    }

    @Test func inversesTogetherAreThoseOfEach() {
        var random = SeededGenerator(seed: 23)
        let elements = (0..<9).map { _ in random.quintic() + .one }
        func inverses(_ elements: [QuinticElement], first count: Int) -> [QuinticElement] {
            var inverses = elements
            var products = elements
            var span = inverses.mutableSpan
            var productSpan = products.mutableSpan
            QuinticElement.invert(first: count, of: &span, products: &productSpan)
            return inverses
        }
        #expect(inverses(elements, first: 9) == elements.map(\.inverse))
        #expect(inverses(elements, first: 1) == [elements[0].inverse] + elements.dropFirst())
        #expect(inverses(elements, first: 0) == elements)
        var withZero = elements
        withZero[4] = .zero
        #expect(inverses(withZero, first: 9).allSatisfy { $0 == .zero })
    }

    @Test func rootsAndInversesUndoSquaresAndProducts() throws {
        var random = SeededGenerator(seed: 3)
        let nonSquare = QuinticElement(unchecked: 7, 0, 0, 0, 0)
        for _ in 0..<200 {
            let a = random.quintic()
            guard a != .zero else { continue }
            #expect(a * a.inverse == .one)
            let root = try #require(a.squared.variableTimeSquareRoot)
            #expect(root == a || root == -a)
            #expect(a.squared.legendre == 1)
            #expect((a.squared * nonSquare).legendre == -1)
            #expect((a.squared * nonSquare).variableTimeSquareRoot == nil)
            let base = random.element()
            let baseRoot = try #require((base * base).variableTimeSquareRoot)
            #expect(baseRoot == base || baseRoot == -base)
        }
        #expect(QuinticElement.zero.inverse == .zero)
        #expect(QuinticElement.zero.variableTimeSquareRoot == .zero)
        #expect(QuinticElement.zero.legendre == 0)
    }

    /// Coordinates of zero and one alone, where a slip in combining their differences would make unequal elements equal.
    @Test func equalityLooksAtEveryCoordinate() {
        let elements = (0..<UInt64(32)).map { bits in
            QuinticElement(unchecked: bits & 1, bits >> 1 & 1, bits >> 2 & 1, bits >> 3 & 1, bits >> 4)
        }
        for (i, a) in elements.enumerated() {
            for (j, b) in elements.enumerated() { #expect((a == b) == (i == j)) }
        }
    }

    @Test func encodingIsCanonical() throws {
        var random = SeededGenerator(seed: 4)
        for _ in 0..<100 {
            let a = random.quintic()
            #expect(a.bytes.count == 40)
            #expect(try QuinticElement(bytes: a.bytes) == a)
            #expect(try QuinticElement(hex: "0x" + a.hexDigits.uppercased()) == a)
        }
        let modulus: [UInt8] = [1, 0, 0, 0, 255, 255, 255, 255]
        for coordinate in 0..<5 {
            var bytes = [UInt8](repeating: 0, count: 40)
            bytes.replaceSubrange(coordinate * 8..<coordinate * 8 + 8, with: modulus)
            #expect(throws: SigningError.nonCanonicalFieldElement) { try QuinticElement(bytes: bytes) }
        }
        for count in [0, 39, 41] {
            #expect(throws: SigningError.wrongLength(expected: 40, actual: count)) {
                try QuinticElement(bytes: [UInt8](repeating: 0, count: count))
            }
        }
    }
}
