/// The odd multiples of a public key P that ``WideGeneratorTable`` has of the generator, arranged as they are there: 200 KiB.
struct KeyTable: Sendable {
    private let entries: [Entry]

    private struct Entry: BitwiseCopyable, Sendable {
        let x, y: QuinticElement
    }

    /// - Parameter point: not the neutral element.
    init(of point: CurvePoint) {
        var multiples: [CurvePoint] = []
        multiples.reserveCapacity(WideGeneratorTable.entryCount)
        var base = point
        for window in 0..<WideGeneratorTable.windowCount {
            let twice = base.doubled
            var multiple = base
            multiples.append(multiple)
            for _ in 1..<WideGeneratorTable.entryCount(ofWindow: window) {
                multiple += twice
                multiples.append(multiple)
            }
            // 2^width·base = (2^width − 1)·base + base
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

    /// (2·digit − 2^w + 1) · 2^i · P for a digit below 2^w in a window of w bits from bit i up, and no claim.
    ///
    /// - Warning: Leaks the digit through timing.
    @inline(always)
    func variableTimeEntry(window: Int, digit: UInt8) -> OddOrderPoint {
        let (place, isNegative) = WideGeneratorTable.place(window: window, digit: digit)
        let entry = entries[place]
        return OddOrderPoint(
            x: entry.x,
            y: .select(isNegative ? .max : 0, .zero &- entry.y, entry.y),
            claim: .zero
        )
    }
}
