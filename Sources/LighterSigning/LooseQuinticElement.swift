/// A quintic element whose coordinates fit in 64 bits but need not be below p: enough for the left factor of a product, and
/// what adds two of them has nothing to subtract.
struct LooseQuinticElement {
    let c0, c1, c2, c3, c4: UInt64

    @inline(always)
    init(_ element: QuinticElement) {
        c0 = element.c0.value
        c1 = element.c1.value
        c2 = element.c2.value
        c3 = element.c3.value
        c4 = element.c4.value
    }

    /// left + right.
    @inline(always)
    init(sumOf left: QuinticElement, _ right: QuinticElement) {
        c0 = GoldilocksElement.looseSum(left.c0.value, right.c0.value)
        c1 = GoldilocksElement.looseSum(left.c1.value, right.c1.value)
        c2 = GoldilocksElement.looseSum(left.c2.value, right.c2.value)
        c3 = GoldilocksElement.looseSum(left.c3.value, right.c3.value)
        c4 = GoldilocksElement.looseSum(left.c4.value, right.c4.value)
    }

    /// Twice the element.
    @inline(always)
    init(twice element: QuinticElement) {
        self.init(sumOf: element, element)
    }
}
