import Synchronization

/// The multiples of a public key that verifications need. The first is worked out by doublings; for a key that is used
/// again its powers of two are kept, 25 KiB, and each further multiple takes a quarter of the time.
final class KeyMultiples: Sendable {
    let point: CurvePoint
    private let memory = Mutex(Memory.unused)

    private enum Memory {
        case unused
        case usedOnce
        case kept(PowersOfTwo)
    }

    /// - Parameter point: not the neutral element.
    init(of point: CurvePoint) {
        self.point = point
    }

    /// scalar · point.
    ///
    /// - Warning: Leaks the scalar through timing: for public values only.
    func variableTimeMultiple(_ scalar: Scalar) -> CurvePoint {
        powers()?.variableTimeSum(times: scalar) ?? point.variableTimeMultiplied(by: scalar)
    }

    /// The powers of two, from the second call on.
    private func powers() -> PowersOfTwo? {
        memory.withLock { memory in
            switch memory {
            case .unused:
                memory = .usedOnce
                return nil
            case .usedOnce:
                let powers = PowersOfTwo(of: point)
                memory = .kept(powers)
                return powers
            case .kept(let powers): return powers
            }
        }
    }
}
