/// The odd multiples j·32^i·G of the generator, for windows i in 0 ... 63 and j = 1, 3 ... 31: 80 KiB of constant data, as
/// points of order n.
///
/// The words stand in `GeneratorTable+Generated.swift`, which the program `generator-table` writes.
package enum GeneratorTable {
    static let windowCount = 64
    static let entriesPerWindow = 16
    static let wordsPerEntry = 10
    static let wordCount = windowCount * entriesPerWindow * wordsPerEntry

    /// (2·digit − 31) · 32^window · G for a digit in 0 ... 31. Reads every entry of the window, whatever the digit.
    @inline(always)
    static func entry(window: Int, digit: UInt8) -> OddOrderPoint {
        let negative = UInt64(digit) >> 4 &- 1
        let place = (UInt64(digit) ^ negative) & 15
        var chosen: [5 of SIMD2<UInt64>] = .init(repeating: .zero)
        for entry in 0..<entriesPerWindow {
            let mask = SIMD2(repeating: 0 &- ((place ^ UInt64(entry)) &- 1) >> 63)
            let start = (window * entriesPerWindow + entry) * wordsPerEntry
            for pair in 0..<5 { chosen[pair] |= SIMD2(words[start + 2 * pair], words[start + 2 * pair + 1]) & mask }
        }
        let x = QuinticElement(unchecked: chosen[0].x, chosen[0].y, chosen[1].x, chosen[1].y, chosen[2].x)
        let y = QuinticElement(unchecked: chosen[2].y, chosen[3].x, chosen[3].y, chosen[4].x, chosen[4].y)
        return OddOrderPoint(x: x, y: .select(negative, .zero &- y, y))
    }

    /// (2·digit − 31) · 32^window · G for a digit in 0 ... 31.
    ///
    /// - Warning: Leaks the digit through timing.
    @inline(always)
    static func variableTimeEntry(window: Int, digit: UInt8) -> OddOrderPoint {
        let place = digit < 16 ? 15 - Int(digit) : Int(digit) - 16
        let start = (window * entriesPerWindow + place) * wordsPerEntry
        let x = QuinticElement(
            unchecked: words[start],
            words[start + 1],
            words[start + 2],
            words[start + 3],
            words[start + 4]
        )
        let y = QuinticElement(
            unchecked: words[start + 5],
            words[start + 6],
            words[start + 7],
            words[start + 8],
            words[start + 9]
        )
        let point = OddOrderPoint(x: x, y: y)
        return digit < 16 ? -point : point
    }

    /// The table's words, worked out from the generator alone by the formulas without exceptions.
    package static func recomputedWords() -> [UInt64] {
        var words: [UInt64] = []
        words.reserveCapacity(wordCount)
        var base = CurvePoint.generator
        for _ in 0..<windowCount {
            let twice = base + base
            var multiple = base
            for entry in 0..<entriesPerWindow {
                if entry > 0 { multiple += twice }
                // N added to the element: x = 1/(X/Z), y = −x/(U/T).
                let x = multiple.z &* multiple.x.inverse
                let y = .zero &- x &* multiple.encoded
                for coordinates in [x.limbs, y.limbs] { for word in 0..<5 { words.append(coordinates.words[word]) } }
            }
            // 32·base = 31·base + base
            base = multiple + base
        }
        return words
    }
}
