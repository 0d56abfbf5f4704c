import LighterSecrets

/// Multiples of the generator: the sum of one table entry a window, without a doubling.
///
/// Neighbours are added as chords, with one inversion for all sums of a level, while there are enough of them. No two that meet
/// have the same x: the entries of the windows from bit i up to bit j add to D·2^i·G with D odd and below 2^(j−i), so the
/// difference and the sum of two neighbours are odd multiples of the same kind; below 2^160 such a multiple is none of n. The
/// sums that are left are taken by the formulas without exceptions.
extension CurvePoint {
    /// scalar · G, in constant time.
    public static func generator(times scalar: Scalar) -> CurvePoint {
        var multiple = GeneratorMultiple(of: scalar)
        defer { wipe(&multiple) }
        return multiple.point
    }

    /// scalar · G, from a larger table whose entries are read where they stand.
    ///
    /// - Warning: Leaks the scalar through timing: for public values only.
    static func variableTimeGenerator(times scalar: Scalar) -> CurvePoint {
        let digits = scalar.variableTimeOddWindows
        var points: [48 of OddOrderPoint] = .init(repeating: .origin)
        for window in 0..<WideGeneratorTable.windowCount {
            points[window] = WideGeneratorTable.variableTimeEntry(window: window, digit: digits[window])
        }
        var differences: [24 of QuinticElement] = .init(repeating: .zero)
        var products: [24 of QuinticElement] = .init(repeating: .zero)
        var span = points.mutableSpan
        var differenceSpan = differences.mutableSpan
        var productSpan = products.mutableSpan
        for level in 0..<3 {
            OddOrderPoint.addNeighbours(
                &span,
                step: 1 << level,
                sumCount: WideGeneratorTable.windowCount >> (level + 1),
                differences: &differenceSpan,
                products: &productSpan
            )
        }
        var sum = CurvePoint(points[0], points[8])
        sum += CurvePoint(points[16], points[24])
        sum += CurvePoint(points[32], points[40])
        // Every one of the three levels has changed the sign.
        return sum.negated(where: ~scalar.evenness)
    }
}

extension GeneratorMultiple {
    /// scalar · G, in constant time. Its claim tells of the scalar.
    init(of scalar: Scalar) {
        self.init(of: scalar, lookUp: GeneratorTable.LookUp())
    }

    @inline(always)
    init(of scalar: Scalar, lookUp: some GeneratorLookUp) {
        var sums = GeneratorSums<64, 32>()
        defer { sums.wipeAll() }
        sums.add(scalar, at: 0, lookUp: lookUp)
        sums.addNeighbours(scalarCount: 1, levels: 3)
        self = sums.multiple(at: 0, of: scalar, levels: 3)
    }

    /// scalar · G for each of many scalars, in constant time: eight at a time share their inversions.
    static func all(of scalars: [Scalar]) -> [GeneratorMultiple] {
        var sums = GeneratorSums<512, 256>()
        defer { sums.wipeAll() }
        // In one place: parts of what k·G is made from must not stay behind in others.
        var multiples: [GeneratorMultiple] = []
        multiples.reserveCapacity(scalars.count)
        for start in stride(from: 0, to: scalars.count, by: 8) {
            let group = scalars[start..<min(start + 8, scalars.count)]
            for (place, scalar) in group.enumerated() { sums.add(scalar, at: place, lookUp: GeneratorTable.LookUp()) }
            sums.addNeighbours(scalarCount: group.count, levels: 5)
            for (place, scalar) in group.enumerated() {
                multiples.append(sums.multiple(at: place, of: scalar, levels: 5))
            }
        }
        return multiples
    }
}

/// The table's entries for some scalars, 64 each, and what their sums are worked out in. All of it may tell of the scalars.
struct GeneratorSums<let pointCount: Int, let sumCount: Int>: ~Copyable {
    var points: [pointCount of OddOrderPoint] = .init(repeating: .origin)
    private var differences: [sumCount of QuinticElement] = .init(repeating: .zero)
    private var products: [sumCount of QuinticElement] = .init(repeating: .zero)

    mutating func wipeAll() {
        wipe(&points)
        wipe(&differences)
        wipe(&products)
    }

    /// Looks up the entries whose sum is a scalar's multiple, or its negative for an even scalar.
    @inline(always)
    mutating func add(_ scalar: Scalar, at place: Int, lookUp: some GeneratorLookUp) {
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
