/// A point (x, y) of order n on y² = x(x² + 2x + 263z): it stands for the group's element (x, y) + N, and the chord of two
/// such points for the sum of their elements.
///
/// A chord costs an inversion, and many chords share one: five products and a square each, where the formulas without
/// exceptions take seven to ten products. But two points with the same x have no chord.
struct OddOrderPoint: BitwiseCopyable, Sendable {
    var x, y: QuinticElement
    /// Which multiple of G it is taken for, modulo p: see ``GeneratorMultiple``.
    var claim: GoldilocksElement

    /// What a place holds before its point: no point of order n.
    static let origin = OddOrderPoint(x: .zero, y: .zero, claim: .zero)

    /// The negative where `mask` is all ones, without a branch.
    @inline(always)
    func negated(where mask: UInt64) -> Self {
        Self(x: x, y: .select(mask, .zero &- y, y), claim: .select(mask, .zero &- claim, claim))
    }

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
        for sum in 0..<sumCount {
            let (left, right) = (points[2 * sum * step], points[(2 * sum + 1) * step])
            points[2 * sum * step] = chord(left, right, inverse: differences[sum])
        }
    }

    /// The third point of the chord: the negative of the sum.
    @inline(always)
    private static func chord(_ left: Self, _ right: Self, inverse: QuinticElement) -> Self {
        let slope = (right.y &- left.y) &* inverse
        let x = slope.squared &- QuinticElement(unchecked: 2, 0, 0, 0, 0) &- left.x &- right.x
        return Self(
            x: x,
            y: .multiply(x &- left.x, slope, adding: left.y),
            claim: .zero &- (left.claim &+ right.claim)
        )
    }
}
