import Synchronization

/// What signatures under a public key commit to, R = s·G + e·PK. For the first few of them e·PK is worked out by doublings;
/// for a key that is used more often a table is kept, 200 KiB, and each takes a third of the time.
///
/// - Warning: Leaks signatures through timing: for public values only.
final class KeyMultiples: Sendable {
    let point: CurvePoint
    private let memory = Mutex(Memory.used(0))

    private enum Memory {
        /// How many signatures were looked at without a table.
        case used(Int)
        case kept(KeyTable)
    }

    /// The time that as many signatures take without a table is what the table costs.
    static let usesBeforeTable = 24
    /// How many signatures are looked at together.
    private static let groupSize = 4

    /// - Parameter point: not the neutral element.
    init(of point: CurvePoint) {
        self.point = point
    }

    /// s·G + e·PK.
    func variableTimeCommitment(of signature: Signature) -> CurvePoint {
        guard let table = table(forUses: 1) else {
            return .variableTimeGenerator(times: signature.s) + point.variableTimeMultiplied(by: signature.e)
        }
        var sums = CommitmentSums<96, 48>()
        sums.variableTimeAdd(signature, table, at: 0)
        sums.addNeighbours(signatureCount: 1)
        return sums.commitment(of: signature, at: 0)
    }

    /// s·G + e·PK of each signature: some at a time share their inversions.
    func variableTimeCommitments(of signatures: [Signature]) -> [CurvePoint] {
        guard signatures.count > 1, let table = table(forUses: signatures.count) else {
            return signatures.map(variableTimeCommitment)
        }
        var sums = CommitmentSums<384, 192>()
        var commitments: [CurvePoint] = []
        commitments.reserveCapacity(signatures.count)
        for start in stride(from: 0, to: signatures.count, by: KeyMultiples.groupSize) {
            let group = signatures[start..<min(start + KeyMultiples.groupSize, signatures.count)]
            for (place, signature) in group.enumerated() { sums.variableTimeAdd(signature, table, at: place) }
            sums.addNeighbours(signatureCount: group.count)
            for (place, signature) in group.enumerated() {
                commitments.append(sums.commitment(of: signature, at: place))
            }
        }
        return commitments
    }

    /// The table, where there is one or it pays to make one.
    private func table(forUses uses: Int) -> KeyTable? {
        memory.withLock { memory in
            switch memory {
            case .kept(let table): return table
            case .used(let before) where before + uses <= KeyMultiples.usesBeforeTable:
                memory = .used(before + uses)
                return nil
            case .used:
                let table = KeyTable(of: point)
                memory = .kept(table)
                return table
            }
        }
    }
}
