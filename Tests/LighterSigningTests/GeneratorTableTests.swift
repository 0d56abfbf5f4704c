import Testing

@testable import LighterSigning

@Suite struct GeneratorTableTests {
    @Test func compiledTableIsTheRecomputedOne() {
        #expect(GeneratorTable.recomputedWords() == GeneratorTable.words.indices.map { GeneratorTable.words[$0] })
        let wide = WideGeneratorTable.words.indices.map { group in
            WideGeneratorTable.words[group].indices.map { WideGeneratorTable.words[group][$0] }
        }
        #expect(WideGeneratorTable.recomputedWords() == wide)
    }

    /// By chord and tangent alone, from the point G + N.
    @Test func compiledWideTableIsThatOfThePlainCurve() throws {
        var base = try #require(Reference.curveSum(Reference.generator, (Reference.zero, Reference.zero)))
        var bit = 0
        for window in 0..<WideGeneratorTable.windowCount {
            let (first, count) = WideGeneratorTable.bits(of: window)
            #expect(first == bit)
            bit += count
            let twice = Reference.curveSum(base, base)
            var multiple = base
            let half = 1 << (count - 1)
            for digit in half..<2 * half {
                let entry = WideGeneratorTable.variableTimeEntry(window: window, digit: UInt8(digit))
                let opposite = WideGeneratorTable.variableTimeEntry(window: window, digit: UInt8(2 * half - 1 - digit))
                let isExact =
                    Reference.coordinates(entry.x) == multiple.x && Reference.coordinates(entry.y) == multiple.y
                #expect(isExact && opposite.x == entry.x && opposite.y == -entry.y, "\(digit) in window \(window)")
                if digit < 2 * half - 1 { multiple = try #require(Reference.curveSum(multiple, twice)) }
            }
            base = try #require(Reference.curveSum(multiple, base))
        }
        #expect(bit == 320)
    }

    /// By chord and tangent alone, from the point G + N.
    @Test func compiledTableIsThatOfThePlainCurve() throws {
        var base = try #require(Reference.curveSum(Reference.generator, (Reference.zero, Reference.zero)))
        for window in 0..<GeneratorTable.windowCount {
            let twice = Reference.curveSum(base, base)
            var multiple = base
            for digit in 16..<UInt8(32) {
                let entry = GeneratorTable.LookUp().entry(window: window, digit: digit)
                #expect(Reference.coordinates(entry.x) == multiple.x)
                #expect(Reference.coordinates(entry.y) == multiple.y)
                if digit < 31 { multiple = try #require(Reference.curveSum(multiple, twice)) }
            }
            base = try #require(Reference.curveSum(multiple, base))
        }
    }

    /// The look-up changes signs by a short cut that zero has no part in.
    @Test func noWordOfTheTableIsZero() {
        #expect(GeneratorTable.words.indices.allSatisfy { (1..<GoldilocksElement.modulus) ~= GeneratorTable.words[$0] })
    }

    @Test func entriesClaimWhatTheyAre() {
        var power = GoldilocksElement.one
        for window in 0..<GeneratorTable.windowCount {
            for digit in 16..<UInt8(32) {
                let multiple = GoldilocksElement(unchecked: 2 * UInt64(digit) - 31)
                #expect(GeneratorTable.LookUp().entry(window: window, digit: digit).claim == multiple * power)
            }
            power = power * GoldilocksElement(unchecked: 32)
        }
    }

    @Test func oppositeDigitsFindOppositeEntries() {
        for window in 0..<GeneratorTable.windowCount {
            for digit in 0..<UInt8(32) {
                let entry = GeneratorTable.LookUp().entry(window: window, digit: digit)
                let opposite = GeneratorTable.LookUp().entry(window: window, digit: 31 - digit)
                #expect(entry.x == opposite.x && entry.y == -opposite.y && entry.claim == -opposite.claim)
            }
        }
    }
}
