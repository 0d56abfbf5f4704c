import LighterSecrets

/// Multiples of the generator: the sum of one table entry a window, without a doubling.
///
/// The entries are added as chords, neighbours first, with one inversion for all sums of a level. No two that meet have the
/// same x: the entries of m windows from the i-th up add to D·32^i·G with D odd and below 32^m, so the difference and the
/// sum of two neighbours are odd multiples of the same kind; below 2^160 such a multiple is none of n. The last sum, where
/// it is for the scalar zero, is taken by the formulas without exceptions.
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

    /// first · G and second · G, in constant time: they share their inversions.
    static func generator(times first: Scalar, and second: Scalar) -> (CurvePoint, CurvePoint) {
        var sums = GeneratorSums<128, 64>()
        defer { sums.wipeAll() }
        sums.look(up: first, at: 0, entry: GeneratorTable.entry)
        sums.look(up: second, at: 1, entry: GeneratorTable.entry)
        sums.addHalves(scalarCount: 2)
        return (sums.multiple(at: 0, of: first), sums.multiple(at: 1, of: second))
    }

    /// scalar · G for each of many scalars, in constant time: eight at a time share their inversions.
    static func generator(times scalars: [Scalar]) -> [CurvePoint] {
        var sums = GeneratorSums<512, 256>()
        defer { sums.wipeAll() }
        // In one place: parts of what k·G is made from must not stay behind in others.
        var multiples: [CurvePoint] = []
        multiples.reserveCapacity(scalars.count)
        for start in stride(from: 0, to: scalars.count, by: 8) {
            let group = scalars[start..<min(start + 8, scalars.count)]
            for (place, scalar) in group.enumerated() { sums.look(up: scalar, at: place, entry: GeneratorTable.entry) }
            sums.addHalves(scalarCount: group.count)
            for (place, scalar) in group.enumerated() { multiples.append(sums.multiple(at: place, of: scalar)) }
        }
        return multiples
    }

    @inline(always)
    private static func generator(times scalar: Scalar, entry: (Int, UInt8) -> OddOrderPoint) -> CurvePoint {
        var sums = GeneratorSums<64, 32>()
        defer { sums.wipeAll() }
        sums.look(up: scalar, at: 0, entry: entry)
        sums.addHalves(scalarCount: 1)
        return sums.multiple(at: 0, of: scalar)
    }
}

/// The table's entries for some scalars, 64 each, and what their sums are worked out in. All of it may tell of the scalars.
private struct GeneratorSums<let pointCount: Int, let sumCount: Int>: ~Copyable {
    private var points: [pointCount of OddOrderPoint] = .init(repeating: .origin)
    private var differences: [sumCount of QuinticElement] = .init(repeating: .zero)
    private var products: [sumCount of QuinticElement] = .init(repeating: .zero)

    mutating func wipeAll() {
        wipe(&points)
        wipe(&differences)
        wipe(&products)
    }

    /// Looks up the entries whose sum is a scalar's multiple, or its negative for an even scalar.
    @inline(always)
    mutating func look(up scalar: Scalar, at place: Int, entry: (Int, UInt8) -> OddOrderPoint) {
        var digits = scalar.oddWindows
        defer { wipe(&digits) }
        for window in 0..<GeneratorTable.windowCount {
            points[GeneratorTable.windowCount * place + window] = entry(window, digits[window])
        }
    }

    /// Adds up the lower and the upper half of each scalar's points.
    mutating func addHalves(scalarCount: Int) {
        var span = points.mutableSpan
        var differenceSpan = differences.mutableSpan
        var productSpan = products.mutableSpan
        var step = 1
        while step < GeneratorTable.windowCount / 2 {
            OddOrderPoint.addNeighbours(
                &span,
                step: step,
                sumCount: scalarCount * GeneratorTable.windowCount / (2 * step),
                differences: &differenceSpan,
                products: &productSpan
            )
            step *= 2
        }
    }

    /// The sum of a scalar's two halves, with the scalar's sign.
    @inline(always)
    func multiple(at place: Int, of scalar: Scalar) -> CurvePoint {
        let start = GeneratorTable.windowCount * place
        let sum = points[start].element + points[start + GeneratorTable.windowCount / 2].element
        return CurvePoint(x: sum.x, z: sum.z, u: .select(scalar.evenness, .zero &- sum.u, sum.u), t: sum.t)
    }
}
