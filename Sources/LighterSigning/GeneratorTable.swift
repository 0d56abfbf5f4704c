/// The multiples j·32^i·G of the generator, for windows i in 0 ... 63 and j in 1 ... 16: 80 KiB of constant data.
///
/// The words stand in `GeneratorTable+Generated.swift`, which the test `GeneratorTableTests` recomputes and compares, and
/// writes when the environment names a file for it in `RECORD_GENERATOR_TABLE`.
enum GeneratorTable {
    static let windowCount = 64
    static let entriesPerWindow = 16
    static let wordsPerEntry = 10
    static let wordCount = windowCount * entriesPerWindow * wordsPerEntry

    /// digit · 32^window · G for a digit in −16 ... 16. Reads every entry of the window, whatever the digit.
    @inline(always)
    static func entry(window: Int, digit: Int8) -> AffineCurvePoint {
        let sign = UInt64(bitPattern: Int64(digit) >> 63)
        let magnitude = (UInt64(bitPattern: Int64(digit)) ^ sign) &- sign
        var words: [10 of UInt64] = .init(repeating: 0)
        for entry in 0..<entriesPerWindow {
            let difference = magnitude ^ UInt64(entry + 1)
            let mask = 0 &- (difference &- 1) >> 63
            for word in 0..<wordsPerEntry {
                words[word] |= Self.words[(window * entriesPerWindow + entry) * wordsPerEntry + word] & mask
            }
        }
        let x = QuinticElement(unchecked: words[0], words[1], words[2], words[3], words[4])
        let u = QuinticElement(unchecked: words[5], words[6], words[7], words[8], words[9])
        return AffineCurvePoint(x: x, u: .select(sign, .zero &- u, u))
    }

    /// digit · 32^window · G for a digit in −16 ... 16 that is not zero.
    ///
    /// - Warning: Leaks the digit through timing.
    @inline(always)
    static func variableTimeEntry(window: Int, digit: Int8) -> AffineCurvePoint {
        let start = (window * entriesPerWindow + Int(digit.magnitude) - 1) * wordsPerEntry
        let x = QuinticElement(
            unchecked: words[start],
            words[start + 1],
            words[start + 2],
            words[start + 3],
            words[start + 4]
        )
        let u = QuinticElement(
            unchecked: words[start + 5],
            words[start + 6],
            words[start + 7],
            words[start + 8],
            words[start + 9]
        )
        let point = AffineCurvePoint(x: x, u: u)
        return digit < 0 ? -point : point
    }
}
