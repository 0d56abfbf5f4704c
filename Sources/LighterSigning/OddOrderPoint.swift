/// A point (x, y) of order n on y² = x(x² + 2x + 263z): it stands for the group's element (x, y) + N, and the chord of two
/// such points for the sum of their elements.
///
/// A chord costs an inversion, and many chords share one: five products and a square each, where the formulas without
/// exceptions take eight products. But two points with the same x have no chord.
struct OddOrderPoint: BitwiseCopyable, Sendable {
    var x, y: QuinticElement
    /// Which multiple of G it is taken for, modulo p: see ``GeneratorMultiple``.
    var claim: GoldilocksElement

    /// What a place holds before its point: no point of order n.
    static let origin = OddOrderPoint(x: .zero, y: .zero, claim: .zero)

    /// Replaces the points 0, 2, 4 ... steps from the start, `sumCount` of them, each by the negative of its sum with the one
    /// a step behind it. The other places are left as they are. In constant time.
    ///
    /// - Parameters:
    ///   - differences: room for as many elements as there are sums.
    ///   - products: as much room again.
    static func addNeighbours(
        _ points: inout MutableSpan<OddOrderPoint>,
        step: Int,
        sumCount: Int,
        differences: inout MutableSpan<QuinticElement>,
        products: inout MutableSpan<QuinticElement>
    ) {
        for sum in 0..<sumCount {
            differences[sum] = points[(2 * sum + 1) * step].x &- points[2 * sum * step].x
        }
        QuinticElement.invert(first: sumCount, of: &differences, products: &products)
        // A step of all chords before the next one of any: a chord by itself is a chain, and the processor would wait for it.
        for sum in 0..<sumCount {
            let slope = (points[(2 * sum + 1) * step].y &- points[2 * sum * step].y) &* differences[sum]
            differences[sum] = slope
        }
        for sum in 0..<sumCount {
            let (left, right) = (2 * sum * step, (2 * sum + 1) * step)
            points[left].x = differences[sum].squared &- two &- points[left].x &- points[right].x
        }
        for sum in 0..<sumCount {
            let (left, right) = (2 * sum * step, (2 * sum + 1) * step)
            let difference = points[left].x &- points[right].x
            points[left].y = .multiply(difference, differences[sum], adding: points[right].y)
            points[left].claim = .zero &- (points[left].claim &+ points[right].claim)
        }
    }

    private static let two = QuinticElement(unchecked: 2, 0, 0, 0, 0)
}
