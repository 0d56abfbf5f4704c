// swift-tools-version: 6.2
import PackageDescription

/// Arithmetic without optimisation is a hundred times slower, so the mathematics is optimised in debug builds too.
let optimised: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
    name: "lighter",
    platforms: [.macOS(.v26)],
    products: [
        .executable(name: "lighter", targets: ["lighter"]),
        .executable(name: "lighter-sandbox", targets: ["lighter-sandbox"]),
        .library(name: "LighterSecrets", targets: ["LighterSecrets"]),
        .library(name: "LighterKeys", targets: ["LighterKeys"]),
        .library(name: "LighterJSON", targets: ["LighterJSON"]),
        .library(name: "LighterSigning", targets: ["LighterSigning"]),
        .library(name: "LighterTransactions", targets: ["LighterTransactions"]),
        .library(name: "LighterVenue", targets: ["LighterVenue"]),
        .library(name: "LighterTrading", targets: ["LighterTrading"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    ],
    targets: [
        // System libraries.
        .target(name: "CCurl", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
        .target(name: "CWslay", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
        .systemLibrary(name: "CJansson", pkgConfig: "jansson", providers: [.apt(["libjansson-dev"])]),
        .target(name: "CLibrary", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
        .target(name: "COpenSSL", dependencies: ["CLibrary"]),
        .systemLibrary(name: "CProcess"),
        .target(name: "CSQLite", dependencies: ["CLibrary"]),

        // What both the client and the sandbox stand on.
        .target(name: "LighterSecrets", swiftSettings: optimised),
        .target(name: "LighterSigning", dependencies: ["LighterSecrets"], swiftSettings: optimised),
        .executableTarget(name: "generator-table", dependencies: ["LighterSigning"]),
        .target(name: "LighterLayerOne", dependencies: ["COpenSSL", "LighterSecrets", "LighterSigning"]),
        .target(name: "LighterJSON", dependencies: ["CJansson"]),
        .target(name: "LighterTransactions", dependencies: ["LighterJSON", "LighterSigning"]),

        // The client.
        .target(name: "LighterStatus"),
        .target(name: "LighterFiles", dependencies: ["LighterSecrets"]),
        .target(name: "LighterTOML", dependencies: ["TOMLKit"]),
        .target(name: "LighterSchemas", dependencies: ["LighterJSON"], resources: [.embedInCode("Schemas")]),
        .target(
            name: "LighterProfile",
            dependencies: ["LighterFiles", "LighterStatus", "LighterTOML", "LighterTransactions", "TOMLKit"],
            resources: [.embedInCode("Profiles")]
        ),
        .target(
            name: "LighterKeys",
            dependencies: [
                "COpenSSL", "LighterFiles", "LighterJSON", "LighterLayerOne", "LighterProfile", "LighterSecrets",
                "LighterSigning", "LighterStatus", "LighterTransactions",
            ]
        ),
        .target(
            name: "LighterVenue",
            dependencies: [
                "CCurl", "COpenSSL", "CWslay", "LighterFiles", "LighterJSON", "LighterStatus", "LighterTransactions",
            ]
        ),
        .target(name: "LighterLedger", dependencies: ["CSQLite", "LighterFiles", "LighterTransactions"]),
        .target(
            name: "LighterTrading",
            dependencies: [
                "COpenSSL", "LighterFiles", "LighterJSON", "LighterKeys", "LighterLayerOne", "LighterLedger",
                "LighterProfile", "LighterSecrets", "LighterSigning", "LighterStatus", "LighterTOML",
                "LighterTransactions", "LighterVenue", "TOMLKit",
            ]
        ),
        .target(
            name: "LighterCommands",
            dependencies: [
                "CProcess", "LighterKeys", "LighterSchemas", "LighterSecrets", "LighterTrading",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            resources: [.embedInCode("Completions")]
        ),
        .executableTarget(name: "lighter", dependencies: ["LighterCommands"]),

        // The local venue. It shares nothing with the client above the transactions.
        .target(name: "LighterEngine", dependencies: ["LighterLayerOne", "LighterSigning", "LighterTransactions"]),
        .target(
            name: "LighterSandbox",
            dependencies: [
                "LighterEngine", "LighterJSON", "LighterLayerOne", "LighterSigning", "LighterTransactions",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
            ]
        ),
        .executableTarget(
            name: "lighter-sandbox",
            dependencies: ["LighterSandbox", .product(name: "ArgumentParser", package: "swift-argument-parser")]
        ),

        // Tests mirror the sources.
        .target(name: "TestSupport", dependencies: ["LighterJSON"], path: "Tests/TestSupport"),
        .executableTarget(
            name: "fuzz",
            dependencies: ["LighterJSON", "LighterSigning", "LighterTransactions", "TestSupport"],
            path: "Tests/Fuzz"
        ),
        .testTarget(
            name: "LighterSigningTests",
            dependencies: ["LighterSigning", "TestSupport"],
            resources: [.copy("Fixtures")]
        ),
        .testTarget(name: "LighterLayerOneTests", dependencies: ["LighterLayerOne", "LighterSigning"]),
        .testTarget(name: "LighterJSONTests", dependencies: ["LighterJSON", "TestSupport"]),
        .testTarget(
            name: "LighterTransactionsTests",
            dependencies: ["LighterTransactions"],
            resources: [.copy("Fixtures")]
        ),
        .testTarget(
            name: "LighterStatusTests",
            dependencies: ["LighterStatus", "TestSupport"],
            resources: [.copy("Fixtures")]
        ),
        .testTarget(name: "LighterTOMLTests", dependencies: ["LighterTOML", "TestSupport"]),
        .testTarget(
            name: "LighterProfileTests",
            dependencies: ["LighterProfile", "LighterStatus", "TestSupport"],
            resources: [.copy("Fixtures")]
        ),
        .testTarget(
            name: "LighterKeysTests",
            dependencies: [
                "LighterKeys", "LighterProfile", "LighterSecrets", "LighterSigning", "LighterStatus",
                "LighterTransactions", "TestSupport",
            ]
        ),
        .testTarget(
            name: "LighterLedgerTests",
            dependencies: ["LighterLedger", "LighterTransactions", "TestSupport"]
        ),
        .testTarget(
            name: "LighterVenueTests",
            dependencies: [
                "COpenSSL", "LighterJSON", "LighterStatus", "LighterTransactions", "LighterVenue", "TestSupport",
            ],
            resources: [.copy("Fixtures")]
        ),
        .testTarget(
            name: "LighterEngineTests",
            dependencies: ["LighterEngine", "LighterLayerOne", "LighterSigning", "LighterTransactions"]
        ),
        .testTarget(
            name: "SandboxTests",
            dependencies: [
                "LighterJSON", "LighterLayerOne", "LighterSandbox", "LighterSigning", "LighterTransactions",
                "TestSupport", "lighter-sandbox",
            ],
            resources: [.copy("Fixtures")]
        ),
        .testTarget(
            name: "LighterTradingTests",
            dependencies: [
                "LighterJSON", "LighterKeys", "LighterLayerOne", "LighterProfile", "LighterSandbox", "LighterSigning",
                "LighterStatus",
                "LighterTrading", "LighterTransactions", "LighterVenue", "TestSupport",
            ]
        ),
        .testTarget(
            name: "LighterCommandsTests",
            dependencies: [
                "LighterCommands", "LighterJSON", "LighterLayerOne", "LighterLedger", "LighterSigning",
                "LighterStatus", "LighterTransactions", "LighterVenue", "TestSupport", "lighter", "lighter-sandbox",
            ],
            resources: [.copy("Fixtures")]
        ),
        .testTarget(
            name: "InteropTests",
            dependencies: [
                "LighterJSON", "LighterSigning", "LighterTransactions", "TestSupport", "lighter", "lighter-sandbox",
            ],
            path: "Tests/Interop",
            resources: [.copy("Scripts")]
        ),
    ],
    swiftLanguageModes: [.v6]
)

// What a file uses it imports itself: a library that imports Foundation must not lend us its members.
for target in package.targets where target.type == .regular || target.type == .executable || target.type == .test {
    target.swiftSettings = (target.swiftSettings ?? []) + [.enableUpcomingFeature("MemberImportVisibility")]
}
