import Benchmark
import CPoseidon2
import LighterSigning
import LighterTransactions
import SigningKernels

let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock],
        timeUnits: .nanoseconds,
        warmupIterations: 3,
        maxDuration: .seconds(1),
        maxIterations: 500
    )
    guard let kernels = try? Kernels(count: 256) else { return }

    /// A benchmark of `count` operations an iteration; the scripts divide by it.
    func measure(_ name: String, _ count: Int, _ run: @escaping @Sendable (Int) throws -> some Any) {
        Benchmark("\(name)/\(count)") { _ in blackHole(try run(count)) }
    }

    measure("field product", 10_000) { kernels.fieldProducts($0) }
    measure("quintic product", 10_000) { kernels.quinticProducts($0) }
    measure("quintic square", 10_000) { kernels.quinticSquares($0) }
    measure("quintic inverse", 1_000) { kernels.quinticInverses($0) }
    measure("addition", 1_000) { kernels.additions($0) }
    measure("doubling", 1_000) { kernels.doublings($0) }
    measure("permutation", 1_000) { kernels.permutations($0) }
    measure("permutation in C", 1_000) { count in
        var state = (0..<12).map { UInt64($0) }
        for _ in 0..<count { poseidon2_permute_c(&state) }
        return state
    }
    measure("create-order hash", 200) { count in
        var sum = 0
        for nonce in 0..<count { sum += try order(nonce: Int64(nonce)).message.hashValue & 1 }
        return sum
    }
    measure("generator multiple", 100) { kernels.generatorMultiples($0) }
    measure("public key", 100) { try kernels.publicKeys($0) }
    measure("key decoding", 100) { kernels.decodedKeys($0) }
    measure("signature without its check", 100) { kernels.uncheckedSignatures($0) }
    measure("signature", 50) { try kernels.signatures($0) }
    measure("signature among 256", 256) { _ in try kernels.batches(1) }
    measure("first verification of a key", 20) { kernels.firstVerifications($0) }
    measure("verification", 50) { kernels.verifications($0) }
    measure("verification among 16", 320) { kernels.verificationBatches($0 / 16) }
    measure("table of a key", 20) { kernels.keyTables($0) }
}

private func order(nonce: Int64) throws -> Transaction {
    Transaction(
        chainID: try ChainID(304),
        nonce: try Nonce(nonce),
        expiredAt: try Timestamp(1_795_369_420_127),
        body: .createOrder(
            CreateOrder(
                account: try AccountIndex(12_345),
                apiKey: try APIKeyIndex(5),
                order: OrderTerms(
                    market: try MarketIndex(0),
                    clientOrderIndex: try ClientOrderIndex(77),
                    size: try Size(1_000),
                    price: try Price(230_000),
                    side: .buy,
                    type: .limit,
                    timeInForce: .goodTillTime,
                    expiry: try OrderExpiry(1_797_788_021_127)
                )
            )
        )
    )
}
