/// What signatures commit to, s·G + e·P, as sums of table entries, 48 for s and 48 for e, and what their sums are worked out
/// in.
///
/// Neighbours are added as chords for as long as no sum has entries of both tables, so that no two that meet have the same x:
/// see ``CurvePoint/variableTimeGenerator(times:)``.
///
/// - Warning: Leaks signatures through timing: for public values only.
struct CommitmentSums<let pointCount: Int, let sumCount: Int>: ~Copyable {
    private var points: [pointCount of OddOrderPoint] = .init(repeating: .origin)
    private var differences: [sumCount of QuinticElement] = .init(repeating: .zero)
    private var products: [sumCount of QuinticElement] = .init(repeating: .zero)

    private static var levels: Int { 4 }
    /// How many entries a signature has.
    private static var width: Int { 2 * WideGeneratorTable.windowCount }

    /// Looks up a signature's entries. There is room for as many signatures as 96 goes into `pointCount`, and `sumCount` is
    /// half of that.
    ///
    /// - Parameter table: of P.
    mutating func variableTimeAdd(_ signature: Signature, _ table: KeyTable, at place: Int) {
        let start = Self.width * place
        let (s, e) = (signature.s.variableTimeOddWindows, signature.e.variableTimeOddWindows)
        for window in 0..<WideGeneratorTable.windowCount {
            points[start + window] = WideGeneratorTable.variableTimeEntry(window: window, digit: s[window])
        }
        for window in 0..<WideGeneratorTable.windowCount {
            let place = start + WideGeneratorTable.windowCount + window
            points[place] = table.variableTimeEntry(window: window, digit: e[window])
        }
    }

    /// Adds the entries of each signature, as far as they go as chords.
    mutating func addNeighbours(signatureCount count: Int) {
        var span = points.mutableSpan
        var differenceSpan = differences.mutableSpan
        var productSpan = products.mutableSpan
        for level in 0..<Self.levels {
            OddOrderPoint.addNeighbours(
                &span,
                step: 1 << level,
                sumCount: count * Self.width >> (level + 1),
                differences: &differenceSpan,
                products: &productSpan
            )
        }
    }

    /// s·G + e·P: the sum of what is left of a signature's entries, three of each scalar.
    func commitment(of signature: Signature, at place: Int) -> CurvePoint {
        let start = Self.width * place
        // An entry for each window makes a multiple by the scalar or, where that is even, its negative.
        let (s, e) = (signature.s.evenness, signature.e.evenness)
        var sum = CurvePoint(left(0, start, s), left(1, start, s))
        sum += CurvePoint(left(2, start, s), left(3, start, e))
        sum += CurvePoint(left(4, start, e), left(5, start, e))
        return sum
    }

    /// A point that is left, or its negative where `mask` is all ones.
    @inline(always)
    private func left(_ number: Int, _ start: Int, _ mask: UInt64) -> OddOrderPoint {
        points[start + number << Self.levels].negated(where: mask)
    }
}
