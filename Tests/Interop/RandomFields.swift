import LighterJSON
import TestSupport

extension SeededGenerator {
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
