import Glibc
import SigningKernels

// Whether the time of an operation tells anything of its secret: the test of O. Reparaz, J. Balasch and I. Verbauwhede,
// "Dude, is my code constant time?" (IACR ePrint 2016/1123). Each operation runs on one fixed secret and on random ones, in
// random order; Welch's t says whether the two kinds of times differ. Beyond 10 they surely do, below 4.5 nothing is seen.
//
//   swift run -c release --package-path Benchmarks timing-leaks [measurements]
//
// It measures and says what it saw; on a busy machine it may see ghosts, so it passes and fails nothing.

let measurementCount = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 100_000

func nanoseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}

/// Count, mean and sum of squared deviations of times, as they come.
struct Moments {
    var count = 0.0
    var mean = 0.0
    var deviations = 0.0

    mutating func add(_ value: Double) {
        count += 1
        let difference = value - mean
        mean += difference / count
        deviations += difference * (value - mean)
    }

    /// The square of the mean's standard error.
    var squaredError: Double { deviations / (count - 1) / count }
}

/// The largest |t| over all times, and over those below each of several percentiles: a leak may hide behind interrupts.
func largestT(_ times: [(isFixed: Bool, time: Int64)]) -> Double {
    let sorted = times.map(\.time).sorted()
    let limits = [0.5, 0.75, 0.9, 0.95, 0.99, 1].map { sorted[min(sorted.count - 1, Int(Double(sorted.count) * $0))] }
    return limits.map { limit in
        var (fixed, random) = (Moments(), Moments())
        for (isFixed, time) in times where time <= limit {
            if isFixed { fixed.add(Double(time)) } else { random.add(Double(time)) }
        }
        guard fixed.count > 10, random.count > 10 else { return 0 }
        return abs(fixed.mean - random.mean) / (fixed.squaredError + random.squaredError).squareRoot()
    }.max() ?? 0
}

func test(_ name: String, fixed: [UInt8], _ operation: (SecretKernels.Input) throws -> UInt64) throws {
    var generator = SystemRandomNumberGenerator()
    var times: [(isFixed: Bool, time: Int64)] = []
    times.reserveCapacity(measurementCount)
    var sum: UInt64 = 0
    // Inputs are made a thousand at a time and before the clock starts, the first thousand to warm up: they lie in memory
    // alike, and nothing of their making is left to do.
    for round in 0...measurementCount / 1_000 {
        let inputs = try (0..<1_000).map { _ in
            let isFixed = Bool.random(using: &generator)
            let random = SecretKernels.random(using: &generator)
            let other = SecretKernels.random(using: &generator)
            return (isFixed, try SecretKernels.Input(scalar: isFixed ? fixed : random, other: other))
        }
        for (isFixed, input) in inputs {
            let start = nanoseconds()
            sum &+= try operation(input)
            let time = nanoseconds() - start
            if round > 0 { times.append((isFixed, time)) }
        }
    }
    let t = largestT(times)
    let verdict = t < 4.5 ? "nothing seen" : t < 10 ? "perhaps" : "differs"
    let rounded = (t * 10).rounded() / 10
    print("\(name): |t| = \(rounded), \(verdict)\(sum == 0 ? " " : "")")
}

let one: [UInt8] = [1] + [UInt8](repeating: 0, count: 39)
let large: [UInt8] = [UInt8](repeating: 0xFF, count: 39) + [0x7F]
print("\(measurementCount) measurements each, a fixed secret against random ones")
for (name, fixed) in [("1", one), ("2^319 − 1 mod n", large)] {
    try test("k·G, k = \(name)", fixed: fixed, SecretKernels.generatorMultiple)
    try test("signature, nonce = \(name)", fixed: fixed, SecretKernels.signatureByNonce)
    try test("signature, key = \(name)", fixed: fixed, SecretKernels.signatureByKey)
    try test("nonce from key = \(name)", fixed: fixed, SecretKernels.nonce)
}
try test("k·P in variable time, k = 1: this it must find", fixed: one, SecretKernels.variableTimeMultiple)
