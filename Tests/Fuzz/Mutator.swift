import TestSupport

/// Spoils good inputs: bits, bytes, digits and pieces of others.
struct Mutator {
    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func next() -> [UInt8] {
        var input = pick(Seeds.all) ?? []
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            let place = Int.random(in: 0...input.count, using: &random)
            switch Int.random(in: 0..<8, using: &random) {
            case 0 where place < input.count: input[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1 where place < input.count: input[place] = UInt8.random(in: 0...255, using: &random)
            case 2 where place < input.count: input[place] = pick(Array("0123456789-.e\"{}[],:\\nu".utf8)) ?? 0
            case 3: input.insert(UInt8.random(in: 0...255, using: &random), at: place)
            case 4: input.removeSubrange(place..<min(input.count, place + Int.random(in: 0...8, using: &random)))
            case 5: input.insert(contentsOf: pick(Mutator.pieces) ?? [], at: place)
            case 6:
                let other = pick(Seeds.all) ?? []
                let start = Int.random(in: 0...other.count, using: &random)
                input = Array(input[..<place] + other[start...])
            default: input = Array(input[..<place])
            }
        }
        return input
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element? { elements.randomElement(using: &random) }

    /// Words that readers stumble over.
    private static let pieces = [
        "9223372036854775807", "9223372036854775808", "-1", "0", "1e400", "0.1", "null", "true", "\"\"", "{}", "[]",
        "18446744069414584321", "281474976710655", "281474976710656", "1152921504606846976", "255", "-0", "\\u0000",
        "\u{FEFF}", "\u{F5A1}", "L2TxAttributes", "\"Nonce\":4,", String(repeating: "[", count: 3000),
    ].map { Array($0.utf8) }
}
