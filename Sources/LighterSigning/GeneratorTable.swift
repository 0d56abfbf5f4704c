/// The odd multiples j·32^i·G of the generator, for windows i in 0 ... 63 and j = 1, 3 ... 31: 80 KiB of constant data, as
/// points of order n.
///
/// The words stand in `GeneratorTable+Generated.swift`, which the program `generator-table` writes.
package enum GeneratorTable {
    static let windowCount = 64
    static let entriesPerWindow = 16
    static let wordsPerEntry = 10

    /// 32^window modulo p.
    fileprivate static let powers: [64 of UInt64] = [
        0x0000_0000_0000_0001, 0x0000_0000_0000_0020, 0x0000_0000_0000_0400, 0x0000_0000_0000_8000,
        0x0000_0000_0010_0000, 0x0000_0000_0200_0000, 0x0000_0000_4000_0000, 0x0000_0008_0000_0000,
        0x0000_0100_0000_0000, 0x0000_2000_0000_0000, 0x0004_0000_0000_0000, 0x0080_0000_0000_0000,
        0x1000_0000_0000_0000, 0x0000_0001_FFFF_FFFE, 0x0000_003F_FFFF_FFC0, 0x0000_07FF_FFFF_F800,
        0x0000_FFFF_FFFF_0000, 0x001F_FFFF_FFE0_0000, 0x03FF_FFFF_FC00_0000, 0x7FFF_FFFF_8000_0000,
        0xFFFF_FFFE_FFFF_FFF1, 0xFFFF_FFFE_FFFF_FE01, 0xFFFF_FFFE_FFFF_C001, 0xFFFF_FFFE_FFF8_0001,
        0xFFFF_FFFE_FF00_0001, 0xFFFF_FFFE_E000_0001, 0xFFFF_FFFB_0000_0001, 0xFFFF_FF7F_0000_0001,
        0xFFFF_EFFF_0000_0001, 0xFFFD_FFFF_0000_0001, 0xFFBF_FFFF_0000_0001, 0xF7FF_FFFF_0000_0001,
        0xFFFF_FFFE_0000_0002, 0xFFFF_FFDF_0000_0021, 0xFFFF_FBFF_0000_0401, 0xFFFF_7FFF_0000_8001,
        0xFFEF_FFFF_0010_0001, 0xFDFF_FFFF_0200_0001, 0xBFFF_FFFF_4000_0001, 0x0000_0000_0000_0008,
        0x0000_0000_0000_0100, 0x0000_0000_0000_2000, 0x0000_0000_0004_0000, 0x0000_0000_0080_0000,
        0x0000_0000_1000_0000, 0x0000_0002_0000_0000, 0x0000_0040_0000_0000, 0x0000_0800_0000_0000,
        0x0001_0000_0000_0000, 0x0020_0000_0000_0000, 0x0400_0000_0000_0000, 0x8000_0000_0000_0000,
        0x0000_000F_FFFF_FFF0, 0x0000_01FF_FFFF_FE00, 0x0000_3FFF_FFFF_C000, 0x0007_FFFF_FFF8_0000,
        0x00FF_FFFF_FF00_0000, 0x1FFF_FFFF_E000_0000, 0xFFFF_FFFE_FFFF_FFFD, 0xFFFF_FFFE_FFFF_FF81,
        0xFFFF_FFFE_FFFF_F001, 0xFFFF_FFFE_FFFE_0001, 0xFFFF_FFFE_FFC0_0001, 0xFFFF_FFFE_F800_0001,
    ]

    /// The table's words, worked out from the generator alone by the formulas without exceptions.
    package static func recomputedWords() -> [UInt64] {
        words(windowWidths: [Int](repeating: 5, count: windowCount))
    }

    /// For windows of these widths, from the lowest bit up, the coordinates of every odd multiple of G at their place.
    static func words(windowWidths: [Int]) -> [UInt64] {
        var words: [UInt64] = []
        var base = CurvePoint.generator
        for width in windowWidths {
            let twice = base + base
            var multiple = base
            for entry in 0..<1 << (width - 1) {
                if entry > 0 { multiple += twice }
                // N added to the element: x = 1/(X/Z), y = −x/(U/T).
                let x = multiple.z &* multiple.x.inverse
                let y = .zero &- x &* multiple.encoded
                for coordinates in [x.limbs, y.limbs] { for word in 0..<5 { words.append(coordinates.words[word]) } }
            }
            // 2^width·base = (2^width − 1)·base + base
            base = multiple + base
        }
        return words
    }
}

/// A way to look up entries of the table.
protocol GeneratorLookUp {
    /// (2·digit − 31) · 32^window · G for a digit in 0 ... 31.
    func entry(window: Int, digit: UInt8) -> OddOrderPoint
}

extension GeneratorTable {
    struct LookUp: GeneratorLookUp {
        /// (2·digit − 31) · 32^window · G for a digit in 0 ... 31. Reads every entry of the window, whatever the digit.
        ///
        /// The claim is chosen by what chooses the entry and its sign.
        @inline(always)
        func entry(window: Int, digit: UInt8) -> OddOrderPoint {
            let negative = UInt64(digit) >> 4 &- 1
            let place = (UInt64(digit) ^ negative) & 15
            let wanted = SIMD4(repeating: UInt32(truncatingIfNeeded: 2 * place + 1))
            var odd = SIMD4<UInt32>(repeating: 1)
            var multiple = SIMD4<UInt32>.zero
            var chosen: [5 of SIMD2<UInt64>] = .init(repeating: .zero)
            for entry in 0..<GeneratorTable.entriesPerWindow {
                let mask = unsafeBitCast(odd .== wanted, to: SIMD4<UInt32>.self)
                let wideMask = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
                let start = (window * GeneratorTable.entriesPerWindow + entry) * GeneratorTable.wordsPerEntry
                for pair in 0..<5 {
                    chosen[pair] |=
                        SIMD2(GeneratorTable.words[start + 2 * pair], GeneratorTable.words[start + 2 * pair + 1])
                        & wideMask
                }
                multiple |= odd & mask
                odd &+= SIMD4(repeating: 2)
            }
            // p − y is y with every bit changed plus p + 1, for no word here is zero.
            let signs = SIMD2(repeating: negative)
            let correction = SIMD2(repeating: GoldilocksElement.modulus + 1) & signs
            let upper = SIMD2<UInt64>(0, .max)
            let y0 = (chosen[2] ^ (signs & upper)) &+ (correction & upper)
            let y1 = (chosen[3] ^ signs) &+ correction
            let y3 = (chosen[4] ^ signs) &+ correction
            let signedMultiple =
                ((unsafeBitCast(multiple, to: SIMD2<UInt64>.self) & SIMD2(repeating: 31)) ^ signs) &+ correction
            return OddOrderPoint(
                x: QuinticElement(unchecked: chosen[0].x, chosen[0].y, chosen[1].x, chosen[1].y, chosen[2].x),
                y: QuinticElement(unchecked: y0.y, y1.x, y1.y, y3.x, y3.y),
                claim: GoldilocksElement(unchecked: signedMultiple.x)
                    &* GoldilocksElement(unchecked: GeneratorTable.powers[window])
            )
        }
    }
}
