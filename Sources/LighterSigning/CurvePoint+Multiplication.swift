extension CurvePoint {
    /// scalar · G, in constant time: the sum of one table entry a window of five bits, without a doubling.
    public static func generator(times scalar: Scalar) -> CurvePoint {
        var digits = scalar.signedWindows
        defer { wipe(&digits) }
        let first = GeneratorTable.entry(window: 0, digit: digits[0])
        var sum = CurvePoint(x: first.x, z: .one, u: first.u, t: .one)
        for window in 1..<GeneratorTable.windowCount {
            sum += GeneratorTable.entry(window: window, digit: digits[window])
        }
        return sum
    }

    /// generatorScalar · G + scalar · self, what verification needs.
    ///
    /// - Warning: Leaks its inputs through timing: for public values only.
    public func variableTimeSum(times scalar: Scalar, generatorTimes generatorScalar: Scalar) -> CurvePoint {
        let digits = generatorScalar.signedWindows
        var sum = variableTimeMultiplied(by: scalar)
        for window in 0..<GeneratorTable.windowCount where digits[window] != 0 {
            sum += GeneratorTable.variableTimeEntry(window: window, digit: digits[window])
        }
        return sum
    }

    /// scalar · self, by a chain of doublings with signed windows.
    ///
    /// - Warning: Leaks its inputs through timing: for public values only.
    public func variableTimeMultiplied(by scalar: Scalar) -> CurvePoint {
        let odd = oddMultiples
        let digits = scalar.variableTimeNonAdjacentForm
        var result = CurvePoint.neutral
        var pendingDoublings = 0
        for position in digits.indices.reversed() {
            pendingDoublings += 1
            let digit = digits[position]
            guard digit != 0 else { continue }
            if !result.isNeutral { result = result.doubled(times: pendingDoublings) }
            pendingDoublings = 0
            let multiple = odd[Int(digit.magnitude >> 1)]
            result += digit < 0 ? -multiple : multiple
        }
        return pendingDoublings > 0 ? result.doubled(times: pendingDoublings) : result
    }

    /// self times 1, 3, 5 ... 15.
    private var oddMultiples: [8 of CurvePoint] {
        let twice = doubled
        return InlineArray(first: self) { $0 + twice }
    }
}
