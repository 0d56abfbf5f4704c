/// A sum of at most a few hundred products of 64-bit numbers, reduced modulo p once at the end: the lowest word, and the
/// sum of the words above it.
///
/// A product and the lowest word fit in 128 bits together, so that no carry is ever left over to count.
struct ProductSum {
    private var low: UInt64
    private var high: UInt128

    @inline(always)
    init(_ left: UInt64, _ right: UInt64, adding addend: GoldilocksElement = .zero) {
        let sum = left.widened &* right.widened &+ addend.value.widened
        low = UInt64(truncatingIfNeeded: sum)
        high = sum >> 64
    }

    @inline(always)
    mutating func add(_ left: UInt64, _ right: UInt64) {
        let sum = left.widened &* right.widened &+ low.widened
        low = UInt64(truncatingIfNeeded: sum)
        high &+= sum >> 64
    }

    @inline(always)
    var reduced: GoldilocksElement { GoldilocksElement(reducing: low, high) }
}

/// A sum of small multiples of quintic elements, reduced modulo p once at the end. The factors, without their signs, add
/// up to less than 2^31.
struct SmallMultipleSum {
    private var d0, d1, d2, d3, d4: UInt128

    @inline(always)
    init(_ element: QuinticElement, times factor: Int64 = 1) {
        d0 = Self.multiple(element.c0, factor)
        d1 = Self.multiple(element.c1, factor)
        d2 = Self.multiple(element.c2, factor)
        d3 = Self.multiple(element.c3, factor)
        d4 = Self.multiple(element.c4, factor)
    }

    /// factor · z · element.
    @inline(always)
    init(_ element: QuinticElement, timesZ factor: Int64) {
        d0 = Self.multiple(element.c4, 3 &* factor)
        d1 = Self.multiple(element.c0, factor)
        d2 = Self.multiple(element.c1, factor)
        d3 = Self.multiple(element.c2, factor)
        d4 = Self.multiple(element.c3, factor)
    }

    /// Adds factor · element.
    @inline(always)
    consuming func adding(_ element: QuinticElement, times factor: Int64 = 1) -> Self {
        d0 &+= Self.multiple(element.c0, factor)
        d1 &+= Self.multiple(element.c1, factor)
        d2 &+= Self.multiple(element.c2, factor)
        d3 &+= Self.multiple(element.c3, factor)
        d4 &+= Self.multiple(element.c4, factor)
        return self
    }

    /// Adds factor · z · element.
    @inline(always)
    consuming func adding(_ element: QuinticElement, timesZ factor: Int64) -> Self {
        d0 &+= Self.multiple(element.c4, 3 &* factor)
        d1 &+= Self.multiple(element.c0, factor)
        d2 &+= Self.multiple(element.c1, factor)
        d3 &+= Self.multiple(element.c2, factor)
        d4 &+= Self.multiple(element.c3, factor)
        return self
    }

    @inline(always)
    var reduced: QuinticElement {
        QuinticElement(
            c0: GoldilocksElement(reducing: d0),
            c1: GoldilocksElement(reducing: d1),
            c2: GoldilocksElement(reducing: d2),
            c3: GoldilocksElement(reducing: d3),
            c4: GoldilocksElement(reducing: d4)
        )
    }

    /// factor · element, or |factor| · (p − element) for a negative factor: never negative.
    @inline(always)
    private static func multiple(_ element: GoldilocksElement, _ factor: Int64) -> UInt128 {
        let value = factor < 0 ? GoldilocksElement.modulus &- element.value : element.value
        return value.widened &* factor.magnitude.widened
    }
}
