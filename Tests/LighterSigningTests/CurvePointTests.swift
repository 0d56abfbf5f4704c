import TestSupport
import Testing

@testable import LighterSigning

@Suite struct CurvePointTests {
    @Test func generatorMultiplesMatchTheVectors() throws {
        for vector in Vectors.primitives.generatorMultiples {
            let scalar = try Scalar(decimal: vector.scalar)
            #expect(CurvePoint.generator(times: scalar).encoded.hexDigits == vector.encoded)
            #expect(CurvePoint.generator.variableTimeMultiplied(by: scalar).encoded.hexDigits == vector.encoded)
        }
    }

    @Test func decodingMatchesTheVectors() throws {
        for vector in Vectors.primitives.pointDecoding {
            let point = try? CurvePoint(variableTimeDecoding: QuinticElement(hex: vector.encoded))
            #expect((point != nil) == vector.valid)
            guard let point else { continue }
            #expect(point.isNeutral == (vector.neutral ?? false))
            #expect(point.encoded.hexDigits == vector.encoded)
            #expect(point == point + .neutral)
        }
    }

    @Test func formulasAgreeWithChordAndTangent() {
        var random = SeededGenerator(seed: 8)
        for _ in 0..<40 {
            let (p, q) = (random.point(), random.point())
            let (rp, rq) = (Reference.affine(p), Reference.affine(q))
            #expect(encoded(p + q) == Reference.encode(Reference.sum(rp, rq)))
            #expect(encoded(p - q) == Reference.encode(Reference.sum(rp, Reference.affine(-q))))
            #expect(encoded(p.doubled) == Reference.encode(Reference.sum(rp, rp)))
        }
        for scalar in [random.scalar(), .zero - .one, .one] {
            let expected = Reference.encode(Reference.multiple(of: Reference.generator, by: Reference.bits(scalar)))
            #expect(encoded(CurvePoint.generator(times: scalar)) == expected)
            #expect(encoded(CurvePoint.variableTimeGenerator(times: scalar)) == expected)
            #expect(encoded(CurvePoint.generator.variableTimeMultiplied(by: scalar)) == expected)
        }
    }

    @Test func groupLawsHoldWithoutExceptions() throws {
        var random = SeededGenerator(seed: 9)
        for _ in 0..<40 {
            let (p, q, r) = (random.point(), random.point(), random.point())
            #expect((p + q) + r == p + (q + r))
            #expect(p + q == q + p)
            #expect(p + .neutral == p)
            #expect((p - p).isNeutral)
            #expect(p + p == p.doubled)
            #expect(p != q)
            #expect(try #require(CurvePoint(variableTimeDecoding: p.encoded)) == p)
        }
        #expect(CurvePoint.neutral.doubled.isNeutral)
        #expect(CurvePoint.neutral.encoded == .zero)
    }

    @Test func runsOfDoublingsAreDoublings() {
        var random = SeededGenerator(seed: 10)
        for point in [random.point(), -random.point(), .generator] {
            var expected = point
            var reference = Reference.affine(point)
            var power = DoublingCurvePoint(point)
            for _ in 1...12 {
                #expect(power.element == expected)
                #expect(encoded(power.element) == Reference.encode(reference))
                expected += expected
                reference = Reference.sum(reference, reference)
                power = power.doubled
            }
        }
    }

    /// By doublings, and together with a multiple of the generator by tables, one at a time and among others.
    @Test func everyMultipleIsWhatDoublingAndAddingMakes() {
        var random = SeededGenerator(seed: 24)
        func multiple(_ point: CurvePoint, _ scalar: Scalar) -> CurvePoint {
            Reference.bits(scalar).reduce(CurvePoint.neutral) { $1 ? $0 + $0 + point : $0 + $0 }
        }
        let points = [random.point(), .generator, -.generator, CurvePoint.generator(times: Scalar(32))]
        for point in points {
            let table = KeyTable(of: point)
            let some = [.zero, .one, .zero - .one, Scalar(2), Scalar(31), random.scalar(), random.scalar()]
            let signatures = some.flatMap { s in some.map { e in Signature(s: s, e: e) } }
            for start in stride(from: 0, to: signatures.count, by: 4) {
                let group = signatures[start..<min(start + 4, signatures.count)]
                var together = CommitmentSums<384, 192>()
                for (place, signature) in group.enumerated() { together.variableTimeAdd(signature, table, at: place) }
                together.addNeighbours(signatureCount: group.count)
                for (place, signature) in group.enumerated() {
                    let expected = multiple(.generator, signature.s) + multiple(point, signature.e)
                    #expect(together.commitment(of: signature, at: place) == expected)
                    var alone = CommitmentSums<96, 48>()
                    alone.variableTimeAdd(signature, table, at: 0)
                    alone.addNeighbours(signatureCount: 1)
                    #expect(alone.commitment(of: signature, at: 0) == expected)
                }
            }
            for scalar in some { #expect(point.variableTimeMultiplied(by: scalar) == multiple(point, scalar)) }
        }
        #expect(CurvePoint.neutral.variableTimeMultiplied(by: random.scalar()).isNeutral)
    }

    @Test func multiplicationIsLinearAndNHasNoEffect() {
        var random = SeededGenerator(seed: 11)
        let minusOne = Scalar.zero - .one
        for _ in 0..<20 {
            let (a, b, p) = (random.scalar(), random.scalar(), random.point())
            #expect(
                p.variableTimeMultiplied(by: a) + p.variableTimeMultiplied(by: b) == p.variableTimeMultiplied(by: a + b)
            )
            #expect(p.variableTimeMultiplied(by: minusOne) == -p)
            #expect((p.variableTimeMultiplied(by: minusOne) + p).isNeutral)
            #expect(CurvePoint.generator(times: a) == CurvePoint.generator.variableTimeMultiplied(by: a))
            #expect(CurvePoint.variableTimeGenerator(times: a) == CurvePoint.generator(times: a))
        }
        #expect(CurvePoint.generator(times: .zero).isNeutral)
        #expect(CurvePoint.generator(times: .one) == .generator)
        #expect(CurvePoint.generator.variableTimeMultiplied(by: .zero).isNeutral)
        #expect(CurvePoint.generator(times: minusOne) == -.generator)
        #expect(CurvePoint.variableTimeGenerator(times: .zero).isNeutral)
    }

