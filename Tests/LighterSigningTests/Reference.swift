@testable import LighterSigning

/// The slow and plain way: remainders of UInt128, schoolbook products, Fermat inverses, chord and tangent.
enum Reference {
    typealias Quintic = [UInt64]

    static let p = UInt128(GoldilocksElement.modulus)

    static func multiply(_ a: UInt64, _ b: UInt64) -> UInt64 { UInt64(UInt128(a) * UInt128(b) % p) }
    static func add(_ a: UInt64, _ b: UInt64) -> UInt64 { UInt64((UInt128(a) + UInt128(b)) % p) }
    static func subtract(_ a: UInt64, _ b: UInt64) -> UInt64 { UInt64((UInt128(a) + p - UInt128(b)) % p) }

    static func invert(_ a: UInt64) -> UInt64 {
        var (result, power, exponent) = (UInt64(1), a, UInt64(p - 2))
        while exponent > 0 {
            if exponent & 1 == 1 { result = multiply(result, power) }
            power = multiply(power, power)
            exponent >>= 1
        }
        return result
    }

    static func add(_ a: Quintic, _ b: Quintic) -> Quintic { zip(a, b).map { add($0, $1) } }
    static func subtract(_ a: Quintic, _ b: Quintic) -> Quintic { zip(a, b).map { subtract($0, $1) } }

    static func multiply(_ a: Quintic, _ b: Quintic) -> Quintic {
        var wide = [UInt64](repeating: 0, count: 9)
        for i in 0..<5 {
            for j in 0..<5 { wide[i + j] = add(wide[i + j], multiply(a[i], b[j])) }
        }
        return (0..<5).map { $0 < 4 ? add(wide[$0], multiply(3, wide[$0 + 5])) : wide[$0] }
    }

    /// By elimination: the matrix of x ↦ a·x is solved for one.
    static func invert(_ a: Quintic) -> Quintic {
        var rows = (0..<5).map { row -> [UInt64] in
            (0..<5).map { column in row >= column ? a[row - column] : multiply(3, a[5 + row - column]) } + [
                row == 0 ? 1 : 0
            ]
        }
        for column in 0..<5 {
            guard let pivot = (column..<5).first(where: { rows[$0][column] != 0 }) else { return zero }
            rows.swapAt(column, pivot)
            let scale = invert(rows[column][column])
            rows[column] = rows[column].map { multiply($0, scale) }
            for other in 0..<5 where other != column {
                let factor = rows[other][column]
                rows[other] = zip(rows[other], rows[column]).map { subtract($0, multiply(factor, $1)) }
            }
        }
        return rows.map { $0[5] }
    }

    static let zero: Quintic = [0, 0, 0, 0, 0]
    static let b: Quintic = [0, 263, 0, 0, 0]

    /// A point of the curve in affine coordinates, nil for infinity.
    typealias Point = (x: Quintic, y: Quintic)?

    static let generator: Point = {
        let x: Quintic = [
            12_883_135_586_176_881_569, 4_356_519_642_755_055_268, 5_248_930_565_894_896_907,
            2_165_973_894_480_315_022, 2_448_410_071_095_648_785,
        ]
        return (x, multiply([4, 0, 0, 0, 0], x))
    }()

    /// The sum on the curve.
    static func curveSum(_ first: Point, _ second: Point) -> Point {
        guard let first else { return second }
        guard let second else { return first }
        let slope: Quintic
        if first.x == second.x {
            guard first.y == second.y, first.y != zero else { return nil }
            let square = multiply([3, 0, 0, 0, 0], multiply(first.x, first.x))
            let numerator = add(add(square, multiply([4, 0, 0, 0, 0], first.x)), b)
            slope = multiply(numerator, invert(add(first.y, first.y)))
        } else {
            slope = multiply(subtract(second.y, first.y), invert(subtract(second.x, first.x)))
        }
        let x = subtract(subtract(subtract(multiply(slope, slope), [2, 0, 0, 0, 0]), first.x), second.x)
        return (x, subtract(multiply(slope, subtract(first.x, x)), first.y))
    }

    /// The sum in the group: P + Q + N, with N = (0, 0).
    static func sum(_ first: Point, _ second: Point) -> Point {
        curveSum(curveSum(first, second), (zero, zero))
    }

    static func multiple(of point: Point, by bits: [Bool]) -> Point {
        var result: Point = (zero, zero)
        for bit in bits {
            result = sum(result, result)
            if bit { result = sum(result, point) }
        }
        return result
    }

    /// w = y/x, zero for the neutral element.
    static func encode(_ point: Point) -> Quintic {
        guard let point else { return zero }
        return multiply(point.y, invert(point.x))
    }

    static func coordinates(_ element: QuinticElement) -> Quintic {
        [element.c0, element.c1, element.c2, element.c3, element.c4].map(\.value)
    }

    /// The affine form of a point in fractional coordinates: x = b·X/Z, y = x·T/U.
    static func affine(_ point: CurvePoint) -> Point {
        let x = multiply(b, multiply(coordinates(point.x), invert(coordinates(point.z))))
        let w = multiply(coordinates(point.t), invert(coordinates(point.u)))
        return (x, multiply(x, w))
    }

    /// The bits of a scalar, highest first.
    static func bits(_ scalar: Scalar) -> [Bool] {
        scalar.bytes.reversed().flatMap { byte in (0..<8).reversed().map { byte >> $0 & 1 == 1 } }
    }
}
