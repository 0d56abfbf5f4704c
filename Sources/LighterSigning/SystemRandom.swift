import Glibc

/// The system's random generator, asked for up to 32 numbers at a time: a call of the kernel costs more than its numbers.
struct SystemRandom: RandomNumberGenerator {
    private var words: [32 of UInt64] = .init(repeating: 0)
    private var unused = 0
    private let refillCount: Int

    /// - Parameter count: how many numbers are wanted; more can be had.
    init(expecting count: Int) {
        refillCount = max(1, min(count, words.count))
    }

    mutating func next() -> UInt64 {
        if unused == 0 { refill() }
        unused -= 1
        defer { words[unused] = 0 }
        return words[unused]
    }

    /// Up to 256 bytes come whole or not at all; where they do not, the standard library's generator has its own ways.
    private mutating func refill() {
        unused = refillCount
        let byteCount = refillCount * 8
        let failure = withUnsafeMutableBytes(of: &words) { bytes in
            bytes.baseAddress.map { getentropy($0, byteCount) } ?? -1
        }
        guard failure != 0 else { return }
        var generator = SystemRandomNumberGenerator()
        for index in 0..<refillCount { words[index] = generator.next() }
    }
}
