/// A point (x, y) of order n in the coordinates in which doublings are cheapest. It stands for the group's element
/// (x, y) + N, as an ``OddOrderPoint`` does.
///
/// With w = y/x the equation of the curve is w² − 2 = x + b/x. Kept are x − b/x, x + b/x, w² and 2w, each multiplied with one
/// number λ that is not zero. No formula here needs b, and λ is half of what w² and x + b/x are apart.
struct DoublingCurvePoint: Sendable {
    let difference, sum, square, twice: QuinticElement

    /// What a place holds before its point: no point.
    static let zero = DoublingCurvePoint(difference: .zero, sum: .zero, square: .zero, twice: .zero)

    @inline(always)
    init(difference: QuinticElement, sum: QuinticElement, square: QuinticElement, twice: QuinticElement) {
        self.difference = difference
        self.sum = sum
        self.square = square
        self.twice = twice
    }

    /// The point that stands for an element other than the neutral one. With N added, x is 1/(X/Z) and w is −1/(U/T).
    init(_ element: CurvePoint) {
        let xt = element.x &* element.t
        let uu = element.u.squared
        square = xt &* element.t
        sum = square &- (element.x &* uu).doubled
        difference = (element.z &* uu).doubled &- sum
        twice = .zero &- (xt &* element.u).doubled
    }

    /// Twice the point: three products and four squares. What depends on another stands apart from it, where that can be.
    ///
    /// Its w is (2w²(x + b/x) − (x − b/x)²) / (2w(x − b/x)), below W/Z, and its x is ((x − b/x)/2w)², the fourth power of x − b/x
    /// over Z². Its λ is Z².
    @inline(always)
    var doubled: Self {
        let product = QuinticElement.multiply(LooseQuinticElement(twice: square), sum)
        let newZ = difference &* twice
        let differenceSquare = difference.squared
        let newW = product &- differenceSquare
        let newZSquare = newZ.squared
        let newSquare = newW.squared
        let fourthPower = differenceSquare.squared
        let newSum = newSquare &- newZSquare &- newZSquare
        let newTwice = QuinticElement.multiply(LooseQuinticElement(twice: newW), newZ)
        return Self(difference: fourthPower &- (newSum &- fourthPower), sum: newSum, square: newSquare, twice: newTwice)
    }

    /// The element that the point stands for, in fractional coordinates.
    @inline(always)
    var element: CurvePoint {
        CurvePoint(x: square &- sum, z: difference &+ sum, u: .zero &- twice, t: square.doubled)
    }
}
