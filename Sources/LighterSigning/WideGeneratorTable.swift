/// Odd multiples of the generator for scalars that are public: the windows have 7, 7 and 6 bits by turns, so that there are
/// 48 of them. For a window of w bits from bit i up it has j·2^i·G, j = 1, 3 ... 2^w − 1: 200 KiB of constant data, as points
/// of order n.
///
/// The words stand in `WideGeneratorTable+Generated.swift`, which the program `generator-table` writes.
package enum WideGeneratorTable {
    static let windowCount = 48
    /// Three windows that follow each other have twenty bits.
    static let groupCount = 16
    static let entriesPerGroup = 64 + 64 + 32
    static let entryCount = groupCount * entriesPerGroup
    static let wordsPerGroup = entriesPerGroup * GeneratorTable.wordsPerEntry

    /// How many bits a window has, and which is the first.
    @inline(always)
    static func bits(of window: Int) -> (first: Int, count: Int) {
        let (group, place) = window.quotientAndRemainder(dividingBy: 3)
        return (20 * group + 7 * place, place < 2 ? 7 : 6)
    }

    /// How many odd multiples a window has.
    static func entryCount(ofWindow window: Int) -> Int { 1 << (bits(of: window).count - 1) }

    /// Which of all entries a digit stands for, or stands for the negative of.
    @inline(always)
    static func place(window: Int, digit: UInt8) -> (entry: Int, isNegative: Bool) {
        let (group, place) = window.quotientAndRemainder(dividingBy: 3)
        let half = 1 << (bits(of: window).count - 1)
        let isNegative = Int(digit) < half
        let entry = entriesPerGroup * group + 64 * place
        return (entry + (isNegative ? half - 1 - Int(digit) : Int(digit) - half), isNegative)
    }

    /// (2·digit − 2^w + 1) · 2^i · G for a digit below 2^w in a window of w bits from bit i up, and no claim.
    ///
    /// - Warning: Leaks the digit through timing.
    @inline(always)
    static func variableTimeEntry(window: Int, digit: UInt8) -> OddOrderPoint {
        let (entry, isNegative) = place(window: window, digit: digit)
        let (group, place) = entry.quotientAndRemainder(dividingBy: entriesPerGroup)
        let start = GeneratorTable.wordsPerEntry * place
        let x = QuinticElement(
            unchecked: words[group][start],
            words[group][start + 1],
            words[group][start + 2],
            words[group][start + 3],
            words[group][start + 4]
        )
        let y = QuinticElement(
            unchecked: words[group][start + 5],
            words[group][start + 6],
            words[group][start + 7],
            words[group][start + 8],
            words[group][start + 9]
        )
        return OddOrderPoint(x: x, y: .select(isNegative ? .max : 0, .zero &- y, y), claim: .zero)
    }

    /// The table's words, worked out from the generator alone by the formulas without exceptions, group by group.
    package static func recomputedWords() -> [[UInt64]] {
        let words = GeneratorTable.words(windowWidths: (0..<windowCount).map { bits(of: $0).count })
        return (0..<groupCount).map { Array(words[$0 * wordsPerGroup..<($0 + 1) * wordsPerGroup]) }
    }
}
