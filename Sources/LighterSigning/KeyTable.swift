/// The odd multiples j·32^i·P of a public key P, for windows i in 0 ... 63 and j = 1, 3 ... 31: 80 KiB, arranged as
/// ``GeneratorTable`` is.
struct KeyTable: Sendable {
    private let entries: [Entry]

    private struct Entry: BitwiseCopyable, Sendable {
        let x, y: QuinticElement
    }

    /// - Parameter point: not the neutral element.
    init(of point: CurvePoint) {
        var multiples: [CurvePoint] = []
        multiples.reserveCapacity(GeneratorTable.windowCount * GeneratorTable.entriesPerWindow)
        var base = point
        for _ in 0..<GeneratorTable.windowCount {
            let twice = base.doubled
            var multiple = base
            multiples.append(multiple)
            for _ in 1..<GeneratorTable.entriesPerWindow {
                multiple += twice
                multiples.append(multiple)
            }
            // 32·base = 31·base + base
            base = multiple + base
        }
        var inverses = multiples.map { $0.x &* $0.u }
        QuinticElement.invert(&inverses)
        // N added to the element: x = 1/(X/Z), y = −x/(U/T).
        entries = zip(multiples, inverses).map { multiple, inverse in
            let x = multiple.z &* (multiple.u &* inverse)
            return Entry(x: x, y: .zero &- x &* (multiple.t &* (multiple.x &* inverse)))
        }
    }

    /// (2·digit − 31) · 32^window · P for a digit in 0 ... 31, and no claim.
    ///
    /// - Warning: Leaks the digit through timing.
    @inline(always)
    func variableTimeEntry(window: Int, digit: UInt8) -> OddOrderPoint {
        let isNegative = digit < 16
        let entry = entries[
            window * GeneratorTable.entriesPerWindow + (isNegative ? 15 - Int(digit) : Int(digit) - 16)
        ]
        return OddOrderPoint(
            x: entry.x,
            y: .select(isNegative ? .max : 0, .zero &- entry.y, entry.y),
            claim: .zero
        )
    }
}
