/// A multiple of the generator together with the claim, modulo p, which multiple it is.
///
/// An entry of the table comes with the claim of what it is, and whatever adds two points adds their claims: so the claim
/// tells of a wrong entry or sign and of an addition left out or done twice. A wrong coordinate it does not tell of, but the
/// curve does. Three points on a line, P, Q and −(P + Q), lie on one curve y² = x³ + 2x² + Bx + C, and two of them with
/// different x say on which. So where a summand or the slope is wrong, the sum is off our curve too; further up, and for
/// faults in several places, nothing but chance leads back to it, one in p^5.
struct GeneratorMultiple: BitwiseCopyable {
    var point: CurvePoint
    var claim: GoldilocksElement

    /// Whether this is scalar · G, but for a fault that lies about both. In constant time.
    func isMultiple(by scalar: Scalar) -> Bool { faults(for: scalar) == 0 }

    /// Zero when this is scalar · G, without a branch.
    func faults(for scalar: Scalar) -> UInt64 { point.faults | (claim.value ^ scalar.claim.value) }

    @inline(always)
    static func += (left: inout Self, right: Self) {
        left.point += right.point
        left.claim = left.claim &+ right.claim
    }

    /// Changes the sign where `mask` is all ones, without a branch.
    @inline(always)
    mutating func negate(where mask: UInt64) {
        point = point.negated(where: mask)
        claim = .select(mask, .zero &- claim, claim)
    }
}

extension GeneratorMultiple {
    /// Nothing of G, the neutral element.
    static let zero = GeneratorMultiple(point: .neutral, claim: .zero)

    /// The sum of two points of order n.
    @inline(always)
    init(_ left: OddOrderPoint, _ right: OddOrderPoint) {
        self.init(point: CurvePoint(left, right), claim: left.claim &+ right.claim)
    }
}

extension CurvePoint {
    /// Zero when y² = x(x² + 2x + b), with x = b·X/Z and y = x·T/U, and neither Z nor T is zero. Without a branch.
    fileprivate var faults: UInt64 {
        let (xz, zz) = (x &* z, z.squared)
        let sum = SmallMultipleSum(zz).adding(xz, times: 2).adding(x.squared, timesZ: Self.bOverZ).reduced
        let (zBits, tBits) = (QuinticElement.difference(z, .zero), QuinticElement.difference(t, .zero))
        // The highest bit of n | −n is that n is not zero.
        let areDenominators = (zBits | (0 &- zBits)) & (tBits | (0 &- tBits))
        return QuinticElement.difference(t.squared &* xz, u.squared &* sum) | (~areDenominators >> 63)
    }
}

extension Scalar {
    /// What the multiple of the generator claims: this integer modulo p when it is odd. When it is even, n − k is the odd one
    /// that is multiplied, and its negative k − n is the claim.
    fileprivate var claim: GoldilocksElement {
        limbs.residue &- .select(evenness, Self.order.residue, .zero)
    }
}

extension Limbs {
    /// The integer modulo p.
    fileprivate var residue: GoldilocksElement {
        var residue = GoldilocksElement.zero
        for index in (0..<5).reversed() {
            residue = GoldilocksElement(
                reducing: residue.value.widened &* GoldilocksElement.epsilon.widened &+ words[index].widened
            )
        }
        return residue
    }
}
