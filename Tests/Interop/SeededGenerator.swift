import LighterJSON

/// SplitMix64: the same numbers for the same seed, on every machine.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number of the range: often its ends, otherwise of every magnitude.
    mutating func number(_ range: ClosedRange<Int64>) -> JSON {
        switch Int.random(in: 0..<8, using: &self) {
        case 0: return .integer(range.lowerBound)
        case 1: return .integer(range.upperBound)
        default:
            let width = UInt64(range.upperBound - range.lowerBound)
            let magnitude = UInt64.random(in: 0...width, using: &self) >> UInt64.random(in: 0..<48, using: &self)
            return .integer(range.lowerBound + Int64(magnitude))
        }
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: elements.indices, using: &self)]
    }

    mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) } }
}
