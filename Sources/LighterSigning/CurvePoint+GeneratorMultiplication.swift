import LighterSecrets

/// Multiples of the generator: the sum of one table entry a window, without a doubling.
extension CurvePoint {
    /// scalar · G, in constant time.
    public static func generator(times scalar: Scalar) -> CurvePoint {
        var multiple = GeneratorMultiple(of: scalar)
        defer { wipe(&multiple) }
        return multiple.point
    }

    /// scalar · G.
    ///
    /// - Warning: Leaks the scalar through timing: for public values only.
    static func variableTimeGenerator(times scalar: Scalar) -> CurvePoint {
        GeneratorMultiple(of: scalar, lookUp: GeneratorTable.VariableTimeLookUp()).point
    }
}

extension GeneratorMultiple {
    /// scalar · G, in constant time. Its claim tells of the scalar.
    init(of scalar: Scalar) {
        self.init(of: scalar, lookUp: GeneratorTable.LookUp())
    }

    @inline(always)
    init(of scalar: Scalar, lookUp: some WindowLookUp) {
        var sums = WindowSums<64, 32>()
        defer { sums.wipeAll() }
        sums.add(scalar, at: 0, lookUp: lookUp)
        sums.addNeighbours(scalarCount: 1, levels: 3)
        self = sums.multiple(at: 0, of: scalar, levels: 3)
    }

    /// scalar · G for each of many scalars, in constant time: eight at a time share their inversions.
    static func all(of scalars: [Scalar]) -> [GeneratorMultiple] {
        var sums = WindowSums<512, 256>()
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
