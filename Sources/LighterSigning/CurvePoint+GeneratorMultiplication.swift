/// Multiples of the generator: the sum of one table entry a window, without a doubling.
///
/// The entries are added as chords, neighbours first, with one inversion for all sums of a level. No two that meet have the
/// same x: the entries of m windows from the i-th up add to D·32^i·G with D odd and below 32^m, so the difference and the
/// sum of two neighbours are odd multiples of the same kind; below 2^160 such a multiple is none of n. The last sum, where
/// it might be, is taken by the formulas without exceptions.
extension CurvePoint {
    /// scalar · G, in constant time.
    public static func generator(times scalar: Scalar) -> CurvePoint {
        generator(times: scalar, entry: GeneratorTable.entry)
    }

    /// scalar · G.
    ///
    /// - Warning: Leaks the scalar through timing: for public values only.
    static func variableTimeGenerator(times scalar: Scalar) -> CurvePoint {
        generator(times: scalar, entry: GeneratorTable.variableTimeEntry)
    }

    /// scalar · G for each of many scalars, in constant time: eight at a time share their inversions.
    static func generator(times scalars: [Scalar]) -> [CurvePoint] {
        var points: [512 of OddOrderPoint] = .init(repeating: .origin)
        var differences: [256 of QuinticElement] = .init(repeating: .zero)
        var products = differences
        defer {
            wipe(&points)
            wipe(&differences)
            wipe(&products)
        }
        var span = points.mutableSpan
        var differenceSpan = differences.mutableSpan
        var productSpan = products.mutableSpan
        // In one place: parts of what k·G is made from must not stay behind in others.
        var multiples: [CurvePoint] = []
        multiples.reserveCapacity(scalars.count)
        for start in stride(from: 0, to: scalars.count, by: 8) {
            let group = scalars[start..<min(start + 8, scalars.count)]
            for (place, scalar) in group.enumerated() {
                look(up: scalar, into: &span, at: 64 * place, entry: GeneratorTable.entry)
            }
            addHalves(&span, scalarCount: group.count, differences: &differenceSpan, products: &productSpan)
            for (place, scalar) in group.enumerated() {
                multiples.append(sum(of: span, at: 64 * place, for: scalar))
            }
        }
        return multiples
    }

    @inline(always)
    private static func generator(times scalar: Scalar, entry: (Int, UInt8) -> OddOrderPoint) -> CurvePoint {
        var points: [64 of OddOrderPoint] = .init(repeating: .origin)
        var differences: [32 of QuinticElement] = .init(repeating: .zero)
        var products = differences
        defer {
            wipe(&points)
            wipe(&differences)
            wipe(&products)
        }
        var span = points.mutableSpan
        var differenceSpan = differences.mutableSpan
        var productSpan = products.mutableSpan
        look(up: scalar, into: &span, at: 0, entry: entry)
        addHalves(&span, scalarCount: 1, differences: &differenceSpan, products: &productSpan)
        return sum(of: span, at: 0, for: scalar)
    }

    /// The entries whose sum is the scalar's multiple, or its negative for an even scalar.
    @inline(always)
    private static func look(
        up scalar: Scalar,
        into points: inout MutableSpan<OddOrderPoint>,
        at start: Int,
        entry: (Int, UInt8) -> OddOrderPoint
    ) {
        var digits = scalar.oddWindows
        defer { wipe(&digits) }
        for window in 0..<GeneratorTable.windowCount { points[start + window] = entry(window, digits[window]) }
    }

    /// Adds up the lower and the upper half of each scalar's 64 points.
    private static func addHalves(
        _ points: inout MutableSpan<OddOrderPoint>,
        scalarCount: Int,
        differences: inout MutableSpan<QuinticElement>,
        products: inout MutableSpan<QuinticElement>
    ) {
        var step = 1
        while step < GeneratorTable.windowCount / 2 {
            OddOrderPoint.addNeighbours(
                &points,
                step: step,
                sumCount: scalarCount * GeneratorTable.windowCount / (2 * step),
                differences: &differences,
                products: &products
            )
            step *= 2
        }
    }

    /// The sum of a scalar's two halves, with the scalar's sign.
    @inline(always)
    private static func sum(
        of points: borrowing MutableSpan<OddOrderPoint>,
        at start: Int,
        for scalar: Scalar
    ) -> CurvePoint {
        let sum = points[start].element + points[start + GeneratorTable.windowCount / 2].element
        return CurvePoint(x: sum.x, z: sum.z, u: .select(scalar.evenness, .zero &- sum.u, sum.u), t: sum.t)
    }
}
