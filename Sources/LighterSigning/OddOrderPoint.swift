/// A point (x, y) of order n on y² = x(x² + 2x + 263z): it stands for the group's element (x, y) + N, and the chord of two
/// such points for the sum of their elements.
///
/// A chord costs an inversion, and many chords share one: five products and a square each, where the formulas without
/// exceptions take eight products. But two points with the same x have no chord.
struct OddOrderPoint: Sendable {
    let x, y: QuinticElement

    /// What a place holds before its point: no point of order n.
    static let origin = OddOrderPoint(x: .zero, y: .zero)

    @inline(always)
    static prefix func - (point: Self) -> Self { Self(x: point.x, y: .zero &- point.y) }

    /// The group's element: N added to (x, y) is (b/x, −b·y/x²).
    @inline(always)
    var element: CurvePoint { CurvePoint(x: .one, z: x, u: .zero &- x, t: y) }

    /// Replaces the points 0, 2, 4 ... steps from the start, `sumCount` of them, each by its sum with the one a step behind
    /// it. The other places are left as they are. In constant time.
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

    /// The third point of the chord, mirrored.
    @inline(always)
    private static func chord(_ left: Self, _ right: Self, inverse: QuinticElement) -> Self {
        let slope = (right.y &- left.y) &* inverse
        let x = slope.squared &- QuinticElement(unchecked: 2, 0, 0, 0, 0) &- left.x &- right.x
        return Self(x: x, y: (left.x &- x) &* slope &- left.y)
    }
}
