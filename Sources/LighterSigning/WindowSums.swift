import LighterSecrets

/// A way to look up the odd multiples j·32^i·P of a point.
protocol WindowLookUp {
    /// (2·digit − 31) · 32^window · P for a digit in 0 ... 31.
    func entry(window: Int, digit: UInt8) -> OddOrderPoint
}

/// Multiples of points as sums of table entries, one a window: the entries for some scalars, 64 each, and what their sums are
/// worked out in. All of it may tell of the scalars.
///
/// Neighbours are added as chords, with one inversion for all sums of a level, while there are enough of them. No two that meet
/// have the same x: the entries of m windows from the i-th up add to D·32^i·P with D odd and below 32^m, so the difference and
/// the sum of two neighbours are odd multiples of the same kind; below 2^160 such a multiple is none of n. The sums that are
/// left are taken by the formulas without exceptions.
struct WindowSums<let pointCount: Int, let sumCount: Int>: ~Copyable {
    var points: [pointCount of OddOrderPoint] = .init(repeating: .origin)
    private var differences: [sumCount of QuinticElement] = .init(repeating: .zero)
    private var products: [sumCount of QuinticElement] = .init(repeating: .zero)

    mutating func wipeAll() {
        wipe(&points)
        wipe(&differences)
        wipe(&products)
    }

    /// Looks up the entries whose sum is a scalar's multiple of the table's point, or its negative for an even scalar.
    @inline(always)
    mutating func add(_ scalar: Scalar, at place: Int, lookUp: some WindowLookUp) {
        var digits = scalar.oddWindows
        defer { wipe(&digits) }
        for window in 0..<GeneratorTable.windowCount {
            points[GeneratorTable.windowCount * place + window] = lookUp.entry(window: window, digit: digits[window])
        }
    }

    /// Adds neighbours, and then neighbouring sums, as often as there are levels.
    mutating func addNeighbours(scalarCount: Int, levels: Int) {
        var span = points.mutableSpan
        var differenceSpan = differences.mutableSpan
        var productSpan = products.mutableSpan
        for level in 0..<levels {
            OddOrderPoint.addNeighbours(
                &span,
                step: 1 << level,
                sumCount: scalarCount * GeneratorTable.windowCount >> (level + 1),
                differences: &differenceSpan,
                products: &productSpan
            )
        }
    }

    /// The sum of what is left of a scalar's points, with the scalar's sign.
    @inline(always)
    func multiple(at place: Int, of scalar: Scalar, levels: Int) -> GeneratorMultiple {
        let (first, step) = (GeneratorTable.windowCount * place, 1 << levels)
        let pairCount = GeneratorTable.windowCount >> (levels + 1)
        var pairs: [8 of GeneratorMultiple] = .init(repeating: .zero)
        defer { wipe(&pairs) }
        // All of one kind first and then all of the other: together they are more code than a processor keeps decoded.
        for pair in 0..<pairCount {
            let left = first + 2 * pair * step
            pairs[pair] = GeneratorMultiple(points[left], points[left + step])
        }
        for pair in 1..<pairCount { pairs[0] += pairs[pair] }
        // Every level has changed the sign.
        pairs[0].negate(where: scalar.evenness ^ (0 &- UInt64(levels & 1)))
        return pairs[0]
    }
}
