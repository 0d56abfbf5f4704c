import Glibc
import LighterSigning
import LighterTransactions

// The load the real sandbox takes, beside what one core can verify, in one run:
//
//   swift build -c release --static-swift-stdlib && swift run -c release --package-path Benchmarks load
//
// Arguments: the sandbox's path, and how many orders altogether.

let arguments = CommandLine.arguments.dropFirst()
let program = arguments.first ?? ".build/release/lighter-sandbox"
let orderCount = arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000_000
let rounds = 20

guard sysconf(Int32(_SC_NPROCESSORS_ONLN)) > 1 else {
    print("wants two cores: one for the sandbox, one for its client")
    exit(1)
}

func line(_ name: String, _ value: Double, _ unit: String, digits: Int = 2) {
    let scale = pow(10, Double(digits))
    print("\(name): \((value * scale).rounded() / scale) \(unit)")
}

let starts = try (0..<10).map { _ in
    let sandbox = try SandboxProcess(program, core: 0)
    defer { sandbox.end() }
    return sandbox.startTime * 1_000
}
line("from exec to ready, median of 10", quantile(0.5, of: starts), "ms")

/// Measures one sandbox, and ends it whatever happens.
///
/// - Returns: whether it took everything.
func measure() throws -> Bool {
    let sandbox = try SandboxProcess(program, core: 0)
    defer { sandbox.end() }
    line("resident when ready", sandbox.memory, "MiB")
    var flow = try Flow(key: sandbox.key)
    let signatures = try flow.signatures(20_000)
    let key = sandbox.key.publicKey
    let connection = try Connection(port: sandbox.port)

    var (refused, sent) = (0, 0)
    var ratios: [Double] = []
    var processorRatios: [Double] = []
    var rates: [Double] = []
    var verificationRates: [Double] = []
    for _ in 0..<rounds {
        var (start, processorStart) = (seconds(), seconds(CLOCK_THREAD_CPUTIME_ID))
        guard signatures.allSatisfy({ $0.isValid(under: key) }) else { return false }
        let verifications = Double(signatures.count) / (seconds() - start)
        let verificationsByProcessor = Double(signatures.count) / (seconds(CLOCK_THREAD_CPUTIME_ID) - processorStart)

        let batches = try flow.batches(orderCount / rounds / (Flow.batchSize - 1))
        (start, processorStart) = (seconds(), sandbox.processorTime)
        for batch in batches where try !connection.exchange(batch) { refused += 1 }
        let transactions = Double(batches.count * Flow.batchSize)
        let rate = transactions / (seconds() - start)
        let rateByProcessor = transactions / (sandbox.processorTime - processorStart)
        sent += batches.count * Flow.batchSize
        rates.append(rate)
        verificationRates.append(verifications)
        ratios.append(rate / verifications)
        processorRatios.append(rateByProcessor / verificationsByProcessor)
    }
    line("verifications a second on one core, median", quantile(0.5, of: verificationRates), "/s", digits: 0)
    line("transactions a second in batches of 15, median", quantile(0.5, of: rates), "/s", digits: 0)
    line("share of the verification rate, median", quantile(0.5, of: ratios) * 100, "%", digits: 1)
    line("the same by processor time", quantile(0.5, of: processorRatios) * 100, "%", digits: 1)
    print("transactions sent: \(sent), batches refused: \(refused)")
    line("resident after them", sandbox.memory, "MiB")

    var latencies: [Double] = []
    for single in try flow.singles(5_000) {
        let start = seconds()
        if try !connection.exchange(single) { refused += 1 }
        latencies.append((seconds() - start) * 1_000)
    }
    line("a single sendTx, median", quantile(0.5, of: latencies), "ms", digits: 3)
    line("a single sendTx, p99", quantile(0.99, of: latencies), "ms", digits: 3)
    connection.end()
    return refused == 0
}

exit(try measure() ? 0 : 1)
