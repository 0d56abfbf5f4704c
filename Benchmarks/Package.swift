// swift-tools-version: 6.2
import PackageDescription

// Apart from the package it measures, so that nobody who builds `lighter` fetches a benchmark library.
let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v26)],
    dependencies: [
        .package(name: "lighter", path: ".."),
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.0", traits: []),
    ],
    targets: [
        // What a C compiler makes of the permutation.
        .target(name: "CPoseidon2", cSettings: [.unsafeFlags(["-O3"])]),
        // A malloc that counts.
        .target(name: "CAllocations"),
        // The module under test, compiled together with loops over its inner operations: from outside, the module's border
        // would be measured too.
        .target(name: "SigningKernels", dependencies: [.product(name: "LighterSecrets", package: "lighter")]),
        .executableTarget(
            name: "Signing",
            dependencies: [
                "CPoseidon2", "SigningKernels", .product(name: "LighterSigning", package: "lighter"),
                .product(name: "LighterTransactions", package: "lighter"),
                .product(name: "Benchmark", package: "benchmark"),
            ],
            path: "Benchmarks/Signing",
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
        ),
        .executableTarget(name: "allocations", dependencies: ["CAllocations", "SigningKernels"]),
        .executableTarget(name: "timing-leaks", dependencies: ["SigningKernels"]),
        // The real sandbox under load.
        .executableTarget(
            name: "load",
            dependencies: [
                .product(name: "LighterJSON", package: "lighter"), .product(name: "LighterSigning", package: "lighter"),
                .product(name: "LighterTransactions", package: "lighter"),
            ]
        ),
    ]
)