    @Test func multiplesOfManyScalarsAreThoseOfEach() {
        var random = SeededGenerator(seed: 17)
        for count in [0, 1, 2, 7, 8, 9, 16, 21] {
            let scalars = (0..<count).map { $0 == 3 ? .zero : $0 == 5 ? .zero - .one : random.scalar() }
            let multiples = GeneratorMultiple.all(of: scalars)
            #expect(multiples.map(\.point) == scalars.map { CurvePoint.generator(times: $0) })
            #expect(zip(multiples, scalars).allSatisfy { $0.isMultiple(by: $1) })
        }
    }

    /// Scalars whose windows are all alike, small, or carry far.
    @Test func multiplesOfUnusualScalarsAreExact() throws {
        let twos = (0..<319).map { bit in (0..<bit).reduce(Scalar.one) { sum, _ in sum + sum } }
        var scalars = twos + twos.map { $0 - .one } + twos.map { .zero - $0 } + (0..<70).map { Scalar($0) }
        for byte in [0x11, 0x21, 0x42, 0x55, 0x84, 0xAA, 0xEF, 0xF7] as [UInt8] {
            scalars.append(try Scalar(reducing: [UInt8](repeating: byte, count: 40)))
        }
        for scalar in scalars {
            let multiple = CurvePoint.generator(times: scalar)
            #expect(multiple == CurvePoint.generator.variableTimeMultiplied(by: scalar))
            #expect(multiple == CurvePoint.variableTimeGenerator(times: scalar))
        }
    }

    /// Zero's two halves are each other's negatives: a chord between them would have no slope.
    @Test func halvesThatCancelOutAreNeutral() {
        let digits = Scalar.zero.oddWindows
        func value(_ range: Range<Int>) -> Scalar {
            range.reversed().reduce(Scalar.zero) { sum, index in
                sum * Scalar(32) + Scalar(UInt64(2 * digits[index])) - Scalar(31)
            }
        }
        let twoTo160 = (0..<160).reduce(Scalar.one) { sum, _ in sum + sum }
        #expect(value(0..<32) == .zero - value(32..<64) * twoTo160)
        #expect(CurvePoint.generator(times: .zero).isNeutral)
        #expect(CurvePoint.variableTimeGenerator(times: .zero).isNeutral)
        #expect(GeneratorMultiple.all(of: [.one, .zero]).map(\.point.isNeutral) == [false, true])
    }

    @Test func theOrderTimesAPointIsNeutral() {
        var random = SeededGenerator(seed: 18)
        for point in [random.point(), .generator] {
            let minusOne = point.variableTimeMultiplied(by: .zero - .one)
            #expect((minusOne + point).isNeutral)
            let byDoubling = Reference.bits(.zero - .one).reduce(CurvePoint.neutral) { $1 ? $0 + $0 + point : $0 + $0 }
            #expect((byDoubling + point).isNeutral)
        }
    }

    @Test func encodingAndDecodingUndoEachOther() throws {
        var random = SeededGenerator(seed: 19)
        var decodable = 0
        for _ in 0..<400 {
            let w = random.quintic()
            guard let point = CurvePoint(variableTimeDecoding: w) else { continue }
            decodable += 1
            #expect(point.encoded == w)
            #expect(try #require(CurvePoint(variableTimeDecoding: -w)) == -point)
            let (x, y) = try #require(Reference.affine(point))
            let (square, b) = (Reference.multiply(x, x), Reference.b)
            let cubic = Reference.multiply(x, Reference.add(Reference.add(square, Reference.add(x, x)), b))
            #expect(Reference.multiply(y, y) == cubic)
            #expect((point.x * point.z).legendre * QuinticElement(unchecked: 0, 263, 0, 0, 0).legendre == -1)
        }
        #expect((120...280).contains(decodable))
    }

    @Test func othersPointsAddUpHere() throws {
        let vectors = Vectors.independent
        let w = try vectors.points.map(QuinticElement.init(decimal:))
        let points = try w.map { try #require(CurvePoint(variableTimeDecoding: $0)) }
        let (p, q) = (points[1], points[2])
        let sums = [p - p, p, q, p + q, p + p, q.doubled, p.doubled + q, p + q + q]
        #expect(sums.map(\.encoded) == w)
        for undecodable in vectors.undecodable {
            #expect(CurvePoint(variableTimeDecoding: try QuinticElement(decimal: undecodable)) == nil)
        }
        let multiple = vectors.multiple
        let point = try #require(CurvePoint(variableTimeDecoding: QuinticElement(decimal: multiple.point)))
        let scalar = try Scalar(bytes: Hex.decode(multiple.scalar))
        #expect(try point.variableTimeMultiplied(by: scalar).encoded == QuinticElement(decimal: multiple.product))
    }

    private func encoded(_ point: CurvePoint) -> Reference.Quintic { Reference.coordinates(point.encoded) }
}
