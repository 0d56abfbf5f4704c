/// An element of the ECgFp5 group: a point of y² = x(x² + 2x + 263z) over GF(p^5), see T. Pornin, "EcGFp5: a Specialized
/// Elliptic Curve" (IACR ePrint 2022/274).
///
/// The group has the prime order n. Its elements are the points P + N, where P has order n and N = (0, 0) has order two; N is
/// neutral, and the sum written `+` is P + Q + N on the curve. A point is kept in fractional coordinates, x = b·X/Z and
/// x/y = U/T, for which addition has no exceptions. The factor b = 263z, which the paper leaves inside X, spares products.
public struct CurvePoint: BitwiseCopyable, Sendable {
    let x, z, u, t: QuinticElement

    /// The neutral element N.
    public static let neutral = CurvePoint(x: .zero, z: .one, u: .zero, t: .one)

    /// The generator: encoded 4, so that y = 4x.
    public static let generator = CurvePoint(
        x: QuinticElement(
            unchecked: 12_883_135_586_176_881_569,
            4_356_519_642_755_055_268,
            5_248_930_565_894_896_907,
            2_165_973_894_480_315_022,
            2_448_410_071_095_648_785
        ),
        z: b,
        u: .one,
        t: QuinticElement(unchecked: 4, 0, 0, 0, 0)
    )

    /// b in the equation of the curve; a is 2.
    private static let b = QuinticElement(unchecked: 0, UInt64(bOverZ), 0, 0, 0)
    static let bOverZ: Int64 = 263

    @inline(always)
    init(x: QuinticElement, z: QuinticElement, u: QuinticElement, t: QuinticElement) {
        self.x = x
        self.z = z
        self.u = u
        self.t = t
    }

    /// The element whose encoding is `encoded`, nil when there is none.
    ///
    /// With w = y/x the equation becomes x² − (w² − 2)x + b = 0; of its two roots the element's x is the non-square.
    ///
    /// - Warning: Leaks its input through timing. Encodings are public.
    public init?(variableTimeDecoding encoded: QuinticElement) {
        guard encoded != .zero else {
            self = .neutral
            return
        }
        let sum = encoded.squared &- QuinticElement(unchecked: 2, 0, 0, 0, 0)
        let discriminant = sum.squared &- Self.b.doubled.doubled
        guard let root = discriminant.variableTimeSquareRoot else { return nil }
        let candidate = (sum &+ root).halved
        let x = candidate.legendre == 1 ? candidate &- root : candidate
        self.init(x: x, z: Self.b, u: .one, t: encoded)
    }

    /// The encoding w = y/x = T/U, zero for the neutral element.
    public var encoded: QuinticElement { t &* u.inverse }

    /// Whether this is the neutral element.
    public var isNeutral: Bool { u == .zero }
}

extension CurvePoint: Equatable {
    /// Whether both are the same element, compared in constant time: x/y alone tells them apart.
    public static func == (left: Self, right: Self) -> Bool {
        left.u &* right.t == right.u &* left.t
    }
}
