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
        for scalar in [random.scalar(), .zero - .one] {
            let expected = Reference.encode(Reference.multiple(of: Reference.generator, by: Reference.bits(scalar)))
            #expect(encoded(CurvePoint.generator(times: scalar)) == expected)
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
            let affine = AffineCurvePoint(x: p.x * p.z.inverse, u: p.u * p.t.inverse)
            #expect(q + affine == q + p)
            #expect(p + affine == p.doubled)
            #expect((-p + affine).isNeutral)
            #expect(p + AffineCurvePoint.neutral == p)
            #expect(try #require(CurvePoint(variableTimeDecoding: p.encoded)) == p)
        }
        #expect(CurvePoint.neutral.doubled.isNeutral)
        #expect(CurvePoint.neutral.encoded == .zero)
    }

    @Test func runsOfDoublingsAreDoublings() {
        var random = SeededGenerator(seed: 10)
        for point in [random.point(), .generator, .neutral] {
            var expected = point
            for count in 1...12 {
                expected += expected
                #expect(point.doubled(times: count) == expected)
            }
        }
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
            let sum = CurvePoint.generator(times: a) + p.variableTimeMultiplied(by: b)
            #expect(p.variableTimeSum(times: b, generatorTimes: a) == sum)
        }
        #expect(CurvePoint.generator(times: .zero).isNeutral)
        #expect(CurvePoint.generator(times: .one) == .generator)
        #expect(CurvePoint.generator.variableTimeMultiplied(by: .zero).isNeutral)
        #expect(CurvePoint.generator.variableTimeSum(times: .one, generatorTimes: minusOne).isNeutral)
        #expect(CurvePoint.generator.variableTimeSum(times: .zero, generatorTimes: .zero).isNeutral)
    }

    private func encoded(_ point: CurvePoint) -> Reference.Quintic { Reference.coordinates(point.encoded) }
}
